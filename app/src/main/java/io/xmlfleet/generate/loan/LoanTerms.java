package io.xmlfleet.generate.loan;

import io.xmlfleet.generate.text.RandomChoices;
import io.xmlfleet.generate.text.Vocabulary;
import io.xmlfleet.generate.text.XmlText;
import java.time.LocalDate;
import java.util.List;

/** What is lent, on which security and with which scores. Confined to one thread. */
final class LoanTerms {
  private static final List<String> PURPOSES =
      List.of("PURCHASE", "REFINANCE", "CASH_OUT", "BUILD");
  private static final List<String> STATES = List.of("OPEN", "APPROVED", "DECLINED", "FUNDED");
  private static final List<String> PROPERTIES = List.of("HOUSE", "CONDO", "LAND", "VEHICLE");
  private static final List<String> DEBTS = List.of("MORTGAGE", "CARD", "AUTO", "STUDENT", "LEASE");

  private final XmlText xml;
  private final RandomChoices random;

  LoanTerms(XmlText xml, RandomChoices random) {
    this.xml = xml;
    this.random = random;
  }

  void openLoan(long id, LocalDate received) {
    xml.element("LoanFile")
        .with("LoanFileNumber", id)
        .with("ReceivedAtTime", moment(received))
        .with("LoanPurposeKind", random.chance(3) ? "BRIDGE" : random.pick(PURPOSES))
        .with("LoanFileStatus", random.pick(STATES))
        .with("NoteAmount", random.between(5_000, 900_000) + "." + random.digits(2))
        .with("NoteRatePercent", random.between(2, 14) + "." + random.digits(5))
        .with("TermMonthCount", random.between(1, 30) * 12 + " months")
        .with("FirstPaymentOn", received.plusDays(random.between(30, 90)))
        .with("EscrowRequired", random.chance(60) ? "Y" : "N")
        .with("BranchOfficeNo", random.digits(4))
        .with("RequestChannel", random.chance(80) ? "BRANCH" : null)
        .unmapped(random, 6)
        .open();
  }

  /** One to four of the kinds that the contract knows, and model codes that it does not. */
  void scores(LocalDate received) {
    xml.element("Scores")
        .with("ScoreOfBureauA", score())
        .with("ScoreOfBureauB", random.chance(70) ? score() : null)
        .with("ScoreOfBureauC", random.chance(50) ? score() : "")
        .with("InternalRating", random.chance(60) ? score() : null)
        .with("ScoredOnDate", received)
        .unmapped(random, 8)
        .empty();
  }

  void collateral(long id) {
    xml.element("Collateral").unmapped(random, 3).open();
    for (int i = random.between(1, 2); i > 0; i--) {
      xml.element("Property")
          .with("PropertyKind", random.pick(PROPERTIES))
          .with("PropertyStreet", random.between(1, 999) + " " + random.pick(Vocabulary.STREETS))
          .with("PropertyCityName", random.pick(Vocabulary.CITIES))
          .with("PropertyPostCode", "000" + random.digits(2))
          .with("AppraisedValue", "1," + random.digits(3) + "," + random.digits(3) + ".00")
          .with("AppraisedOnDate", random.between(1, 12) + "/" + random.between(1, 28) + "/2024")
          .with("BuiltInYear", random.between(1900, 2024))
          .with("PriorityOfLien", i)
          .with("PledgeReference", id + "-" + i)
          .unmapped(random, 8)
          .empty();
    }
    xml.close();
  }

  void liabilities(LocalDate received) {
    xml.open("Liabilities");
    for (int i = random.between(1, 8); i > 0; i--) {
      xml.element("Liability")
          .with("LiabilityKind", random.chance(5) ? "OTHER" : random.pick(DEBTS))
          .with("CreditorName", random.pick(Vocabulary.EMPLOYERS))
          .with("UnpaidBalance", random.between(10, 90_000) + "." + random.digits(3))
          .with(
              "MonthlyPayment",
              random.chance(10) ? "n/a" : random.between(5, 2_000) + "." + random.digits(2))
          .with("RemainingMonths", random.between(1, 360))
          .with("PaidOffAtClose", random.chance(30) ? "true" : "false")
          .with("ReportedOnDate", received.minusDays(random.between(1, 60)))
          .unmapped(random, 7)
          .empty();
    }
    xml.close();
  }

  private String moment(LocalDate day) {
    return day
        + "T"
        + random.between(10, 19)
        + ":"
        + random.between(10, 59)
        + ":"
        + random.between(10, 59);
  }

  private String score() {
    return Integer.toString(random.between(300, 850));
  }
}
