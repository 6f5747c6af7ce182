package io.xmlfleet.generate.loan;

import io.xmlfleet.generate.text.Draws;
import io.xmlfleet.generate.text.Extras;
import io.xmlfleet.generate.text.Vocabulary;
import io.xmlfleet.generate.text.XmlText;
import java.time.LocalDate;
import java.util.List;

/** What is asked, answered, charged and done on the way to the loan. Confined to one thread. */
final class LoanProgress {
  private static final List<String> MILESTONES =
      List.of("RECEIVED", "SUBMITTED", "APPRAISED", "APPROVED", "SIGNED", "FUNDED");

  private final XmlText xml;
  private final Draws draws;

  LoanProgress(XmlText xml, Draws draws) {
    this.xml = xml;
    this.draws = draws;
  }

  void conditions(LocalDate received) {
    xml.open("Declarations");
    int declarations = draws.between(1, 8);
    for (int i = 1; i <= declarations; i++) {
      xml.empty(
          "Declaration",
          Extras.with(
              draws,
              6,
              "QuestionCode",
              "Q" + i,
              "AnswerGiven",
              draws.chance(15) ? "yes" : "no",
              "AnsweredOnDate",
              received.toString(),
              "ExplanationText",
              draws.chance(20) ? Vocabulary.sentence(draws, draws.between(4, 12)) : null));
    }
    xml.close().open("Conditions");
    int conditions = draws.between(1, 8);
    for (int i = 1; i <= conditions; i++) {
      condition(i, draws.chance(50) ? "OPEN" : "CLEARED", received);
    }
    if (draws.chance(40)) {
      // No condition any more: the contract's filter leaves it out.
      condition(conditions + 1, "WITHDRAWN", received);
    }
    xml.close();
  }

  private void condition(int number, String state, LocalDate received) {
    xml.empty(
        "Condition",
        Extras.with(
            draws,
            7,
            "ConditionNumber",
            Integer.toString(number),
            "ConditionState",
            state,
            "ConditionClass",
            "C" + draws.digits(2),
            "DueOnDate",
            received.plusDays(draws.between(5, 60)).toString(),
            "ClearedAtTime",
            state.equals("CLEARED") ? received.plusDays(4) + "T12:" + draws.between(10, 59) : null,
            "ConditionText",
            Vocabulary.sentence(draws, draws.between(4, 12))));
  }

  void feesAndMilestones(LocalDate received) {
    xml.open("Fees");
    int fees = draws.between(1, 8);
    for (int i = 1; i <= fees; i++) {
      xml.empty(
          "Fee",
          Extras.with(
              draws,
              6,
              "FeeCode",
              "F" + draws.digits(2) + i,
              "FeeAmount",
              draws.between(1, 4_000) + "." + draws.digits(2),
              "PaidByBorrower",
              draws.chance(70) ? "true" : "false",
              "PercentOfAmount",
              draws.chance(30) ? "0." + draws.digits(4) : ""));
    }
    xml.close().open("Milestones");
    int milestones = draws.between(1, MILESTONES.size());
    for (int i = 0; i < milestones; i++) {
      xml.empty(
          "Milestone",
          Extras.with(
              draws,
              6,
              "MilestoneName",
              MILESTONES.get(i),
              "ReachedAtTime",
              received.plusDays(i) + "T09:" + draws.between(10, 59) + ":" + draws.between(10, 59),
              "RecordedByDesk",
              draws.digits(3)));
    }
    xml.close();
  }
}
