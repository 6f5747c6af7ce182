package io.xmlfleet.http;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A token. Immutable.
 *
 * @param name of whoever has it; null: it is shared
 */
public record AccessToken(@Nullable String name, Secret token) {
  private static final int SHORTEST = 16;
  private static final Pattern NAMED = Pattern.compile("([\\w.@-]{1,60}):\\s+(\\S+)");

  /**
   * A token.
   *
   * @throws UsageException if it is guessable
   */
  public AccessToken {
    if (token.reveal().length() < SHORTEST) {
      throw new UsageException(
          "a token of the dashboard has fewer than " + SHORTEST + " characters: it is guessable");
    }
  }

  /**
   * The tokens of a file, one a line: the token, or {@code NAME: TOKEN}. Empty lines and those that
   * begin with # are none.
   *
   * @throws UsageException if there is none, or one is guessable
   */
  public static List<AccessToken> parse(List<String> lines) {
    List<AccessToken> tokens =
        lines.stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .map(AccessToken::parse)
            .toList();
    if (tokens.isEmpty()) {
      throw new UsageException("it has no token: write one into it, on a line of its own");
    }
    return tokens;
  }

  private static AccessToken parse(String line) {
    Matcher named = NAMED.matcher(line);
    return named.matches()
        ? new AccessToken(named.group(1), Secret.of(named.group(2)))
        : new AccessToken(null, Secret.of(line));
  }

  boolean is(String given) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), token.reveal().getBytes(StandardCharsets.UTF_8));
  }
}
