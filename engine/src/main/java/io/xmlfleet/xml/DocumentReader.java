package io.xmlfleet.xml;

import com.fasterxml.aalto.stax.StreamReaderImpl;
import io.xmlfleet.contract.plan.CapturePlan;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.TimeLimit;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** Reads documents as one plan says. Thread-safe. */
public final class DocumentReader {
  private final CapturePlan plan;
  private final TagGuard guard;
  private final ParserFactory parsers = new ParserFactory();

  public DocumentReader(CapturePlan plan) {
    this.plan = plan;
    this.guard = new TagGuard(plan.limits());
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
    XmlBytes bytes = XmlBytes.of(document);
    Failure failure = bytes.failure();
    if (failure == null) {
      failure = guard.check(bytes.bytes(), bytes.start());
    }
    if (failure == null) {
      failure = parse(bytes, captured, deadline);
    }
    return new ReadResult(captured, failure);
  }

  private @Nullable Failure parse(XmlBytes bytes, CapturedDocument captured, TimeLimit deadline) {
    try {
      StreamReaderImpl parser = parsers.open(bytes.bytes(), bytes.start());
      try {
        return parse(parser, captured, deadline);
      } finally {
        parsers.close(parser);
      }
    } catch (XMLStreamException e) {
      return Refusals.malformed(e);
    } catch (RuntimeException e) {
      return unexpected(e, null);
    }
  }

  private @Nullable Failure parse(
      StreamReaderImpl parser, CapturedDocument captured, TimeLimit deadline)
      throws XMLStreamException {
    try {
      return new DocumentPass(plan, parser, captured, deadline).run();
    } catch (RuntimeException e) {
      return unexpected(e, Refusals.at(parser.getLocation()));
    }
  }

  /** The parser answers some rubbish with an index out of bounds, or wraps what it found late. */
  private static Failure unexpected(RuntimeException e, @Nullable String place) {
    return e.getCause() instanceof XMLStreamException cause
        ? Refusals.malformed(cause)
        : Refusals.malformed(e, place);
  }
}
