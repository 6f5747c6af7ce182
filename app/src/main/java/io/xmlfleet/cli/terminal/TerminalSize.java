package io.xmlfleet.cli.terminal;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How many characters a terminal shows. Immutable. */
record TerminalSize(int columns, int lines) {
  private static final int COLUMNS = 80;
  private static final int LINES = 24;
  private static final Pattern STTY = Pattern.compile("\\s*([0-9]{1,5}) +([0-9]{1,5})\\s*");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");

  /** Reads what {@code stty size} prints; empty where it does not know: some say 0 0. */
  static Optional<TerminalSize> parse(String text) {
    Matcher matcher = STTY.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int lines = Integer.parseInt(matcher.group(1));
    int columns = Integer.parseInt(matcher.group(2));
    return lines == 0 || columns == 0
        ? Optional.empty()
        : Optional.of(new TerminalSize(columns, lines));
  }

  /** What the variables {@code COLUMNS} and {@code LINES} say, 80 × 24 where they do not. */
  static TerminalSize of(Map<String, String> environment) {
    return new TerminalSize(
        number(environment.get("COLUMNS"), COLUMNS), number(environment.get("LINES"), LINES));
  }

  private static int number(@Nullable String text, int otherwise) {
    int number = text != null && NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
    return number > 0 ? number : otherwise;
  }
}
