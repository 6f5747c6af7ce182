package io.xmlfleet.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Remedy;
import io.xmlfleet.failure.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/reasons.md beside what says what to do, and beside the reasons in the source. */
class RemediesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern REASON = Pattern.compile("(?m)^- `([^`]+)`$");

  /** Where the source makes a reason of a text, up to that text. */
  private static final Pattern MADE =
      Pattern.compile(
          "(?:new Unusable|UnreadableDocument\\.of|RejectionException|refuse"
              + "|Failure\\.of|new Failure)\\((?:[^\"();]|\\([^()]*\\))*\"([^\"\\\\]+)");

  @ParameterizedTest
  @EnumSource
  void standInThePageUnderTheirStage(Remedy remedy) throws IOException {
    String section = section(remedy);

    assertThat(section.replaceAll("\\s+", " ")).contains(remedy.text());
    List<String> reasons =
        REASON.matcher(section).results().map(reason -> reason.group(1)).toList();
    assertThat(reasons).isNotEmpty();
    for (String reason : reasons) {
      Failure failure = Failure.of(remedy.stage(), reason.replace("…", "xyz"));
      assertThat(Remedy.of(failure)).as(reason).isEqualTo(remedy);
    }
  }

  private static String section(Remedy remedy) throws IOException {
    String stage = part(page(), "## " + remedy.stage(), "\n## ");
    String title = remedy.anchor().replace('-', ' ');
    return part(
        stage,
        "### " + title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1),
        "\n### ");
  }

  private static String part(String text, String heading, String next) {
    int start = text.indexOf('\n' + heading + '\n');
    assertThat(start).as(heading).isNotNegative();
    int end = text.indexOf(next, start + heading.length());
    return text.substring(start, end < 0 ? text.length() : end);
  }

  @Test
  void thePageHasNoOthers() throws IOException {
    assertThat(Pattern.compile("(?m)^### ").matcher(page()).results())
        .hasSize(Remedy.values().length);
    for (Stage stage : Stage.values()) {
      assertThat(Remedy.of(Failure.of(stage, "anything")).takesTheRest()).as("%s", stage).isTrue();
    }
  }

  @Test
  void thePageHasTheReasonsOfTheSource() throws IOException {
    String page = page().replaceAll("\\s+", " ");
    List<String> missing = new ArrayList<>();
    int found = 0;
    for (String module : List.of("common", "engine", "database", "producer", "consumer")) {
      for (Path source : sources(ROOT.resolve(module).resolve("src").resolve("main"))) {
        for (MatchResult made : MADE.matcher(Files.readString(source)).results().toList()) {
          found++;
          if (!page.contains(made.group(1).strip())) {
            missing.add(source.getFileName() + ": " + made.group(1));
          }
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(found).isGreaterThan(40);
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private static String page() throws IOException {
    return Files.readString(ROOT.resolve("docs").resolve("reasons.md"));
  }
}
