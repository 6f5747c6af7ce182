package io.xmlfleet.cli.base;

import io.xmlfleet.message.FleetJson;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Values as commands print them, the same in every locale. */
public final class ConsoleText {
  private ConsoleText() {}

  /** A number with commas between thousands. */
  public static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** One line of JSON. */
  public static String json(Object value) {
    return new String(FleetJson.write(value), StandardCharsets.UTF_8);
  }
}
