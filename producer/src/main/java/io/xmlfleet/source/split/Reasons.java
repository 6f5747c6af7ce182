package io.xmlfleet.source.split;

import io.xmlfleet.xml.input.ParserMessage;
import io.xmlfleet.xml.input.UnreadableDocument;
import java.io.EOFException;
import java.io.IOException;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** Why a document could not be read on, in words that show nothing of its values. */
final class Reasons {
  private static final String REST = "; nothing from there on was read";

  private Reasons() {}

  /** Of anything that came while reading. */
  static String of(Throwable thrown, @Nullable Location reached) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException io) {
        return "the document " + broken(io) + " (" + place(io, reached) + ")" + REST;
      }
    }
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof XMLStreamException malformed) {
        Location own = malformed.getLocation();
        return "the document is not well-formed XML ("
            + place(own == null ? reached : own)
            + "): "
            + ParserMessage.of(String.valueOf(malformed.getMessage())).text()
            + REST;
      }
    }
    // The parser answers some rubbish with an index out of bounds.
    return "the document is not well-formed XML ("
        + place(reached)
        + "): the parser failed with "
        + thrown.getClass().getSimpleName()
        + REST;
  }

  private static String broken(IOException e) {
    if (e instanceof UnreadableDocument) {
      return String.valueOf(e.getMessage());
    }
    if (e instanceof EOFException) {
      return "is cut off: it ends too early";
    }
    String detail = e.getMessage() == null ? "" : ": " + e.getMessage();
    return "cannot be read on: " + e.getClass().getSimpleName() + detail;
  }

  private static String place(IOException e, @Nullable Location reached) {
    String own = e instanceof UnreadableDocument known ? known.failure().location() : null;
    return own == null ? place(reached) : own;
  }

  private static String place(@Nullable Location location) {
    return location == null || location.getLineNumber() < 1
        ? "at its beginning"
        : "line "
            + location.getLineNumber()
            + ", column "
            + Math.max(1, location.getColumnNumber());
  }
}
