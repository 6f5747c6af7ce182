package io.xmlfleet.generate;

import io.xmlfleet.generate.text.RandomChoices;
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
  private final RandomChoices random;

  ContactSection(XmlText xml, RandomChoices random) {
    this.xml = xml;
    this.random = random;
  }

  void write(long applicationId) {
    int contacts = random.between(1, 4);
    xml.open("Contacts");
    for (int i = 0; i < contacts; i++) {
      // The fourth is a second guarantor.
      contact(contactId(applicationId, i), ROLES.get(Math.min(i, 2)), i + 1);
    }
    if (random.chance(30)) {
      reference(contactId(applicationId, contacts));
    }
    xml.close();
  }

  static long contactId(long applicationId, int index) {
    return applicationId * 10 + index;
  }

  private void contact(long id, String role, int no) {
    xml.element("Contact").with("id", id).with("role", role).open();
    xml.element("Name").with("first", "Sample").with("last", "Applicant " + id).empty();
    // The Social Security Administration assigns no number that begins with 000.
    xml.leaf("TaxId", "000-" + random.digits(2) + '-' + random.digits(4));
    xml.leaf("Email", "Applicant." + id + "@Example.invalid");
    for (int i = random.between(no == 1 ? 1 : 0, 2); i > 0; i--) {
      xml.element("Phone")
          .with("kind", i == 1 ? "MOBILE" : "HOME")
          .leaf("(555) 555-01" + random.digits(2));
    }
    xml.leaf("Consent", random.chance(80) ? "Y" : "N");
    addresses();
    employments();
    xml.close();
  }

  /** Somebody to ask, not a party of the loan: the contract's filter leaves this contact out. */
  private void reference(long id) {
    xml.element("Contact").with("id", id).with("role", "REFERENCE").open();
    xml.element("Name").with("first", "Sample").with("last", "Reference " + id).empty();
    xml.open("Addresses");
    address("CURRENT");
    xml.close().close();
  }

  private void addresses() {
    xml.open("Addresses");
    address("CURRENT");
    for (int i = random.between(0, 2); i > 0; i--) {
      address("PREVIOUS");
    }
    xml.close();
  }

  private void address(String kind) {
    xml.element("Address").with("kind", kind).with("since", since()).open();
    xml.leaf("Street", random.between(1, 999) + " " + random.pick(Vocabulary.STREETS));
    xml.leaf("City", random.pick(Vocabulary.CITIES));
    xml.leaf("Region", random.pick(Vocabulary.REGIONS));
    xml.leaf("PostalCode", "000" + random.digits(2));
    if (random.chance(30)) {
      xml.leaf("Country", "CA");
    }
    xml.close();
  }

  /** In two formats; now and then with words that no calendar knows; or not at all. */
  private @Nullable String since() {
    LocalDate day = random.dayFrom(OLDEST, 9_000);
    int form = random.between(1, 20);
    if (form == 1) {
      return null;
    }
    if (form == 2) {
      return "long ago";
    }
    return form <= 8 ? US_DATE.format(day) : day.toString();
  }

  private void employments() {
    int employments = random.between(0, 2);
    if (employments == 0) {
      return;
    }
    xml.open("Employments");
    for (int i = 0; i < employments; i++) {
      xml.element("Employment").with("status", random.pick(Vocabulary.EMPLOYMENT_STATES)).open();
      xml.leaf("Employer", "  " + random.pick(Vocabulary.EMPLOYERS) + ' ');
      String income = income();
      xml.element("Income").with("period", random.chance(70) ? "YEAR" : "MONTH").leaf(income);
      xml.leaf("Tenure", random.between(0, 30) + " years");
      xml.close();
    }
    xml.close();
  }

  /** Three decimals are rounded half up by the contract; "n/a" falls back to its default. */
  private String income() {
    return random.chance(10) ? "n/a" : random.between(1_000, 180_000) + "." + random.digits(3);
  }
}
