package io.xmlfleet.generate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.xmlfleet.generate.text.DocumentGenerator;
import java.util.List;
import java.util.OptionalLong;

/**
 * A series with broken documents spread evenly among them. Thread-safe.
 *
 * @param sound the series as it was
 * @param spread which are broken
 * @param kinds how; each broken one takes the next, over and over
 */
record Damaged(DocumentGenerator sound, Spread spread, List<? extends Defect> kinds)
    implements DocumentGenerator {
  Damaged {
    kinds = List.copyOf(kinds);
  }

  @Override
  public String fileName(long number) {
    return sound.fileName(number);
  }

  @Override
  public byte[] document(long number) {
    byte[] document = sound.document(number);
    OptionalLong part = spread.partOf(number);
    if (part.isEmpty()) {
      return document;
    }
    // Bytes in, bytes out: whatever the encoding: every defect is spelt in ASCII.
    return kinds
        .get((int) (part.getAsLong() % kinds.size()))
        .applyTo(new String(document, ISO_8859_1))
        .getBytes(ISO_8859_1);
  }
}
