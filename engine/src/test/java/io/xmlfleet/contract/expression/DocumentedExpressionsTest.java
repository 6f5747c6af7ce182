package io.xmlfleet.contract.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.contract.expression.syntax.Function;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of docs/expressions.md, each a line {@code expression -> result}. */
class DocumentedExpressionsTest {
  private static final Pattern BLOCK =
      Pattern.compile("^```expressions\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
  private static final String ARROW = " -> ";

  static Stream<String> examples() throws IOException {
    List<String> examples = new ArrayList<>();
    Matcher block = BLOCK.matcher(documentation());
    while (block.find()) {
      block.group(1).lines().forEach(examples::add);
    }
    return examples.stream();
  }

  private static String documentation() throws IOException {
    return Files.readString(Path.of("..", "docs", "expressions.md"));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void isWorthWhatItSays(String example) {
    int arrow = example.lastIndexOf(ARROW);

    assertThat(Evaluating.shown(Evaluating.evaluate(example.substring(0, arrow))))
        .isEqualTo(example.substring(arrow + ARROW.length()));
  }

  @Test
  void documentsEveryFunction() throws IOException {
    String documentation = documentation();

    assertThat(examples().count()).isGreaterThan(100);
    assertThat(Function.names())
        .allSatisfy(function -> assertThat(documentation).contains('`' + function + '('))
        .allSatisfy(
            function -> assertThat(examples()).anyMatch(line -> line.contains(function + '(')));
  }
}
