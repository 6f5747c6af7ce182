package io.xmlfleet.generate.loan;

import io.xmlfleet.generate.text.Draws;
import io.xmlfleet.generate.text.Extras;
import io.xmlfleet.generate.text.Vocabulary;
import io.xmlfleet.generate.text.XmlText;
import java.time.LocalDate;
import java.util.List;

/** The people of one loan file. Confined to one thread. */
final class LoanParties {
  private static final List<String> ROLES = List.of("BORROWER", "COBORROWER", "GUARANTOR");
  private static final LocalDate OLDEST = LocalDate.of(1998, 1, 1);

  private final XmlText xml;
  private final Draws draws;

  LoanParties(XmlText xml, Draws draws) {
    this.xml = xml;
    this.draws = draws;
  }

  void write(long loanId) {
    int applicants = draws.between(1, 3);
    xml.open("Parties");
    for (int i = 0; i < applicants; i++) {
      applicant(loanId * 10 + i, ROLES.get(i));
    }
    if (draws.chance(30)) {
      // Somebody to ask, not a party: the contract's filters leave this one out.
      applicant(loanId * 10 + applicants, "REFERENCE");
    }
    xml.close();
  }

  private void applicant(long id, String role) {
    xml.open(
        "Applicant",
        Extras.with(
            draws,
            6,
            "ApplicantNumber",
            Long.toString(id),
            "ApplicantRole",
            role,
            "GivenName",
            "Sample",
            "FamilyName",
            "Applicant " + id,
            // The Social Security Administration assigns no number that begins with 000.
            "TaxpayerNumber",
            "000-" + draws.digits(2) + '-' + draws.digits(4),
            "MailAddress",
            "Applicant." + id + "@Example.invalid",
            "TelephoneNumber",
            draws.chance(80) ? "(555) 555-01" + draws.digits(2) : null,
            "BirthDate",
            draws.dayFrom(LocalDate.of(1950, 1, 1), 18_000).toString(),
            "DependentCount",
            Integer.toString(draws.between(0, 6)),
            "ConsentGiven",
            draws.chance(90) ? "Y" : "N"));
    for (int i = draws.between(1, 2); i > 0; i--) {
      address(i == 1 ? "CURRENT" : "PREVIOUS");
    }
    for (int i = draws.between(1, 2); i > 0; i--) {
      employment();
    }
    xml.close();
  }

  private void address(String kind) {
    xml.empty(
        "Residence",
        Extras.with(
            draws,
            6,
            "ResidenceKind",
            kind,
            "StreetAddress",
            draws.between(1, 999) + " " + draws.pick(Vocabulary.STREETS),
            "CityName",
            draws.pick(Vocabulary.CITIES),
            "StateCode",
            draws.pick(Vocabulary.REGIONS),
            "PostalCode",
            "000" + draws.digits(2),
            "CountryCode",
            draws.chance(10) ? "CA" : null,
            "OccupiedSince",
            draws.chance(10) ? "long ago" : draws.dayFrom(OLDEST, 9_000).toString(),
            "MonthlyRentPaid",
            draws.chance(50) ? draws.between(300, 4_000) + "." + draws.digits(2) : ""));
  }

  private void employment() {
    xml.empty(
        "Employment",
        Extras.with(
            draws,
            7,
            "EmploymentState",
            draws.pick(Vocabulary.EMPLOYMENT_STATES),
            "EmployerName",
            "  " + draws.pick(Vocabulary.EMPLOYERS) + ' ',
            "PositionTitle",
            "Position " + draws.digits(3),
            "MonthlyIncome",
            draws.chance(10) ? "n/a" : draws.between(500, 20_000) + "." + draws.digits(3),
            "YearsInPosition",
            draws.between(0, 30) + " years",
            "EmployedSince",
            draws.dayFrom(OLDEST, 9_000).toString(),
            "SelfEmployed",
            draws.chance(20) ? "1" : "0"));
  }
}
