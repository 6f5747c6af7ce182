package io.xmlfleet.generate.loan;

import io.xmlfleet.generate.text.Draws;
import io.xmlfleet.generate.text.Extras;
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
  private final Draws draws;

  LoanTerms(XmlText xml, Draws draws) {
    this.xml = xml;
    this.draws = draws;
  }

  void openLoan(long id, LocalDate received) {
    xml.open(
        "LoanFile",
        Extras.with(
            draws,
            6,
            "LoanFileNumber",
            Long.toString(id),
            "ReceivedAtTime",
            moment(received),
            "LoanPurposeKind",
            draws.chance(3) ? "BRIDGE" : draws.pick(PURPOSES),
            "LoanFileStatus",
            draws.pick(STATES),
            "NoteAmount",
            draws.between(5_000, 900_000) + "." + draws.digits(2),
            "NoteRatePercent",
            draws.between(2, 14) + "." + draws.digits(5),
            "TermMonthCount",
            draws.between(1, 30) * 12 + " months",
            "FirstPaymentOn",
            received.plusDays(draws.between(30, 90)).toString(),
            "EscrowRequired",
            draws.chance(60) ? "Y" : "N",
            "BranchOfficeNo",
            draws.digits(4),
            "RequestChannel",
            draws.chance(80) ? "BRANCH" : null));
  }

  /** One to four of the kinds that the contract knows, and model codes that it does not. */
  void scores(LocalDate received) {
    xml.empty(
        "Scores",
        Extras.with(
            draws,
            8,
            "ScoreOfBureauA",
            score(),
            "ScoreOfBureauB",
            draws.chance(70) ? score() : null,
            "ScoreOfBureauC",
            draws.chance(50) ? score() : "",
            "InternalRating",
            draws.chance(60) ? score() : null,
            "ScoredOnDate",
            received.toString()));
  }

  void collateral(long id) {
    xml.open("Collateral", Extras.with(draws, 3));
    for (int i = draws.between(1, 2); i > 0; i--) {
      xml.empty(
          "Property",
          Extras.with(
              draws,
              8,
              "PropertyKind",
              draws.pick(PROPERTIES),
              "PropertyStreet",
              draws.between(1, 999) + " " + draws.pick(Vocabulary.STREETS),
              "PropertyCityName",
              draws.pick(Vocabulary.CITIES),
              "PropertyPostCode",
              "000" + draws.digits(2),
              "AppraisedValue",
              "1," + draws.digits(3) + "," + draws.digits(3) + ".00",
              "AppraisedOnDate",
              draws.between(1, 12) + "/" + draws.between(1, 28) + "/2024",
              "BuiltInYear",
              Integer.toString(draws.between(1900, 2024)),
              "PriorityOfLien",
              Integer.toString(i),
              "PledgeReference",
              id + "-" + i));
    }
    xml.close();
  }

  void liabilities(LocalDate received) {
    xml.open("Liabilities");
    for (int i = draws.between(1, 8); i > 0; i--) {
      xml.empty(
          "Liability",
          Extras.with(
              draws,
              7,
              "LiabilityKind",
              draws.chance(5) ? "OTHER" : draws.pick(DEBTS),
              "CreditorName",
              draws.pick(Vocabulary.EMPLOYERS),
              "UnpaidBalance",
              draws.between(10, 90_000) + "." + draws.digits(3),
              "MonthlyPayment",
              draws.chance(10) ? "n/a" : draws.between(5, 2_000) + "." + draws.digits(2),
              "RemainingMonths",
              Integer.toString(draws.between(1, 360)),
              "PaidOffAtClose",
              draws.chance(30) ? "true" : "false",
              "ReportedOnDate",
              received.minusDays(draws.between(1, 60)).toString()));
    }
    xml.close();
  }

  private String moment(LocalDate day) {
    return day
        + "T"
        + draws.between(10, 19)
        + ":"
        + draws.between(10, 59)
        + ":"
        + draws.between(10, 59);
  }

  private String score() {
    return Integer.toString(draws.between(300, 850));
  }
}
