package io.xmlfleet.xml;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import java.util.regex.Pattern;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** Why a document cannot be read, in words that show nothing of its values. */
final class Refusals {
  /**
   * What the parser quotes may be part of a value, with quotes and brackets of its own: from the
   * first to the last of them nothing is shown.
   */
  private static final Pattern QUOTED = Pattern.compile("['\"(\\[].*['\")\\]]", Pattern.DOTALL);

  /** A quotation without an end, or without marks. */
  private static final Pattern CUT_OFF =
      Pattern.compile("['\"(\\[].*|(?<=encoding: ).*", Pattern.DOTALL);

  private static final Pattern PLACE = Pattern.compile("\\R at \\[[^\\]\\[]*]: \\[[0-9,]*]\\s*$");
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\p{Cs}]+");

  private static final int LONGEST_REASON = 200;

  private Refusals() {}

  static Failure validation(String reason) {
    return Failure.of(Stage.VALIDATION, reason);
  }

  static Failure limit(String reason, @Nullable String place) {
    return new Failure(Stage.PARSING, reason, place);
  }

  static Failure timeout(@Nullable Location reached) {
    return new Failure(
        Stage.TIMEOUT, "the document took longer than an item may take", at(reached));
  }

  static Failure malformed(XMLStreamException e) {
    String message = String.valueOf(e.getMessage());
    String reason =
        message.startsWith("Invalid UTF-8")
            ? "the document is not valid UTF-8 throughout: it may be in an encoding that it does not declare"
            : "not well-formed XML: " + clean(message);
    return new Failure(Stage.PARSING, reason, at(e.getLocation()));
  }

  /** For what the parser throws without a place of its own. */
  static Failure malformed(Throwable e, @Nullable String place) {
    return new Failure(
        Stage.PARSING,
        "not well-formed XML: the parser failed with " + e.getClass().getSimpleName(),
        place);
  }

  static @Nullable String at(@Nullable Location location) {
    if (location == null || location.getLineNumber() < 1) {
      return null;
    }
    return at(location.getLineNumber(), Math.max(1, location.getColumnNumber()));
  }

  static String at(int line, int column) {
    return "line " + line + ", column " + column;
  }

  private static String clean(String message) {
    if (message.startsWith("Illegal character (NULL")) {
      return "it contains a NUL byte";
    }
    String clean = PLACE.matcher(message).replaceFirst("");
    clean = QUOTED.matcher(clean).replaceFirst("…");
    clean = CUT_OFF.matcher(clean).replaceFirst("…");
    if (clean.length() > LONGEST_REASON) {
      clean = clean.substring(0, LONGEST_REASON) + "…";
    }
    return CONTROLS.matcher(clean).replaceAll(" ").strip();
  }
}
