package io.xmlfleet.xml;

import io.xmlfleet.contract.plan.CapturePlan;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.TimeLimit;

/** Reads documents as one plan says. Thread-safe. */
public final class DocumentReader {
  private final CapturePlan plan;
  private final GuardedParser parser;

  public DocumentReader(CapturePlan plan) {
    this.plan = plan;
    this.parser = new GuardedParser(plan.limits());
  }

  /**
   * Reads one document in time and memory in proportion to its size.
   *
   * @param document in any encoding that XML allows and this JVM knows; nobody writes to it
   *     meanwhile
   * @param deadline a pass beyond it ends with a TIMEOUT
   */
  public ReadResult read(byte[] document, TimeLimit deadline) {
    CapturedDocument captured = new CapturedDocument(plan);
    Failure failure =
        parser.parse(
            document,
            (reader, bytes) -> new DocumentPass(plan, reader, bytes, captured, deadline).run());
    return new ReadResult(captured, failure);
  }
}
