package io.xmlfleet.generate;

import io.xmlfleet.generate.text.Draws;
import io.xmlfleet.generate.text.Vocabulary;
import io.xmlfleet.generate.text.XmlText;
import java.time.LocalDate;

/** Scores, indicators and disclosures of one application. Confined to one thread. */
final class RiskSection {
  private final XmlText xml;
  private final Draws draws;

  RiskSection(XmlText xml, Draws draws) {
    this.xml = xml;
    this.draws = draws;
  }

  void write(long applicationId, LocalDate received) {
    scores(received);
    indicators();
    disclosures(applicationId, received);
  }

  private void scores(LocalDate received) {
    xml.open("Scores", "fico", draws.chance(90) ? score() : "", "internal", score());
    if (draws.chance(70)) {
      xml.leaf("Vantage", score());
    }
    if (draws.chance(40)) {
      xml.leaf("Bankruptcy", Integer.toString(draws.between(1, 300)));
    }
    int reports = draws.between(1, 3);
    for (int i = 0; i < reports; i++) {
      xml.open("Bureau", "name", Vocabulary.BUREAUS.get(i), "pulled", received.toString());
      xml.leaf("Score", score());
      if (draws.chance(50)) {
        // A second pull: the contract takes the last.
        xml.leaf("Score", score());
      }
      xml.leaf("Utilization", draws.between(0, 99) + "." + draws.digits(1));
      xml.leaf("Inquiries", Integer.toString(draws.between(0, 12)));
      xml.close();
    }
    xml.close();
  }

  private String score() {
    return Integer.toString(draws.between(300, 850));
  }

  private void indicators() {
    xml.open(
        "Indicators",
        "employee",
        draws.chance(5) ? "Y" : "N",
        "member",
        draws.chance(40) ? "true" : "");
    if (draws.chance(50)) {
      xml.leaf("FirstTimeBuyer", draws.chance(50) ? "yes" : "no");
    }
    if (draws.chance(25)) {
      xml.leaf("FraudAlert", draws.chance(20) ? "1" : "0");
    }
    xml.close();
  }

  private void disclosures(long applicationId, LocalDate received) {
    long signer = ContactSection.contactId(applicationId, 0);
    int disclosures = draws.between(1, 4);
    xml.open("Disclosures");
    for (int i = 0; i < disclosures; i++) {
      xml.empty(
          "Disclosure",
          "code",
          Vocabulary.DISCLOSURES.get(i),
          "signed-by",
          i == 0 || draws.chance(80) ? Long.toString(signer) : null,
          "at",
          received + "T" + draws.between(10, 17) + ":" + draws.between(10, 59) + ":00-05:00",
          "accepted",
          draws.chance(90) ? "true" : "false");
    }
    xml.close();
  }
}
