package io.xmlfleet.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The examples of the pages on contracts: each a contract, a document and what it becomes. An
 * example without a document is of the one before. The tutorial's are typed by TypedPagesIT.
 */
class DocumentedExamplesTest {
  private static final List<Path> PAGES =
      List.of(Path.of("..", "README.md"), Path.of("..", "docs", "contracts.md"));
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "```yaml\\n(.*?)```\\s*(?:```xml\\n(.*?)```\\s*)?```(?:rows|failure)\\n(.*?)```",
          Pattern.DOTALL);

  record Example(String contract, String document, List<String> rows) {
    @Override
    public String toString() {
      return contract.lines().skip(1).findFirst().orElse("?");
    }
  }

  static List<Example> examples() throws IOException {
    List<Example> examples = new ArrayList<>();
    for (Path page : PAGES) {
      Matcher found = EXAMPLE.matcher(Files.readString(page));
      String document = "";
      while (found.find()) {
        document = found.group(2) == null ? document : found.group(2);
        examples.add(new Example(found.group(1), document, found.group(3).lines().toList()));
      }
    }
    return examples;
  }

  @ParameterizedTest
  @MethodSource("examples")
  void becomeTheRowsThatThePageShows(Example example) {
    Mapped mapped = MappingFixture.map(example.contract(), example.document());
    assertThat(mapped instanceof Mapped.Rows rows ? MappingFixture.lines(rows) : failure(mapped))
        .isEqualTo(example.rows());
  }

  private static List<String> failure(Mapped mapped) {
    Failure failure = ((Mapped.Rejected) mapped).failure();
    return List.of(failure.stage() + " " + failure.reason());
  }

  @Test
  void areAllFound() throws IOException {
    int written = 0;
    for (Path page : PAGES) {
      written += Files.readString(page).split("```yaml", -1).length - 1;
    }
    assertThat(examples()).hasSize(written).hasSizeGreaterThan(10);
  }
}
