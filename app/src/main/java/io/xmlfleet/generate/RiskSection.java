package io.xmlfleet.generate;

import io.xmlfleet.generate.text.RandomChoices;
import io.xmlfleet.generate.text.Vocabulary;
import io.xmlfleet.generate.text.XmlText;
import java.time.LocalDate;

/** Scores, indicators and disclosures of one application. Confined to one thread. */
final class RiskSection {
  private final XmlText xml;
  private final RandomChoices random;

  RiskSection(XmlText xml, RandomChoices random) {
    this.xml = xml;
    this.random = random;
  }

  void write(long applicationId, LocalDate received) {
    scores(received);
    indicators();
    disclosures(applicationId, received);
  }

  private void scores(LocalDate received) {
    xml.element("Scores")
        .with("fico", random.chance(90) ? score() : "")
        .with("internal", score())
        .open();
    if (random.chance(70)) {
      xml.leaf("Vantage", score());
    }
    if (random.chance(40)) {
      xml.leaf("Bankruptcy", Integer.toString(random.between(1, 300)));
    }
    int reports = random.between(1, 3);
    for (int i = 0; i < reports; i++) {
      xml.element("Bureau").with("name", Vocabulary.BUREAUS.get(i)).with("pulled", received).open();
      xml.leaf("Score", score());
      if (random.chance(50)) {
        // A second pull: the contract takes the last.
        xml.leaf("Score", score());
      }
      xml.leaf("Utilization", random.between(0, 99) + "." + random.digits(1));
      xml.leaf("Inquiries", Integer.toString(random.between(0, 12)));
      xml.close();
    }
    xml.close();
  }

  private String score() {
    return Integer.toString(random.between(300, 850));
  }

  private void indicators() {
    xml.element("Indicators")
        .with("employee", random.chance(5) ? "Y" : "N")
        .with("member", random.chance(40) ? "true" : "")
        .open();
    if (random.chance(50)) {
      xml.leaf("FirstTimeBuyer", random.chance(50) ? "yes" : "no");
    }
    if (random.chance(25)) {
      xml.leaf("FraudAlert", random.chance(20) ? "1" : "0");
    }
    xml.close();
  }

  private void disclosures(long applicationId, LocalDate received) {
    long signer = ContactSection.contactId(applicationId, 0);
    int disclosures = random.between(1, 4);
    xml.open("Disclosures");
    for (int i = 0; i < disclosures; i++) {
      xml.element("Disclosure")
          .with("code", Vocabulary.DISCLOSURES.get(i))
          .with("signed-by", i == 0 || random.chance(80) ? Long.toString(signer) : null)
          .with(
              "at",
              received + "T" + random.between(10, 17) + ":" + random.between(10, 59) + ":00-05:00")
          .with("accepted", random.chance(90) ? "true" : "false")
          .empty();
    }
    xml.close();
  }
}
