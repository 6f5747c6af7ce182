package io.xmlfleet.source.file;

import io.xmlfleet.failure.UsageException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A glob over a relative path with {@code /} separators, as {@code .gitignore} has them: without a
 * slash it is a name at any depth, with one it is anchored at the top. {@code *} and {@code ?} stay
 * within a name, {@code **} crosses folders and may stand for none, {@code [a-z]}, {@code [!a-z]},
 * {@code {a,b}} and {@code \} work as usual. Immutable.
 */
public final class PathPattern {
  private static final String ANY_FOLDERS = "(?:.*/)?";
  private static final String REGEX_CHARACTERS = "\\.[]{}()+-^$|&*?";

  private final String glob;
  private final Pattern regex;

  private PathPattern(String glob, Pattern regex) {
    this.glob = glob;
    this.regex = regex;
  }

  /**
   * Compiles a glob.
   *
   * @throws UsageException if it is empty or a bracket or brace is not closed
   */
  static PathPattern of(String glob) {
    boolean anchored = glob.contains("/");
    String body = glob.startsWith("/") ? glob.substring(1) : glob;
    if (body.isEmpty()) {
      throw new UsageException("the pattern \"" + glob + "\" is empty");
    }
    try {
      String regex = (anchored ? "" : ANY_FOLDERS) + new Translation(body).regex();
      return new PathPattern(glob, Pattern.compile(regex, Pattern.DOTALL));
    } catch (PatternSyntaxException e) {
      throw new UsageException(
          "the pattern \"" + glob + "\" is not a glob: " + e.getDescription(), e);
    }
  }

  /** Whether the text holds a character that makes it a pattern rather than a name. */
  public static boolean isPattern(String text) {
    return text.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
  }

  boolean matches(String relativePath) {
    return regex.matcher(relativePath).matches();
  }

  @Override
  public String toString() {
    return glob;
  }

  /** One pass over a glob. Confined to one thread. */
  private static final class Translation {
    private final String glob;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int openBraces;

    Translation(String glob) {
      this.glob = glob;
    }

    String regex() {
      while (at < glob.length()) {
        next(glob.charAt(at++));
      }
      if (openBraces > 0) {
        throw new PatternSyntaxException("a { is not closed", glob, at);
      }
      return out.toString();
    }

    private void next(char c) {
      switch (c) {
        case '*' -> star();
        case '?' -> out.append("[^/]");
        case '[' -> set();
        case '{' -> {
          openBraces++;
          out.append("(?:");
        }
        case '}' -> closeBrace();
        case ',' -> out.append(openBraces > 0 ? "|" : ",");
        case '\\' -> {
          if (at == glob.length()) {
            throw new PatternSyntaxException("nothing follows the last \\", glob, at);
          }
          literal(glob.charAt(at++));
        }
        default -> literal(c);
      }
    }

    private void star() {
      boolean starts = at == 1 || glob.charAt(at - 2) == '/';
      if (at == glob.length() || glob.charAt(at) != '*') {
        out.append("[^/]*");
        return;
      }
      at++;
      boolean wholeFolder = starts && at < glob.length() && glob.charAt(at) == '/';
      if (wholeFolder) {
        at++;
      }
      out.append(wholeFolder ? ANY_FOLDERS : ".*");
    }

    private void set() {
      int close = glob.indexOf(']', at + 1);
      if (close < 0) {
        throw new PatternSyntaxException("a [ is not closed", glob, at);
      }
      boolean negated = glob.charAt(at) == '!' || glob.charAt(at) == '^';
      out.append(negated ? "[^/" : "[");
      for (int i = negated ? at + 1 : at; i < close; i++) {
        char c = glob.charAt(i);
        out.append(c == '-' ? "-" : escaped(c));
      }
      out.append(']');
      at = close + 1;
    }

    private void closeBrace() {
      if (openBraces == 0) {
        literal('}');
        return;
      }
      openBraces--;
      out.append(')');
    }

    private void literal(char c) {
      out.append(escaped(c));
    }

    private static String escaped(char c) {
      return REGEX_CHARACTERS.indexOf(c) >= 0 ? "\\" + c : String.valueOf(c);
    }
  }
}
