package io.xmlfleet.generate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.generate.text.DocumentGenerator;
import java.util.List;
import java.util.Optional;

/**
 * A series with broken documents spread evenly among them. Thread-safe.
 *
 * @param sound the series as it was
 * @param count documents in the series
 * @param broken how many of them are broken
 * @param kinds how; each broken one takes the next, over and over
 */
record CorruptedDocuments(DocumentGenerator sound, long count, long broken, List<Corruption> kinds)
    implements DocumentGenerator {
  /**
   * @throws UsageException if more are to be broken than there are
   */
  CorruptedDocuments {
    kinds = List.copyOf(kinds);
    if (count < 1 || broken < 0 || broken > count) {
      throw new UsageException("of " + count + " documents, " + broken + " cannot be broken");
    }
  }

  @Override
  public String fileName(long number) {
    return sound.fileName(number);
  }

  @Override
  public byte[] document(long number) {
    byte[] document = sound.document(number);
    // Bytes in, bytes out, whatever the encoding: every corruption is spelt in ASCII.
    return corruptionOf(number)
        .map(kind -> kind.applyTo(new String(document, ISO_8859_1)).getBytes(ISO_8859_1))
        .orElse(document);
  }

  /** Cuts the series into as many parts as there are broken ones; the middle of each is broken. */
  Optional<Corruption> corruptionOf(long number) {
    if (broken == 0) {
      return Optional.empty();
    }
    long part = (number - 1) * broken / count;
    long first = ceilDivide(part * count, broken);
    long next = ceilDivide((part + 1) * count, broken);
    return number - 1 == (first + next - 1) / 2
        ? Optional.of(kinds.get((int) (part % kinds.size())))
        : Optional.empty();
  }

  private static long ceilDivide(long dividend, long divisor) {
    return Math.floorDiv(dividend + divisor - 1, divisor);
  }
}
