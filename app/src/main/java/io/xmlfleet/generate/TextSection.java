package io.xmlfleet.generate;

import io.xmlfleet.generate.text.Draws;
import io.xmlfleet.generate.text.Vocabulary;
import io.xmlfleet.generate.text.XmlText;
import java.time.LocalDate;

/**
 * What people and machines wrote about an application: notes, and the letters and audit trail that
 * no contract maps. Confined to one thread.
 */
final class TextSection {
  private final XmlText xml;
  private final Draws draws;

  TextSection(XmlText xml, Draws draws) {
    this.xml = xml;
    this.draws = draws;
  }

  void write(LocalDate received) {
    notes(received);
    correspondence(received);
    auditTrail(received);
  }

  private void notes(LocalDate received) {
    xml.open("Notes");
    for (int i = draws.between(0, 3); i > 0; i--) {
      xml.leaf("Note", Vocabulary.sentence(draws, draws.between(4, 30)), "on", received.toString());
    }
    if (draws.chance(15)) {
      // Says nothing: the contract keeps no row of it.
      xml.empty("Note");
    }
    xml.close();
  }

  private void correspondence(LocalDate received) {
    xml.open("Correspondence");
    for (int i = draws.between(1, 3); i > 0; i--) {
      xml.open(
          "Letter", "sent", received.plusDays(i).toString(), "template", "T" + draws.digits(3));
      for (int p = draws.between(3, 4); p > 0; p--) {
        xml.leaf("Paragraph", Vocabulary.sentence(draws, draws.between(25, 45)));
      }
      xml.close();
    }
    xml.close();
  }

  private void auditTrail(LocalDate received) {
    xml.open("AuditTrail");
    int events = draws.between(8, 20);
    for (int i = 0; i < events; i++) {
      xml.empty(
          "Event",
          "no",
          Integer.toString(i + 1),
          "kind",
          draws.pick(Vocabulary.EVENTS),
          "on",
          received.plusDays(i / 4).toString(),
          "station",
          "desk-" + draws.between(1, 40));
    }
    xml.close();
  }
}
