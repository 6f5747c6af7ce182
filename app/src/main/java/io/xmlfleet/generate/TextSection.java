package io.xmlfleet.generate;

import io.xmlfleet.generate.text.RandomChoices;
import io.xmlfleet.generate.text.Vocabulary;
import io.xmlfleet.generate.text.XmlText;
import java.time.LocalDate;

/**
 * What people and machines wrote about an application: notes, and the letters and audit trail that
 * no contract maps. Confined to one thread.
 */
final class TextSection {
  private final XmlText xml;
  private final RandomChoices random;

  TextSection(XmlText xml, RandomChoices random) {
    this.xml = xml;
    this.random = random;
  }

  void write(LocalDate received) {
    notes(received);
    correspondence(received);
    auditTrail(received);
  }

  private void notes(LocalDate received) {
    xml.open("Notes");
    for (int i = random.between(0, 3); i > 0; i--) {
      xml.element("Note")
          .with("on", received)
          .leaf(Vocabulary.sentence(random, random.between(4, 30)));
    }
    if (random.chance(15)) {
      // Says nothing: the contract keeps no row of it.
      xml.empty("Note");
    }
    xml.close();
  }

  private void correspondence(LocalDate received) {
    xml.open("Correspondence");
    for (int i = random.between(1, 3); i > 0; i--) {
      xml.element("Letter")
          .with("sent", received.plusDays(i))
          .with("template", "T" + random.digits(3))
          .open();
      for (int p = random.between(3, 4); p > 0; p--) {
        xml.leaf("Paragraph", Vocabulary.sentence(random, random.between(25, 45)));
      }
      xml.close();
    }
    xml.close();
  }

  private void auditTrail(LocalDate received) {
    xml.open("AuditTrail");
    int events = random.between(8, 20);
    for (int i = 0; i < events; i++) {
      xml.element("Event")
          .with("no", i + 1)
          .with("kind", random.pick(Vocabulary.EVENTS))
          .with("on", received.plusDays(i / 4))
          .with("station", "desk-" + random.between(1, 40))
          .empty();
    }
    xml.close();
  }
}
