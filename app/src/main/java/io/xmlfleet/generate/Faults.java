package io.xmlfleet.generate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.xmlfleet.failure.UsageException;
import java.util.Optional;
import java.util.OptionalLong;

/** A series of credit applications with broken ones spread evenly among them. Thread-safe. */
public final class Faults implements DocumentGenerator {
  private final DocumentGenerator sound;
  private final Spread spread;

  /**
   * @param count documents in the series
   * @param broken how many of them; each takes the next {@link Fault}, over and over
   * @throws UsageException if more are to be broken than there are
   */
  public Faults(DocumentGenerator sound, long count, long broken) {
    this.sound = sound;
    this.spread = new Spread(count, broken);
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
    Fault[] kinds = Fault.values();
    OptionalLong part = spread.partOf(number);
    return part.isPresent()
        ? Optional.of(kinds[(int) (part.getAsLong() % kinds.length)])
        : Optional.empty();
  }
}
