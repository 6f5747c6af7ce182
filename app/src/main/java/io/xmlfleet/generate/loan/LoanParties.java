package io.xmlfleet.generate.loan;

import io.xmlfleet.generate.text.RandomChoices;
import io.xmlfleet.generate.text.Vocabulary;
import io.xmlfleet.generate.text.XmlText;
import java.time.LocalDate;
import java.util.List;

/** The people of one loan file. Confined to one thread. */
final class LoanParties {
  private static final List<String> ROLES = List.of("BORROWER", "COBORROWER", "GUARANTOR");
  private static final LocalDate OLDEST = LocalDate.of(1998, 1, 1);

  private final XmlText xml;
  private final RandomChoices random;

  LoanParties(XmlText xml, RandomChoices random) {
    this.xml = xml;
    this.random = random;
  }

  void write(long loanId) {
    int applicants = random.between(1, 3);
    xml.open("Parties");
    for (int i = 0; i < applicants; i++) {
      applicant(loanId * 10 + i, ROLES.get(i));
    }
    if (random.chance(30)) {
      // Somebody to ask, not a party: the contract's filters leave this one out.
      applicant(loanId * 10 + applicants, "REFERENCE");
    }
    xml.close();
  }

  private void applicant(long id, String role) {
    xml.element("Applicant")
        .with("ApplicantNumber", id)
        .with("ApplicantRole", role)
        .with("GivenName", "Sample")
        .with("FamilyName", "Applicant " + id)
        // The Social Security Administration assigns no number that begins with 000.
        .with("TaxpayerNumber", "000-" + random.digits(2) + '-' + random.digits(4))
        .with("MailAddress", "Applicant." + id + "@Example.invalid")
        .with("TelephoneNumber", random.chance(80) ? "(555) 555-01" + random.digits(2) : null)
        .with("BirthDate", random.dayFrom(LocalDate.of(1950, 1, 1), 18_000))
        .with("DependentCount", random.between(0, 6))
        .with("ConsentGiven", random.chance(90) ? "Y" : "N")
        .unmapped(random, 6)
        .open();
    for (int i = random.between(1, 2); i > 0; i--) {
      address(i == 1 ? "CURRENT" : "PREVIOUS");
    }
    for (int i = random.between(1, 2); i > 0; i--) {
      employment();
    }
    xml.close();
  }

  private void address(String kind) {
    xml.element("Residence")
        .with("ResidenceKind", kind)
        .with("StreetAddress", random.between(1, 999) + " " + random.pick(Vocabulary.STREETS))
        .with("CityName", random.pick(Vocabulary.CITIES))
        .with("StateCode", random.pick(Vocabulary.REGIONS))
        .with("PostalCode", "000" + random.digits(2))
        .with("CountryCode", random.chance(10) ? "CA" : null)
        .with(
            "OccupiedSince",
            random.chance(10) ? "long ago" : random.dayFrom(OLDEST, 9_000).toString())
        .with(
            "MonthlyRentPaid",
            random.chance(50) ? random.between(300, 4_000) + "." + random.digits(2) : "")
        .unmapped(random, 6)
        .empty();
  }

  private void employment() {
    xml.element("Employment")
        .with("EmploymentState", random.pick(Vocabulary.EMPLOYMENT_STATES))
        .with("EmployerName", "  " + random.pick(Vocabulary.EMPLOYERS) + ' ')
        .with("PositionTitle", "Position " + random.digits(3))
        .with(
            "MonthlyIncome",
            random.chance(10) ? "n/a" : random.between(500, 20_000) + "." + random.digits(3))
        .with("YearsInPosition", random.between(0, 30) + " years")
        .with("EmployedSince", random.dayFrom(OLDEST, 9_000))
        .with("SelfEmployed", random.chance(20) ? "1" : "0")
        .unmapped(random, 7)
        .empty();
  }
}
