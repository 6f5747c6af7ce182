package io.xmlfleet.settings;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text that is used but never shown: {@link #toString} masks it. Immutable. */
public final class Secret {
  /** No secret at all, as with a login that needs none. */
  public static final Secret NONE = new Secret("");

  /** How a secret's name ends, and what stands between it and the value. */
  private static final String NAME =
      "(?i)((?:password|passwd|pwd|secret|token|providerclientkey)[\"']?\\s*[=:]\\s*+)";

  /** Of Kafka's, to a value that stands elsewhere; up to the next one at most. */
  private static final String POINTER = "\\$\\{\\w+:[^{}]*+\\}";

  /** A pointer or an ellipsis of ours. */
  private static final String NO_VALUE = "(?![\"']?(?:" + POINTER + "|\\.\\.\\.(?:\\s|$)))";

  /**
   * Quoted as SQL Server's URLs (within a line), JAAS or JSON do; a quote that nobody closes; or
   * plain. Whatever is looked at is taken, or not looked at again: these are texts of others.
   */
  private static final String VALUE =
      "(?:\\{(?:[^}\\n\\r\\u0085\\u2028\\u2029]++|\\}\\})*+\\}|\"(?:[^\"\\\\]++|\\\\.)*+\"|'[^']*+'|[\"'{].*+|[^;&\\s]++)";

  /** A pointer, whose path may look like a secret's name; or a name and its value. */
  private static final Pattern POINTED_OR_NAMED =
      Pattern.compile(POINTER + "|" + NAME + NO_VALUE + VALUE);

  private static final String MASK = "*****";

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  public static Secret of(String value) {
    return value.isEmpty() ? NONE : new Secret(value);
  }

  /**
   * Text that others wrote, without the values behind words such as {@code password=}: for messages
   * of drivers and clients that quote what they were given.
   */
  public static String masked(String text) {
    return POINTED_OR_NAMED
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(isNamed(found) ? found.group(1) + MASK : found.group()));
  }

  /** Whether {@link #masked} would mask something. */
  public static boolean isIn(String text) {
    return POINTED_OR_NAMED.matcher(text).results().anyMatch(Secret::isNamed);
  }

  private static boolean isNamed(MatchResult found) {
    return found.group(1) != null;
  }

  /** The text itself; hand it straight to whoever checks it, never to a log. */
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return value.isEmpty() ? "(none)" : MASK;
  }
}
