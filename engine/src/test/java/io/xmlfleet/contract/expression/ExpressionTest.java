package io.xmlfleet.contract.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.contract.expression.syntax.NameReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names, types, equality and the printed form. */
class ExpressionTest {
  @Test
  void listsNamesInOrderOfAppearance() {
    String text = "CASE WHEN [../x/@y] = application.id THEN [a[1]] ELSE UPPER(left) END";

    assertThat(ExpressionParser.parse(text).names())
        .containsExactly(
            new NameReference("../x/@y", true, 10),
            new NameReference("application.id", false, 22),
            new NameReference("a[1]", true, 42),
            new NameReference("left", false, 60));
  }

  @Test
  void resolvesEachPlaceOfAName() {
    CompiledExpression compiled =
        ExpressionParser.parse("a || b || a").compile(name -> name.text().equals("a") ? 7 : 9);

    assertThat(compiled.evaluate(slot -> "<" + slot + ">")).isEqualTo("<7><9><7>");
  }

  @Test
  void isEqualIfItSaysTheSame() {
    Expression expression = ExpressionParser.parse("case when a!=1.50 then len('x') end");

    assertThat(ExpressionParser.parse("CASE WHEN (a) <> 1.5 THEN\n LENGTH('x') END"))
        .isEqualTo(expression)
        .hasSameHashCodeAs(expression);
    assertThat(ExpressionParser.parse("CASE WHEN A <> 1.5 THEN LENGTH('x') END"))
        .isNotEqualTo(expression);
    assertThat(ExpressionParser.parse("[a]")).isNotEqualTo(ExpressionParser.parse("a"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '"',
      value = {
        "((a)) => a",
        "1e3+.50 => 1000 + 0.5",
        "a-(b-c) => a - (b - c)",
        "(a-b)-c => a - b - c",
        "(a+b)*c => (a + b) * c",
        "-(a+b) => -(a + b)",
        "--a => --a",
        "(a or b) and c => (a OR b) AND c",
        "a or (b or c) or d => a OR (b OR c) OR d",
        "not(a) => NOT a",
        "not (a and b) => NOT (a AND b)",
        "(a = b) = c => (a = b) = c",
        "(not a) is null => (NOT a) IS NULL",
        "a not in('x','it''s') => a NOT IN ('x', 'it''s')",
        "a not like b||'%' escape '''' => a NOT LIKE b || '%' ESCAPE ''''",
        "a between 1 and(2) and b => a BETWEEN 1 AND 2 AND b",
        "a is not empty => a IS NOT EMPTY",
        "[a[x = ']']] => [a[x = ']']]",
        "cast(a as decimal ( 5 )) => CAST(a AS DECIMAL(5,0))",
        "cast(a as string(5)) || cast(a as int) => CAST(a AS STRING(5)) || CAST(a AS INT)",
        "dateadd(DAY,1,a) => DATEADD(day, 1, a)",
        "case a when 1 then true else null end => CASE a WHEN 1 THEN TRUE ELSE NULL END"
      })
  void printsWithTheFewestParentheses(String text, String printed) {
    Expression expression = ExpressionParser.parse(text);

    assertThat(expression).hasToString(printed);
    assertThat(ExpressionParser.parse(printed)).isEqualTo(expression);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '"',
      value = {
        "a => TEXT",
        "1 => NUMBER",
        "NULL => NULL",
        "NULL + 1 => NUMBER",
        "NULL || NULL => TEXT",
        "a = 1 => BOOLEAN",
        "NULL = 1 => BOOLEAN",
        "DATE(a) => DATE",
        "DATETIME(a) => DATETIME",
        "CAST(NULL AS DATE) => DATE",
        "COALESCE(NULL, 1) => NUMBER",
        "COALESCE(NULL, NULL) => NULL",
        "COALESCE(a, 1) => TEXT",
        "COALESCE(DATE(a), DATETIME(a)) => DATETIME",
        "COALESCE(DATE(a), DATETIME(a), 1) => TEXT",
        "CASE WHEN a = 1 THEN 1 = 1 END => BOOLEAN",
        "NULLIF(DATE(a), b) => DATE",
        "NULLIF(NULL, b) => NULL",
        "DATEADD(day, 1, DATE(a)) => DATE",
        "DATEADD(hour, 1, DATE(a)) => DATETIME",
        "DATEADD(day, 1, a) => DATETIME",
        "DATEDIFF(day, a, b) => NUMBER"
      })
  void knowsItsType(String text, ExpressionType type) {
    assertThat(ExpressionParser.parse(text).compile(name -> 0).type()).isEqualTo(type);
  }

  @Test
  void testsConditions() {
    assertThat(ExpressionParser.parse("a = 1").compile(name -> 0).test(slot -> "1")).isTrue();
    assertThat(ExpressionParser.parse("a = 1").compile(name -> 0).test(slot -> "2")).isFalse();
    assertThat(ExpressionParser.parse("a = 1").compile(name -> 0).test(slot -> null)).isFalse();
    assertThat(ExpressionParser.parse("a").compile(name -> 0).test(slot -> "1")).isFalse();
  }
}
