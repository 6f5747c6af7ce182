package io.xmlfleet.xml;

import io.xmlfleet.contract.plan.CapturePlan;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.MemoryLimit;
import io.xmlfleet.failure.TimeLimit;
import org.jspecify.annotations.Nullable;

/** Reads documents as one plan says. Thread-safe. */
public final class DocumentReader {
  private final CapturePlan plan;
  private final GuardedParser parser;

  /**
   * The end of one pass.
   *
   * @param captured everything, or with a failure what had been captured before it
   * @param failure null: the document was read to its end
   */
  public record Result(CapturedDocument captured, @Nullable Failure failure) {}

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
  public Result read(byte[] document, TimeLimit deadline, MemoryLimit memory) {
    CapturedDocument captured = new CapturedDocument(plan, memory);
    Failure failure =
        parser.parse(
            document,
            memory,
            (reader, bytes) -> new DocumentPass(plan, reader, bytes, captured, deadline).run());
    return new Result(captured, failure);
  }
}
