package io.xmlfleet.contract.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.contract.expression.syntax.Node;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for all expressions whose types fit. */
class ExpressionPropertiesTest {
  private static final int DEPTH = 3;

  @Provide
  Arbitrary<Node> trees() {
    return Trees.any(DEPTH);
  }

  @Provide
  Arbitrary<Map<String, String>> documents() {
    return Trees.documents();
  }

  @Property(seed = "20261124", tries = 4_000, edgeCases = EdgeCasesMode.NONE)
  void compiledIsWorthWhatTheTreeSays(
      @ForAll("trees") Node tree, @ForAll("documents") Map<String, String> document) {
    Object value = Evaluating.evaluate(new Expression(tree, List.of()), document);

    Object expected = new NaiveEvaluator(document).value(tree);
    if (value instanceof BigDecimal number && expected instanceof BigDecimal naive) {
      assertThat(number).isEqualByComparingTo(naive);
      assertThat(number.scale()).isBetween(0, Decimals.MOST_SCALE);
    } else {
      assertThat(value).isEqualTo(expected);
    }
  }

  @Property(seed = "20261124", tries = 500, edgeCases = EdgeCasesMode.NONE)
  void valueIsOfTheTypeThatIsKnownBefore(
      @ForAll("trees") Node tree, @ForAll("documents") Map<String, String> document) {
    ExpressionType type = new Expression(tree, List.of()).compile(name -> 0).type();
    Object value = Evaluating.evaluate(new Expression(tree, List.of()), document);

    assertThat(type).isEqualTo(NaiveTypes.of(tree));
    if (value != null) {
      assertThat(value.getClass().getSimpleName())
          .isEqualTo(
              switch (type) {
                case TEXT -> "String";
                case NUMBER -> "BigDecimal";
                case DATE -> "LocalDate";
                case DATETIME -> "LocalDateTime";
                case BOOLEAN -> "Boolean";
                case NULL -> "nothing";
              });
    }
  }

  @Property(seed = "20261124", tries = 500, edgeCases = EdgeCasesMode.NONE)
  void printedParsesBack(@ForAll("trees") Node tree) {
    String printed = new Expression(tree, List.of()).toString();

    Expression parsed = ExpressionParser.parse(printed);
    assertThat(parsed.root()).isEqualTo(tree);
    assertThat(parsed).hasToString(printed);
  }
}
