package io.xmlfleet.source.split;

import java.io.EOFException;
import java.io.IOException;
import java.util.regex.Pattern;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** Why a document could not be read on, in words that show nothing of its values. */
final class Reasons {
  private static final String REST = "; nothing from there on was read";

  /** What the parser quotes may be a value, or a part of one. */
  private static final Pattern QUOTED =
      Pattern.compile("['\"(\\[].*['\")\\]]|['\"(\\[].*|(?<=encoding: ).*", Pattern.DOTALL);

  private static final Pattern PLACE = Pattern.compile("\\R at \\[[^\\]\\[]*]: \\[[0-9,]*]\\s*$");
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\p{Cs}]+");
  private static final int LONGEST = 200;

  private Reasons() {}

  /** Of anything that came while reading. */
  static String of(Throwable thrown, @Nullable Location reached) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException io) {
        return "the document " + broken(io) + " (" + place(reached) + ")" + REST;
      }
    }
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof XMLStreamException malformed) {
        Location own = malformed.getLocation();
        return "the document is not well-formed XML ("
            + place(own == null ? reached : own)
            + "): "
            + clean(String.valueOf(malformed.getMessage()))
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
    if (e instanceof Unreadable) {
      return String.valueOf(e.getMessage());
    }
    if (e instanceof EOFException) {
      return "is cut off: it ends too early";
    }
    String detail = e.getMessage() == null ? "" : ": " + e.getMessage();
    return "cannot be read on: " + e.getClass().getSimpleName() + detail;
  }

  private static String place(@Nullable Location location) {
    return location == null || location.getLineNumber() < 1
        ? "at its beginning"
        : "line "
            + location.getLineNumber()
            + ", column "
            + Math.max(1, location.getColumnNumber());
  }

  private static String clean(String message) {
    if (message.startsWith("Invalid UTF-8")) {
      return "it is not valid UTF-8 throughout";
    }
    String clean = PLACE.matcher(message).replaceFirst("");
    clean = QUOTED.matcher(clean).replaceFirst("…");
    clean = CONTROLS.matcher(clean).replaceAll(" ").strip();
    return clean.length() > LONGEST ? clean.substring(0, LONGEST) + '…' : clean;
  }
}
