package io.xmlfleet.mapping;

import static org.assertj.core.api.Assertions.assertThat;

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

/** The examples of docs/contracts.md: each a contract, a document and the rows that it becomes. */
class DocumentedExamplesTest {
  private static final Path PAGE = Path.of("..", "docs", "contracts.md");
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "```yaml\\n(.*?)```\\s*```xml\\n(.*?)```\\s*```rows\\n(.*?)```", Pattern.DOTALL);

  record Example(String contract, String document, List<String> rows) {
    @Override
    public String toString() {
      return contract.lines().skip(1).findFirst().orElse("?");
    }
  }

  static List<Example> examples() throws IOException {
    List<Example> examples = new ArrayList<>();
    Matcher found = EXAMPLE.matcher(Files.readString(PAGE));
    while (found.find()) {
      examples.add(new Example(found.group(1), found.group(2), found.group(3).lines().toList()));
    }
    return examples;
  }

  @ParameterizedTest
  @MethodSource("examples")
  void becomeTheRowsThatThePageShows(Example example) {
    assertThat(MappingFixture.rows(example.contract(), example.document()))
        .isEqualTo(example.rows());
  }

  @Test
  void areAllFound() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(examples()).hasSize(page.split("```yaml", -1).length - 1).hasSizeGreaterThan(3);
  }
}
