package io.xmlfleet.generate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.xmlfleet.failure.UsageException;
import java.util.Optional;

/** A series of credit applications with broken ones spread evenly among them. Thread-safe. */
public final class Faults implements DocumentGenerator {
  private final DocumentGenerator sound;
  private final long count;
  private final long broken;

  /**
   * @param count documents in the series
   * @param broken how many of them; each takes the next {@link Fault}, over and over
   * @throws UsageException if more are to be broken than there are
   */
  public Faults(DocumentGenerator sound, long count, long broken) {
    if (count < 1 || broken < 0 || broken > count) {
      throw new UsageException(
          "cannot break "
              + broken
              + " of "
              + count
              + " documents: give 1 or more, and at most all");
    }
    this.sound = sound;
    this.count = count;
    this.broken = broken;
  }

  @Override
  public String fileName(long number) {
    return sound.fileName(number);
  }

  @Override
  public byte[] document(long number) {
    byte[] document = sound.document(number);
    // Bytes in, bytes out, whatever the encoding: every fault is spelt in ASCII.
    return faultOf(number)
        .map(fault -> fault.applyTo(new String(document, ISO_8859_1)).getBytes(ISO_8859_1))
        .orElse(document);
  }

  /** Cuts the series into as many parts as there are faults; the middle of each is broken. */
  public Optional<Fault> faultOf(long number) {
    if (broken == 0) {
      return Optional.empty();
    }
    long part = (number - 1) * broken / count;
    long first = ceilDivide(part * count, broken);
    long next = ceilDivide((part + 1) * count, broken);
    Fault[] kinds = Fault.values();
    return number - 1 == (first + next - 1) / 2
        ? Optional.of(kinds[(int) (part % kinds.length)])
        : Optional.empty();
  }

  private static long ceilDivide(long dividend, long divisor) {
    return Math.floorDiv(dividend + divisor - 1, divisor);
  }
}
