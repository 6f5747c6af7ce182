package io.xmlfleet.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A documentation comment before another one documents nothing, and Java 23 and later warn of it.
 */
class DocCommentsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern DANGLING = Pattern.compile("(?m)^ *(?:/\\*\\*.*)?\\*/\\s+/\\*\\*");

  @Test
  void eachBelongsToADeclaration() throws IOException {
    List<Path> sources;
    try (Stream<Path> all = Files.walk(ROOT)) {
      sources =
          all.filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !ROOT.relativize(file).toString().contains("target"))
              .toList();
    }
    List<String> dangling = new ArrayList<>();
    for (Path source : sources) {
      String text = Files.readString(source);
      Matcher found = DANGLING.matcher(text);
      while (found.find()) {
        long line = text.substring(0, found.start()).lines().count() + 1;
        dangling.add(ROOT.relativize(source) + ":" + line);
      }
    }

    assertThat(sources).hasSizeGreaterThan(500);
    assertThat(dangling).isEmpty();
    assertThat(DANGLING.matcher("  /**\n   * One.\n   */\n  /** Two. */\n  int x;").find())
        .isTrue();
  }
}
