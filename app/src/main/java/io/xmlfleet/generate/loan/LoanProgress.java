package io.xmlfleet.generate.loan;

import io.xmlfleet.generate.text.RandomChoices;
import io.xmlfleet.generate.text.Vocabulary;
import io.xmlfleet.generate.text.XmlText;
import java.time.LocalDate;
import java.util.List;

/** What is asked, answered, charged and done on the way to the loan. Confined to one thread. */
final class LoanProgress {
  private static final List<String> MILESTONES =
      List.of("RECEIVED", "SUBMITTED", "APPRAISED", "APPROVED", "SIGNED", "FUNDED");

  private final XmlText xml;
  private final RandomChoices random;

  LoanProgress(XmlText xml, RandomChoices random) {
    this.xml = xml;
    this.random = random;
  }

  void conditions(LocalDate received) {
    xml.open("Declarations");
    int declarations = random.between(1, 8);
    for (int i = 1; i <= declarations; i++) {
      xml.element("Declaration")
          .with("QuestionCode", "Q" + i)
          .with("AnswerGiven", random.chance(15) ? "yes" : "no")
          .with("AnsweredOnDate", received)
          .with(
              "ExplanationText",
              random.chance(20) ? Vocabulary.sentence(random, random.between(4, 12)) : null)
          .unmapped(random, 6)
          .empty();
    }
    xml.close().open("Conditions");
    int conditions = random.between(1, 8);
    for (int i = 1; i <= conditions; i++) {
      condition(i, random.chance(50) ? "OPEN" : "CLEARED", received);
    }
    if (random.chance(40)) {
      // No condition any more: the contract's filter leaves it out.
      condition(conditions + 1, "WITHDRAWN", received);
    }
    xml.close();
  }

  private void condition(int number, String state, LocalDate received) {
    xml.element("Condition")
        .with("ConditionNumber", number)
        .with("ConditionState", state)
        .with("ConditionClass", "C" + random.digits(2))
        .with("DueOnDate", received.plusDays(random.between(5, 60)))
        .with(
            "ClearedAtTime",
            state.equals("CLEARED") ? received.plusDays(4) + "T12:" + random.between(10, 59) : null)
        .with("ConditionText", Vocabulary.sentence(random, random.between(4, 12)))
        .unmapped(random, 7)
        .empty();
  }

  void feesAndMilestones(LocalDate received) {
    xml.open("Fees");
    int fees = random.between(1, 8);
    for (int i = 1; i <= fees; i++) {
      xml.element("Fee")
          .with("FeeCode", "F" + random.digits(2) + i)
          .with("FeeAmount", random.between(1, 4_000) + "." + random.digits(2))
          .with("PaidByBorrower", random.chance(70) ? "true" : "false")
          .with("PercentOfAmount", random.chance(30) ? "0." + random.digits(4) : "")
          .unmapped(random, 6)
          .empty();
    }
    xml.close().open("Milestones");
    int milestones = random.between(1, MILESTONES.size());
    for (int i = 0; i < milestones; i++) {
      xml.element("Milestone")
          .with("MilestoneName", MILESTONES.get(i))
          .with(
              "ReachedAtTime",
              received.plusDays(i) + "T09:" + random.between(10, 59) + ":" + random.between(10, 59))
          .with("RecordedByDesk", random.digits(3))
          .unmapped(random, 6)
          .empty();
    }
    xml.close();
  }
}
