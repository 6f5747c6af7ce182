package io.xmlfleet.contract.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.xmlfleet.contract.expression.syntax.ExpressionException;
import io.xmlfleet.contract.expression.syntax.NameReference;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, and where the caret points. */
class ExpressionErrorsTest {
  static Stream<Arguments> syntax() {
    return Stream.of(
        error("", "^", "expected a value, found the end"),
        error("  ", "^", "expected a value, found the end"),
        error("1 +", "   ^", "expected a value, found the end"),
        error("1 + \n", "   ^", "expected a value, found the end"),
        error("1 2", "  ^", "expected an operator or the end, found 2"),
        error("[@a] 'x'", "     ^", "expected an operator or the end, found a text"),
        error(
            "a ADN b", "  ^", "expected an operator or the end, found ADN; did you mean \"AND\"?"),
        error(
            "a BETWEN 1 AND 2",
            "  ^",
            "expected an operator or the end, found BETWEN; did you mean \"BETWEEN\"?"),
        error("a IS BLANK", "     ^", "expected NULL or EMPTY, found BLANK"),
        error("a NOT 1", "  ^", "expected an operator or the end, found NOT"),
        error("(1 + 2", "      ^", "expected ), found the end"),
        error("1 + 2)", "     ^", "expected an operator or the end, found )"),
        error("1 + * 2", "    ^", "expected a value, found *"),
        error("1 + AND", "    ^", "expected a value, found AND"),
        error("+1", "^", "expected a value, found +"),
        error("1 = 2 = 3", "      ^", "comparisons do not chain; use AND or parentheses"),
        error(
            "a IS NULL IS NULL", "          ^", "comparisons do not chain; use AND or parentheses"),
        error("1 = NOT 2", "    ^", "NOT needs parentheses here"),
        error("-NOT a", " ^", "NOT needs parentheses here"),
        error("CASE END", "     ^", "expected a value, found END"),
        error("CASE WEN a = 1 THEN 2 END", "     ^", "unknown word WEN; did you mean \"WHEN\"?"),
        error(
            "CASE WHEN a = 1 THN 2 END",
            "                ^",
            "expected THEN, found THN; did you mean \"THEN\"?"),
        error("CASE WHEN a = 1 THEN 2", "                      ^", "expected END, found the end"),
        error("CASE a THEN 2 END", "       ^", "expected WHEN, found THEN"),
        error("a IN 1", "     ^", "expected (, found 1"),
        error("a IN ()", "      ^", "expected a value, found )"),
        error("a BETWEEN 1 OR 2", "            ^", "expected AND, found OR"),
        error(
            "a LIKE 'x' ESCAPE 'ab'",
            "                  ^",
            "expected a text of one character, found a text"),
        error(
            "a LIKE 'x' ESCAPE b",
            "                  ^",
            "expected a text of one character, found b"),
        error("'abc", "^", "the text has no closing '"),
        error("a || 'it''s", "     ^", "the text has no closing '"),
        error("[@a", "^", "there is no closing ]"),
        error("[ ]", "^", "there is no path in the brackets"),
        error("a]", " ^", "there is no [ before this ]"),
        error("\"a\"", "^", "a text stands in single quotes: 'text'"),
        error("@a = 1", "^", "a path stands in brackets: [@name]"),
        error("a && b", "  ^", "write AND"),
        error("a | b", "  ^", "write OR, or || to join texts"),
        error("!a", "^", "write NOT, or <>"),
        error("1;", " ^", "an expression does not end with a semicolon"),
        error("a # b", "  ^", "unexpected character"),
        error("12abc", "^", "not a number; a name does not start with a digit"),
        error("1.2.3", "^", "not a number; a name does not start with a digit"),
        error("1.", "^", "not a number; a name does not start with a digit"),
        error("1e", "^", "not a number; a name does not start with a digit"),
        error(
            "1 + 1e38",
            "    ^",
            "a number has at most 38 digits before the point and 100 behind it"),
        error("1e-101", "^", "a number has at most 38 digits before the point and 100 behind it"),
        error("UPER([@a])", "^", "unknown function UPER; did you mean \"UPPER\"?"),
        error("1 + LENGHT(a)", "    ^", "unknown function LENGHT; did you mean \"LENGTH\"?"),
        error("NOW()", "^", "unknown function NOW"),
        error("application.id(1)", "^", "unknown function application.id"),
        error("UPPER()", "^", "UPPER takes 1 argument, not 0"),
        error("LEFT('a')", "^", "LEFT takes 2 arguments, not 1"),
        error("SUBSTRING(a)", "^", "SUBSTRING takes 2 or 3 arguments, not 1"),
        error("COALESCE()", "^", "COALESCE takes 1 or more arguments, not 0"),
        error("DATEADD(day, 1)", "^", "DATEADD takes 2 arguments behind the unit, not 1"),
        error(
            "DATEADD(fortnight, 1, a)",
            "        ^",
            "expected a unit: day, week, month, year, hour, minute, second, found fortnight"),
        error("DATEDIFF(day a, b)", "             ^", "expected ,, found a"),
        error(
            "CAST(a AS VARCHAR)",
            "          ^",
            "expected a type: TEXT, STRING(n), INT, DECIMAL(p,s), DATE, DATETIME, found VARCHAR"),
        error("CAST(a, INT)", "      ^", "expected AS, found ,"),
        error("CAST(a AS STRING)", "                ^", "expected (, found )"),
        error(
            "CAST(a AS STRING(0))",
            "                 ^",
            "expected an integer from 1 to 1000000, found 0"),
        error(
            "CAST(a AS DECIMAL(39))",
            "                  ^",
            "expected an integer from 1 to 38, found 39"),
        error(
            "CAST(a AS DECIMAL(5,6))",
            "                    ^",
            "expected an integer from 0 to 5, found 6"));
  }

  static Stream<Arguments> types() {
    return Stream.of(
        error("'a' AND TRUE", "^", "a condition is needed here, not TEXT"),
        error("TRUE OR 1", "        ^", "a condition is needed here, not NUMBER"),
        error("NOT [@a]", "    ^", "a condition is needed here, not TEXT"),
        error("CASE WHEN 1 THEN 2 END", "          ^", "a condition is needed here, not NUMBER"),
        error("DATE(x) + 'y'", "^", "a number is needed here, not DATE"),
        error("1 + DATETIME(x)", "    ^", "a number is needed here, not DATETIME"),
        error("(1 = 1) + 1", "   ^", "a number is needed here, not BOOLEAN"),
        error("-(1 = 1)", "    ^", "a number is needed here, not BOOLEAN"),
        error("DATE(1)", "     ^", "a date is needed here, not NUMBER"),
        error("DATETIME(TRUE)", "         ^", "a date is needed here, not BOOLEAN"),
        error("YEAR(2026)", "     ^", "a date is needed here, not NUMBER"),
        error("CAST(1 AS DATE)", "     ^", "a date is needed here, not NUMBER"),
        error("CAST(DATE(x) AS INT)", "     ^", "a number is needed here, not DATE"),
        error("1 = TRUE", "  ^", "NUMBER and BOOLEAN cannot be compared"),
        error("x = TRUE", "  ^", "TEXT and BOOLEAN cannot be compared"),
        error("DATE(x) < 1", "        ^", "DATE and NUMBER cannot be compared"),
        error("TRUE < FALSE", "     ^", "conditions have no order; only = and <> compare them"),
        error("1 IN (1, DATE(x))", "         ^", "NUMBER and DATE cannot be compared"),
        error("1 BETWEEN 0 AND TRUE", "                ^", "NUMBER and BOOLEAN cannot be compared"),
        error(
            "CASE 1 WHEN TRUE THEN 2 END",
            "            ^",
            "NUMBER and BOOLEAN cannot be compared"),
        error("NULLIF(1, TRUE)", "^", "NUMBER and BOOLEAN cannot be compared"),
        error("x LIKE 'a!' ESCAPE '!'", "       ^", "the pattern ends with its escape character"),
        error("unknown.x + 1", "^", "no such name"));
  }

  private static Arguments error(String text, String caretLine, String message) {
    return Arguments.of(text, caretLine, message);
  }

  @ParameterizedTest
  @MethodSource("syntax")
  void pointsAtWhatIsNoExpression(String text, String caretLine, String message) {
    ExpressionException problem =
        catchThrowableOfType(ExpressionException.class, () -> ExpressionParser.parse(text));

    assertThat(problem.message()).isEqualTo(message);
    assertThat(problem.caret(text).split("\n", -1)[1]).isEqualTo(caretLine);
  }

  @ParameterizedTest
  @MethodSource("types")
  void pointsAtWhatDoesNotFit(String text, String caretLine, String message) {
    Expression expression = ExpressionParser.parse(text);
    ExpressionException problem =
        catchThrowableOfType(
            ExpressionException.class, () -> expression.compile(ExpressionErrorsTest::slot));

    assertThat(problem.message()).isEqualTo(message);
    assertThat(problem.caret(text)).isEqualTo(text + "\n" + caretLine);
  }

  private static int slot(NameReference name) {
    if (name.text().startsWith("unknown.")) {
      throw ExpressionException.at(name, "no such name");
    }
    return 0;
  }

  @Test
  void wantsAConditionWhereOneIsNeeded() {
    assertThat(ExpressionParser.parse("x = 1").compileCondition(name -> 0).type())
        .isEqualTo(ExpressionType.BOOLEAN);
    assertThat(ExpressionParser.parse("NULL").compileCondition(name -> 0).type())
        .isEqualTo(ExpressionType.NULL);
    assertThatThrownBy(() -> ExpressionParser.parse("x || 'a'").compileCondition(name -> 0))
        .isInstanceOf(ExpressionException.class)
        .hasMessage("a condition is needed here, not TEXT");
  }

  @Test
  void showsTheLineOfThePlace() {
    String text = "CASE\n\tWHEN [@a] = 1 TEHN 2\nEND";
    ExpressionException problem =
        catchThrowableOfType(ExpressionException.class, () -> ExpressionParser.parse(text));

    assertThat(problem.offset()).isEqualTo(text.indexOf("TEHN"));
    assertThat(problem.caret(text)).isEqualTo(" WHEN [@a] = 1 TEHN 2\n               ^");
  }

  @Test
  void showsPartOfALongLine() {
    String text = "1 + ".repeat(100) + "'\uD83D\uDE00' ADN 2" + " + 1".repeat(50);
    ExpressionException problem =
        catchThrowableOfType(ExpressionException.class, () -> ExpressionParser.parse(text));
    String[] lines = problem.caret(text).split("\n", -1);

    assertThat(lines[0]).startsWith("…").endsWith("…").contains("ADN 2 + 1").hasSizeLessThan(130);
    assertThat(lines[0].substring(lines[0].offsetByCodePoints(0, lines[1].length() - 1)))
        .startsWith("ADN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(", "-", "NOT ", "UPPER(", "CASE ", "1 + (", "x IN (", "CASE WHEN ", "CAST("})
  void refusesWhatNestsTooDeeply(String opening) {
    for (int times : new int[] {411, 1_000, 9_000}) {
      assertThatThrownBy(() -> ExpressionParser.parse(opening.repeat(times) + "1"))
          .isInstanceOf(ExpressionException.class)
          .hasMessage("nested too deeply");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "-", "NOT ", "UPPER(", "CASE ", "CASE WHEN ", "CAST(", "x IN ("})
  void refusesWhatNestsTooDeeplyForTheStackOfItsThread(String opening) throws Exception {
    for (int times : new int[] {411, 9_000, 500_000}) {
      FutureTask<Expression> parsing =
          new FutureTask<>(() -> ExpressionParser.parse(opening.repeat(times) + "1"));
      new Thread(null, parsing, "small-stack", 192 * 1024).start();

      assertThatThrownBy(parsing::get)
          .cause()
          .isInstanceOf(ExpressionException.class)
          .message()
          .isIn("nested too deeply", "longer than 100000 characters");
    }
  }

  @Test
  void refusesTreesOfTooManyLevels() {
    assertThatThrownBy(() -> ExpressionParser.parse("1" + " + 1".repeat(200)))
        .isInstanceOf(ExpressionException.class)
        .hasMessage("nested too deeply");
    assertThat(Evaluating.evaluate("1" + " + 1".repeat(199))).hasToString("200");
  }

  @Test
  void takesManyAlternatives() {
    String text = "[@status] = 'Approved'" + " OR [@status] = 'x'".repeat(5_000);

    assertThat(Evaluating.evaluate(text)).isEqualTo(true);
  }

  @Test
  void refusesTextsThatAreTooLong() {
    assertThat(ExpressionParser.parse(" ".repeat(99_999) + "1").names()).isEmpty();
    assertThatThrownBy(() -> ExpressionParser.parse(" ".repeat(100_000) + "1"))
        .isInstanceOf(ExpressionException.class)
        .hasMessage("longer than 100000 characters");
  }
}
