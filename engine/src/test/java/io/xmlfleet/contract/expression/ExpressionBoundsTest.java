package io.xmlfleet.contract.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing that a document holds costs much time or memory. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class ExpressionBoundsTest {
  private static Object evaluate(String expression, String document) {
    return ExpressionParser.parse(expression).compile(name -> 0).evaluate(slot -> document);
  }

  @Test
  void matchesManyRunsWithoutTryingAll() {
    String pattern = "'" + "%a".repeat(50) + "%b'";

    assertThat(evaluate("[x] LIKE " + pattern, "a".repeat(100_000))).isEqualTo(false);
  }

  @Test
  void takesNoPatternOrSearchOfAnyLengthFromADocument() {
    assertThat(evaluate("'a' LIKE [x]", "a".repeat(4_001))).isNull();
    assertThat(evaluate("'a' LIKE [x]", "%".repeat(4_000))).isEqualTo(true);
    assertThat(evaluate("REPLACE('aaa', [x], '')", "a".repeat(4_001))).isNull();
  }

  @Test
  void buildsNoTextOfAnyLength() {
    String tenfold = "REPLACE(".repeat(30) + "[x]" + ", 'a', 'aaaaaaaaaa')".repeat(30);

    assertThat(evaluate(tenfold, "a")).isNull();
    assertThat(evaluate("CONCAT([x], [x])", "a".repeat(2_000_001))).isNull();
    assertThat(evaluate("LENGTH([x] || [x])", "a".repeat(2_000_000))).hasToString("4000000");
    assertThat(evaluate("[x]", "a".repeat(5_000_000))).asString().hasSize(5_000_000);
  }

  @Test
  void asksASubjectOnceHoweverDeepTheNesting() {
    String in = "(".repeat(150) + "[x] = 1" + ") IN (NULL, 1 = 2, TRUE)".repeat(150);
    String between = "((".repeat(60) + "[x]" + " || '') BETWEEN 'a' AND 'b')".repeat(60);
    String simpleCase =
        "CASE ".repeat(150)
            + "[x]"
            + " WHEN 'a' THEN 'b' WHEN 'c' THEN 'd' ELSE 'e' END".repeat(150);

    assertThat(evaluate(in, "1")).isEqualTo(true);
    assertThat(evaluate(between, "1")).isEqualTo(false);
    assertThat(evaluate(simpleCase, "a")).isEqualTo("e");
  }

  @Test
  void countsNoMoreDigitsThanItHolds() {
    assertThat(evaluate("[x] + 0", "9".repeat(38))).isNull(); // rounds up to 1e38
    assertThat(evaluate("[x] * 1 = [x]", "9".repeat(34))).isEqualTo(true);
    assertThat(evaluate("ABS([x])", "9".repeat(39))).isNull();
    assertThat(evaluate("ABS([x])", "0".repeat(900) + "1")).hasToString("1");
    assertThat(evaluate("ABS([x])", "0".repeat(1_000) + "1")).isNull();
    assertThat(evaluate("ABS([x])", "." + "0".repeat(99) + "1")).asString().contains("1E-100");
    assertThat(evaluate("ABS([x])", "." + "0".repeat(100) + "1")).isNull();
    assertThat(evaluate("ABS([x])", "1." + "0".repeat(500))).hasToString("1");
    assertThat(evaluate("ROUND([x], 1e30)", "1.25")).hasToString("1.25");
    assertThat(evaluate("ROUND([x], -1e30)", "1.25")).hasToString("0");
    assertThat(evaluate("ROUND([x], -38)", "9".repeat(38))).isNull();
  }

  @Test
  void takesCountsOfAnySize() {
    assertThat(evaluate("LEFT([x], 1e37)", "abc")).isEqualTo("abc");
    assertThat(evaluate("RIGHT([x], 1e37)", "abc")).isEqualTo("abc");
    assertThat(evaluate("LEFT([x], -1e37)", "abc")).isNull();
    assertThat(evaluate("SUBSTRING([x], -1e37, 1e37)", "abc")).isEqualTo("");
    assertThat(evaluate("SUBSTRING([x], 1e37)", "abc")).isEqualTo("");
    assertThat(evaluate("DATEADD(second, 1e37, [x])", "2026-01-01")).isNull();
    assertThat(evaluate("DATEADD(year, -1e37, DATE([x]))", "2026-01-01")).isNull();
    assertThat(evaluate("DATEADD(day, 1, DATE([x]))", "9999-12-31")).isNull();
    assertThat(evaluate("DATEADD(second, -1, [x])", "0001-01-01")).isNull();
  }
}
