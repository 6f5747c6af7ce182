package io.xmlfleet.generate;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.generate.text.DocumentGenerator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A series of credit applications with broken ones spread evenly among them. Thread-safe. */
public final class Faults implements DocumentGenerator {
  private static final List<Fault> KINDS = List.of(Fault.values());

  private final Spread spread;
  private final Damaged documents;

  /**
   * @param count documents in the series
   * @param broken how many of them; each takes the next {@link Fault}, over and over
   * @throws UsageException if more are to be broken than there are
   */
  public Faults(DocumentGenerator sound, long count, long broken) {
    this.spread = new Spread(count, broken);
    this.documents = new Damaged(sound, spread, KINDS);
  }

  @Override
  public String fileName(long number) {
    return documents.fileName(number);
  }

  @Override
  public byte[] document(long number) {
    return documents.document(number);
  }

  /** Cuts the series into as many parts as there are faults; the middle of each is broken. */
  public Optional<Fault> faultOf(long number) {
    OptionalLong part = spread.partOf(number);
    return part.isPresent()
        ? Optional.of(KINDS.get((int) (part.getAsLong() % KINDS.size())))
        : Optional.empty();
  }
}
