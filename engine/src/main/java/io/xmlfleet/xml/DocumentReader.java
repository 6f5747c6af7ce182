package io.xmlfleet.xml;

import io.xmlfleet.contract.plan.CapturePlan;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.MemoryLimit;
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
   * @param memory what is captured takes of it; a document that needs more fails at PARSING
   */
  public ReadResult read(byte[] document, TimeLimit deadline, MemoryLimit memory) {
    CapturedDocument captured = new CapturedDocument(plan, memory);
    Failure failure =
        parser.parse(
            document,
            memory,
            (reader, bytes) -> new DocumentPass(plan, reader, bytes, captured, deadline).run());
    return new ReadResult(captured, failure);
  }
}
