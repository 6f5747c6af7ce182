package io.xmlfleet.generate;

import io.xmlfleet.generate.text.Draws;
import io.xmlfleet.generate.text.Vocabulary;
import io.xmlfleet.generate.text.XmlText;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The people of one application, with their addresses and employments. Confined to one thread. */
final class ContactSection {
  private static final List<String> ROLES = List.of("PRIMARY", "SECONDARY", "GUARANTOR");
  private static final DateTimeFormatter US_DATE =
      DateTimeFormatter.ofPattern("M/d/yyyy", Locale.ROOT);
  private static final LocalDate OLDEST = LocalDate.of(1998, 1, 1);

  private final XmlText xml;
  private final Draws draws;

  ContactSection(XmlText xml, Draws draws) {
    this.xml = xml;
    this.draws = draws;
  }

  void write(long applicationId) {
    int contacts = draws.between(1, 4);
    xml.open("Contacts");
    for (int i = 0; i < contacts; i++) {
      // The fourth is a second guarantor.
      contact(contactId(applicationId, i), ROLES.get(Math.min(i, 2)), i + 1);
    }
    if (draws.chance(30)) {
      reference(contactId(applicationId, contacts));
    }
    xml.close();
  }

  static long contactId(long applicationId, int index) {
    return applicationId * 10 + index;
  }

  private void contact(long id, String role, int no) {
    xml.open("Contact", "id", Long.toString(id), "role", role);
    xml.empty("Name", "first", "Sample", "last", "Applicant " + id);
    // The Social Security Administration assigns no number that begins with 000.
    xml.leaf("TaxId", "000-" + draws.digits(2) + '-' + draws.digits(4));
    xml.leaf("Email", "Applicant." + id + "@Example.invalid");
    for (int i = draws.between(no == 1 ? 1 : 0, 2); i > 0; i--) {
      xml.leaf("Phone", "(555) 555-01" + draws.digits(2), "kind", i == 1 ? "MOBILE" : "HOME");
    }
    xml.leaf("Consent", draws.chance(80) ? "Y" : "N");
    addresses();
    employments();
    xml.close();
  }

  /** Somebody to ask, not a party of the loan: the contract's filter leaves this contact out. */
  private void reference(long id) {
    xml.open("Contact", "id", Long.toString(id), "role", "REFERENCE");
    xml.empty("Name", "first", "Sample", "last", "Reference " + id);
    xml.open("Addresses");
    address("CURRENT");
    xml.close().close();
  }

  private void addresses() {
    xml.open("Addresses");
    address("CURRENT");
    for (int i = draws.between(0, 2); i > 0; i--) {
      address("PREVIOUS");
    }
    xml.close();
  }

  private void address(String kind) {
    xml.open("Address", "kind", kind, "since", since());
    xml.leaf("Street", draws.between(1, 999) + " " + draws.pick(Vocabulary.STREETS));
    xml.leaf("City", draws.pick(Vocabulary.CITIES));
    xml.leaf("Region", draws.pick(Vocabulary.REGIONS));
    xml.leaf("PostalCode", "000" + draws.digits(2));
    if (draws.chance(30)) {
      xml.leaf("Country", "CA");
    }
    xml.close();
  }

  /** In two formats; now and then with words that no calendar knows; or not at all. */
  private @Nullable String since() {
    LocalDate day = draws.dayFrom(OLDEST, 9_000);
    int form = draws.between(1, 20);
    if (form == 1) {
      return null;
    }
    if (form == 2) {
      return "long ago";
    }
    return form <= 8 ? US_DATE.format(day) : day.toString();
  }

  private void employments() {
    int employments = draws.between(0, 2);
    if (employments == 0) {
      return;
    }
    xml.open("Employments");
    for (int i = 0; i < employments; i++) {
      xml.open("Employment", "status", draws.pick(Vocabulary.EMPLOYMENT_STATES));
      xml.leaf("Employer", "  " + draws.pick(Vocabulary.EMPLOYERS) + ' ');
      xml.leaf("Income", income(), "period", draws.chance(70) ? "YEAR" : "MONTH");
      xml.leaf("Tenure", draws.between(0, 30) + " years");
      xml.close();
    }
    xml.close();
  }

  /** Three decimals are rounded half up by the contract; "n/a" falls back to its default. */
  private String income() {
    return draws.chance(10) ? "n/a" : draws.between(1_000, 180_000) + "." + draws.digits(3);
  }
}
