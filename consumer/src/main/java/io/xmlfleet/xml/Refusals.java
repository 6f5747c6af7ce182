package io.xmlfleet.xml;

import io.xmlfleet.message.Failure;
import io.xmlfleet.message.Stage;
import java.util.regex.Pattern;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** Why a document cannot be read, in words that show nothing of its values. */
final class Refusals {
  /** What the parser quotes may be part of a value. */
  private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"|\\([^)(]{0,200}\\)");

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
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return new Failure(
        Stage.PARSING, "not well-formed XML: " + clean(message), at(e.getLocation()));
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
    String clean = QUOTED.matcher(message).replaceAll("…");
    return clean.length() > LONGEST_REASON ? clean.substring(0, LONGEST_REASON) + "…" : clean;
  }
}
