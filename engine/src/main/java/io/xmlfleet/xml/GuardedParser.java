package io.xmlfleet.xml;

import com.fasterxml.aalto.stax.StreamReaderImpl;
import io.xmlfleet.contract.Limits;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.MemoryLimit;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.xml.input.UnreadableDocument;
import io.xmlfleet.xml.input.XmlBytes;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * Parses documents, and makes a failure of whatever is wrong with them. Thread-safe.
 *
 * <p>Before the parser comes what it does not find itself, or too late: see {@link XmlBytes} and
 * {@link TagGuard}.
 */
final class GuardedParser {
  private final TagGuard guard;
  private final ParserFactory parsers = new ParserFactory();

  GuardedParser(Limits limits) {
    this.guard = new TagGuard(limits);
  }

  /** What is done with a parser that stands before its first event. */
  interface Pass {
    /** Reads to the end; why it could not, or null. */
    @Nullable Failure run(StreamReaderImpl parser, XmlBytes document) throws XMLStreamException;
  }

  /** Why a document could not be read to its end, or null. */
  @Nullable Failure parse(byte[] document, MemoryLimit memory, Pass pass) {
    try {
      XmlBytes bytes = XmlBytes.of(document, memory);
      Failure failure = guard.check(bytes.bytes(), bytes.start(), memory);
      return failure == null ? parse(bytes, pass) : failure;
    } catch (MemoryLimit.Exceeded e) {
      return e.failure(Stage.PARSING, null);
    } catch (UnreadableDocument e) {
      return e.failure();
    }
  }

  private @Nullable Failure parse(XmlBytes bytes, Pass pass) {
    try {
      StreamReaderImpl parser = parsers.open(bytes.bytes(), bytes.start());
      try {
        return run(parser, bytes, pass);
      } finally {
        parsers.close(parser, bytes.bytes().length);
      }
    } catch (XMLStreamException e) {
      return ParseErrors.malformed(e);
    } catch (RuntimeException e) {
      return ParseErrors.malformed(e, null);
    }
  }

  private static @Nullable Failure run(StreamReaderImpl parser, XmlBytes bytes, Pass pass)
      throws XMLStreamException {
    try {
      return pass.run(parser, bytes);
    } catch (MemoryLimit.Exceeded e) {
      return e.failure(Stage.PARSING, ParseErrors.at(parser.getLocation()));
    } catch (XMLStreamException e) {
      return malformed(e, parser, bytes);
    } catch (RuntimeException e) {
      // The parser answers some rubbish with an index out of bounds, or wraps what it found late.
      return e.getCause() instanceof XMLStreamException cause
          ? malformed(cause, parser, bytes)
          : ParseErrors.malformed(e, ParseErrors.at(parser.getLocation()));
    }
  }

  private static Failure malformed(XMLStreamException e, StreamReaderImpl parser, XmlBytes bytes) {
    int token = (int) parser.getLocationInfo().getStartingByteOffset();
    return ParseErrors.malformed(e, bytes, bytes.start() + token);
  }
}
