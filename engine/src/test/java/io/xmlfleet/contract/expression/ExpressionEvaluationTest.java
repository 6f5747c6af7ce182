package io.xmlfleet.contract.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What expressions are worth, against the names of {@link Evaluating#DOCUMENT}. */
class ExpressionEvaluationTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        // precedence
        "1 + 2 * 3 -> 7",
        "(1 + 2) * 3 -> 9",
        "10 - 4 - 3 -> 3",
        "100 / 10 / 5 -> 2",
        "7 % 4 * 2 -> 6",
        "-2 * -3 -> 6",
        "1--1 -> 2",
        "- - 5 -> 5",
        "'a' || 1 + 2 -> 'a3'",
        "'a' || 'b' = 'ab' -> TRUE",
        "TRUE OR TRUE AND FALSE -> TRUE",
        "(TRUE OR TRUE) AND FALSE -> FALSE",
        "NOT TRUE OR TRUE -> TRUE",
        "NOT (TRUE OR TRUE) -> FALSE",
        "NOT 1 = 2 -> TRUE",
        "NOT NOT TRUE -> TRUE",
        "1 BETWEEN 0 AND 2 AND FALSE -> FALSE",
        "1 + 1 BETWEEN 1 * 2 AND 3 -> TRUE",
        "'ab' LIKE 'a' || '%' -> TRUE",
        "CASE WHEN 1 = 1 OR 1 = 2 THEN 'x' END || 'y' -> 'xy'",
        // three-valued logic
        "NULL AND FALSE -> FALSE",
        "NULL AND TRUE -> NULL",
        "NULL OR TRUE -> TRUE",
        "NULL OR FALSE -> NULL",
        "FALSE OR NULL OR TRUE -> TRUE",
        "TRUE AND NULL AND FALSE -> FALSE",
        "NOT NULL -> NULL",
        "NOT ([@missing] = 'x') -> NULL",
        "NULL = NULL -> NULL",
        "NULL <> 1 -> NULL",
        "NULL + 1 -> NULL",
        "[@missing] || 'x' -> NULL",
        "[@missing] = '' -> NULL",
        "[@empty] = '' -> TRUE",
        "NULL IN (1, 2) -> NULL",
        "1 IN (2, NULL) -> NULL",
        "1 IN (1, NULL) -> TRUE",
        "1 NOT IN (2, NULL) -> NULL",
        "1 NOT IN (2, 3) -> TRUE",
        "[@missing] IN ('a', 'b') -> NULL",
        "[@status] IN ('Approved', NULL) -> TRUE",
        "[@status] IN ('x', NULL) -> NULL",
        "[@status] IN ('x', 'y') -> FALSE",
        "[@status] IN ([@junk], [@status]) -> TRUE",
        "[@status] NOT IN ([@junk], [@missing]) -> NULL",
        "NULL BETWEEN 1 AND 2 -> NULL",
        "3 BETWEEN NULL AND 2 -> FALSE",
        "3 BETWEEN 1 AND NULL -> NULL",
        "0 BETWEEN 1 AND NULL -> FALSE",
        "1 NOT BETWEEN 2 AND 3 -> TRUE",
        "NULL LIKE '%' -> NULL",
        "'a' LIKE NULL -> NULL",
        "NULL IS NULL -> TRUE",
        "([@missing] = 1) IS NULL -> TRUE",
        "[@empty] IS NULL -> FALSE",
        "[@empty] IS EMPTY -> TRUE",
        "[@blank] IS EMPTY -> TRUE",
        "[@missing] IS EMPTY -> TRUE",
        "[@status] IS NOT EMPTY -> TRUE",
        "1 IS EMPTY -> FALSE",
        "[@junk] + 0 IS EMPTY -> TRUE",
        "[@missing] IS NOT NULL -> FALSE",
        // comparisons between types
        "[@amount] = 1250.5 -> TRUE",
        "1250.5 = [@amount] -> TRUE",
        "[@amount] > 200 -> TRUE",
        "[@amount] > '200' -> FALSE",
        "[@junk] = 1 -> NULL",
        "[@junk] <> 1 -> NULL",
        "[@empty] = 0 -> NULL",
        "'a' = 'A' -> FALSE",
        "'a ' = 'a' -> FALSE",
        "'a' < 'b' -> TRUE",
        "'a' < 'aa' -> TRUE",
        "'\uFFFD' < '\uD83D\uDE00' -> TRUE",
        "'\uD83D\uDE00' > '\uFFFD' -> TRUE",
        "1.0 = 1 -> TRUE",
        "1 != 2 -> TRUE",
        "1 <= 1 -> TRUE",
        "1 >= 2 -> FALSE",
        "TRUE = FALSE -> FALSE",
        "(1 = 1) <> FALSE -> TRUE",
        "DATE([@received]) = '2026-02-03' -> TRUE",
        "'2026-02-03 10:00' = DATE([@received]) -> TRUE",
        "DATE([@received]) = DATETIME([@received]) -> FALSE",
        "DATE([@received]) < DATETIME([@received]) -> TRUE",
        "DATE([@received]) < [@junk] -> NULL",
        "DATETIME([@received]) BETWEEN '2026-02-03' AND '2026-02-04' -> TRUE",
        "'b' IN (1, 'b') -> TRUE",
        // CASE
        "CASE WHEN [@term] > 12 THEN 'long' ELSE 'short' END -> 'long'",
        "CASE WHEN NULL THEN 1 WHEN TRUE THEN 2 END -> 2",
        "CASE WHEN FALSE THEN 1 END -> NULL",
        "CASE [@status] WHEN 'Declined' THEN 0 WHEN 'Approved' THEN 1 END -> 1",
        "CASE [@missing] WHEN NULL THEN 1 ELSE 2 END -> 2",
        "CASE [@term] WHEN 36.0 THEN 'y' END -> 'y'",
        "CASE WHEN TRUE THEN 1.50 ELSE 'x' END -> '1.5'",
        "CASE WHEN TRUE THEN DATE([@received]) ELSE 'x' END -> '2026-02-03'",
        "CASE WHEN TRUE THEN DATETIME([@received]) ELSE 1 END -> '2026-02-03T21:15:00'",
        "CASE WHEN TRUE THEN DATE([@received]) ELSE DATETIME([@received]) END"
            + " -> 2026-02-03T00:00:00",
        "CASE WHEN TRUE THEN TRUE ELSE 'x' END -> '1'",
        "CASE WHEN TRUE THEN 1 = 1 END -> TRUE",
        "CASE WHEN TRUE THEN CASE 1 WHEN 1 THEN 'in' END END -> 'in'",
        "CASE WHEN TRUE THEN NULL END -> NULL",
        // numbers
        "[@amount] * 2 -> 2501",
        "[@junk] + 1 -> NULL",
        "'1,000' + 0 -> NULL",
        "'+1e2' + 0 -> 100",
        "' .5 ' + 0 -> 0.5",
        "'' + 0 -> NULL",
        "'0x10' + 0 -> NULL",
        "'1e999999999' + 0 -> NULL",
        "'1e-999999999' + 0 -> NULL",
        "'1e99999999999' + 0 -> NULL",
        "'0e999999999' + 0 -> 0",
        "1 / 0 -> NULL",
        "1 % 0 -> NULL",
        "-7 % 3 -> -1",
        "1 / 3 -> 0.3333333333333333333333333333333333",
        "1e37 * 10 -> NULL",
        "1e37 * 9 -> 90000000000000000000000000000000000000",
        "1e-60 * 1e-60 -> 0",
        "1e37 % 1e-50 -> 0",
        ".5 + 1.5 -> 2",
        // texts in place of others
        "1 || 2.50 -> '12.5'",
        "(1 = 1) || '' -> '1'",
        "DATETIME('2026-01-02 03:04:05.600') || '' -> '2026-01-02T03:04:05.6'",
        "1e3 || '' -> '1000'",
        "application.id || '!' -> 'A-17!'",
        "'it''s' -> 'it''s'",
        "  NULL  -> NULL",
        "case when true then false else null end -> FALSE"
      })
  void evaluates(String line) {
    int arrow = line.lastIndexOf(" -> ");

    assertThat(Evaluating.shown(Evaluating.evaluate(line.substring(0, arrow))))
        .isEqualTo(line.substring(arrow + 4));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'' LIKE '' -> TRUE",
        "'' LIKE '%' -> TRUE",
        "'' LIKE '_' -> FALSE",
        "'abc' LIKE 'abc' -> TRUE",
        "'abc' LIKE 'ABC' -> FALSE",
        "'abc' LIKE 'a%' -> TRUE",
        "'abc' LIKE '%c' -> TRUE",
        "'abc' LIKE '%b%' -> TRUE",
        "'abc' LIKE 'a_c' -> TRUE",
        "'abc' LIKE '__' -> FALSE",
        "'abc' LIKE '%%_' -> TRUE",
        "'a.c' LIKE 'a.c' -> TRUE",
        "'abc' LIKE 'a.c' -> FALSE",
        "'aabab' LIKE '%ab' -> TRUE",
        "'mississippi' LIKE 'm%iss%p_' -> TRUE",
        "'mississippi' LIKE 'm%iss%q_' -> FALSE",
        "'\uD83D\uDE00' LIKE '_' -> TRUE",
        "'\uD83D\uDE00x' LIKE '%x' -> TRUE",
        "'10%' LIKE '10!%' ESCAPE '!' -> TRUE",
        "'100' LIKE '10!%' ESCAPE '!' -> FALSE",
        "'a!b' LIKE 'a!!b' ESCAPE '!' -> TRUE",
        "'a_b' LIKE 'a%%b' ESCAPE '%' -> FALSE",
        "'abc' NOT LIKE 'a%' -> FALSE",
        "[@status] LIKE [@status] || '%' -> TRUE",
        "'x' LIKE [@term] || '!' ESCAPE '!' -> NULL",
        "12 LIKE '1_' -> TRUE"
      })
  void matchesPatterns(String line) {
    evaluates(line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-3-8 -> 2026-03-08T00:00:00",
        "2026-03-08 -> 2026-03-08T00:00:00",
        " 2026-03-08\u00a0 -> 2026-03-08T00:00:00",
        "3/8/2026 -> 2026-03-08T00:00:00",
        "12/31/2026 -> 2026-12-31T00:00:00",
        "31/12/2026 -> 2026-12-31T00:00:00",
        "13/1/2026 -> 2026-01-13T00:00:00",
        "13/13/2026 -> NULL",
        "2/30/2026 -> NULL",
        "30/2/2026 -> NULL",
        "2/29/2024 -> 2024-02-29T00:00:00",
        "2/29/2026 -> NULL",
        "2026-03-08T02:30 -> 2026-03-08T02:30:00",
        "2026-03-08 2:3 -> 2026-03-08T02:03:00",
        "2026-03-08   02:30:15 -> 2026-03-08T02:30:15",
        "2026-03-08T02:30:15.5 -> 2026-03-08T02:30:15.5",
        "2026-03-08T02:30:15.123456789 -> 2026-03-08T02:30:15.1234567",
        "2026-03-08T02:30:15.000000001 -> 2026-03-08T02:30:15",
        "2026-12-31T23:59:59.99999999999 -> 2026-12-31T23:59:59.9999999",
        "2026-03-08T02:30:15. -> NULL",
        "2026-03-08T02:30Z -> 2026-03-08T02:30:00",
        "2026-03-08T02:30:00-05:00 -> 2026-03-08T02:30:00",
        "2026-03-08T02:30:00+0530 -> 2026-03-08T02:30:00",
        "2026-03-08T02:30:00 +05 -> 2026-03-08T02:30:00",
        "2026-03-08T02:30:00+5 -> NULL",
        "2026-03-08T02:30:00+19:00 -> NULL",
        "2026-03-08T02:30:00+14:00 -> 2026-03-08T02:30:00",
        "2026-03-08T02:30:00+14:01 -> NULL",
        "2026-03-08-05:00 -> 2026-03-08T00:00:00",
        "2026-03-08Z -> 2026-03-08T00:00:00",
        "3/8/2026 12:00 AM -> 2026-03-08T00:00:00",
        "3/8/2026 12:30PM -> 2026-03-08T12:30:00",
        "3/8/2026 11:59:59 pm -> 2026-03-08T23:59:59",
        "3/8/2026 13:00 PM -> NULL",
        "3/8/2026 0:00 AM -> NULL",
        "2026-03-08T24:00:00 -> 2026-03-09T00:00:00",
        "2026-12-31 24:00 -> 2027-01-01T00:00:00",
        "2026-03-08T24:00:01 -> NULL",
        "3/8/2026 24:00:00 AM -> NULL",
        "9999-12-31T24:00:00 -> NULL",
        "2026-03-08T23:60 -> NULL",
        "2026-03-08T23:59:60 -> NULL",
        "2026-03-08T -> NULL",
        "2026-03-08 23 -> NULL",
        "2026-03-08 x -> NULL",
        "2026-03-0812:00 -> NULL",
        "26-03-08 -> NULL",
        "3/8/26 -> NULL",
        "003/8/2026 -> NULL",
        "3-8-2026 -> NULL",
        "2026/03/08 -> NULL",
        "20260308 -> NULL",
        "0000-01-01 -> NULL",
        "0001-01-01 -> 0001-01-01T00:00:00",
        "9999-12-31 -> 9999-12-31T00:00:00",
        "99999-12-31 -> NULL",
        "2026-00-10 -> NULL",
        "2026-13-10 -> NULL",
        "2026-04-31 -> NULL",
        "\u0662026-04-01 -> NULL",
        " -> NULL"
      })
  void readsDates(String line) {
    int arrow = line.lastIndexOf(" -> ");
    String expected = line.substring(arrow + 4);
    String text = "'" + line.substring(0, arrow) + "'";

    assertThat(Evaluating.shown(Evaluating.evaluate("DATETIME(" + text + ")"))).isEqualTo(expected);
    assertThat(Evaluating.shown(Evaluating.evaluate("DATE(" + text + ")")))
        .isEqualTo(expected.replaceFirst("T.*", ""));
  }

  @Test
  void givesTheClassOfTheType() {
    assertThat(Evaluating.evaluate("'a'")).isEqualTo("a");
    assertThat(Evaluating.evaluate("1")).isEqualTo(BigDecimal.ONE);
    assertThat(Evaluating.evaluate("DATE('2026-01-02')")).isEqualTo(LocalDate.of(2026, 1, 2));
    assertThat(Evaluating.evaluate("DATETIME('2026-01-02')"))
        .isEqualTo(LocalDateTime.of(2026, 1, 2, 0, 0));
    assertThat(Evaluating.evaluate("1 = 1")).isEqualTo(true);
  }
}
