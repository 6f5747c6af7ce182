package io.xmlfleet.source.file;

import io.xmlfleet.failure.UsageException;
import java.util.regex.PatternSyntaxException;

/**
 * A glob over a relative path with {@code /} separators, as {@code .gitignore} has them: without a
 * slash it is a name at any depth, with one it is anchored at the top. {@code *} and {@code ?} stay
 * within a name, {@code **} crosses folders and may stand for none, {@code [a-z]}, {@code [!a-z]},
 * {@code {a,b}} and {@code \} work as usual. Immutable.
 */
public final class PathPattern {
  private static final String ANY_FOLDERS = "**/";

  private final String glob;
  private final GlobProgram program;

  private PathPattern(String glob, GlobProgram program) {
    this.glob = glob;
    this.program = program;
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
      return new PathPattern(
          glob, new GlobCompiler(anchored ? body : ANY_FOLDERS + body).program());
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
    return program.matches(relativePath);
  }

  @Override
  public String toString() {
    return glob;
  }
}
