package io.xmlfleet.cli.base;

import io.xmlfleet.message.FleetJson;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Values as commands print them, the same in every locale. */
public final class ConsoleText {
  private static final Pattern CONTROLS =
      Pattern.compile("[\\u007f-\\u009f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069]");

  private ConsoleText() {}

  /** A number with commas between thousands. */
  public static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** One line of JSON; what JSON allows in its texts and a terminal obeys is escaped. */
  public static String json(Object value) {
    return CONTROLS
        .matcher(new String(FleetJson.write(value), StandardCharsets.UTF_8))
        .replaceAll(
            found -> String.format(Locale.ROOT, "\\\\u%04x", (int) found.group().charAt(0)));
  }
}
