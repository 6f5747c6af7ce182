package io.xmlfleet.contract.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.contract.expression.syntax.ExpressionException;
import io.xmlfleet.contract.expression.syntax.NameReference;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Whatever stands in a contract or a document: nothing is thrown but {@link ExpressionException}.
 *
 * <p>A build spends about a second here. For ten minutes, from the top of the source tree:
 *
 * <pre>{@code
 * mvn -pl engine -am test -Dtest=ExpressionFuzzTest \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfuzz.seconds=600
 * }</pre>
 */
class ExpressionFuzzTest {
  private static final int TRIES = 30;
  private static final double SECONDS = Double.parseDouble(System.getProperty("fuzz.seconds", "1"));
  private static final long NANOS_A_TRY = (long) (SECONDS * TimeUnit.SECONDS.toNanos(1) / TRIES);

  private static final List<String> PIECES =
      List.of(
          "CASE",
          "WHEN",
          "THEN",
          "ELSE",
          "END",
          "OR",
          "AND",
          "NOT",
          "IN",
          "LIKE",
          "ESCAPE",
          "BETWEEN",
          "IS",
          "NULL",
          "EMPTY",
          "TRUE",
          "FALSE",
          "=",
          "<>",
          "!=",
          "<",
          "<=",
          ">",
          ">=",
          "+",
          "-",
          "*",
          "/",
          "%",
          "||",
          "(",
          ")",
          ",",
          "'",
          "''",
          "'a'",
          "'%a_'",
          "'2026-02-03'",
          "'12.5'",
          "'!'",
          "[",
          "]",
          "[@a]",
          "[x[@y = 1]]",
          "a",
          "a.b",
          ".",
          "1",
          "0",
          "1.5",
          ".5",
          "1e37",
          "1e-99",
          "9999999999",
          "CAST(",
          "AS",
          "INT",
          "DECIMAL(38,38)",
          "STRING(1)",
          "DATE(",
          "DATETIME(",
          "DATEADD(day,",
          "DATEADD(second,",
          "DATEDIFF(week,",
          "UPPER(",
          "LENGTH(",
          "LEFT(",
          "RIGHT(",
          "SUBSTRING(",
          "REPLACE(",
          "ROUND(",
          "FLOOR(",
          "COALESCE(",
          "NULLIF(",
          "CONCAT(",
          "YEAR(",
          "SUM(",
          "AVG(DISTINCT ",
          "MIN(",
          "MAX(DATE(",
          "COUNT(",
          "STRING_AGG(",
          "DISTINCT",
          "[a[b = 1 and not(c)]]",
          "[a['",
          "\u00a0",
          "\n",
          "\uD83D\uDE00",
          "\uD83D",
          "\u0131",
          "é",
          "\0");

  private static final List<String> VALID =
      List.of(
          "CASE WHEN [@a] = 'X' AND NOT ([@b] IN (1, 2, NULL)) THEN 'y' ELSE UPPER(a.b) END",
          "COALESCE(NULLIF(TRIM([@a]), ''), [../x/@y], 'none')",
          "CASE [@a] WHEN '1' THEN DATE([@b]) WHEN 2 THEN DATEADD(month, 1, DATE(c)) END",
          "ROUND([@a] * 1.5e2 - -3 % 7 / .5, 2) BETWEEN -1 AND 1e3",
          "SUBSTRING([@a], 2, 3) || REPLACE([@b], 'x', 'it''s') LIKE '%a!_%' ESCAPE '!'",
          "CAST([@a] AS DECIMAL(10,2)) >= CAST(b AS INT) OR [@c] IS NOT EMPTY",
          "DATEDIFF(day, [@a], DATETIME('2/3/2026 9:15 PM')) <= 30",
          "SUM([@a]) / COUNT(DISTINCT [b/@c]) > 1.5 AND STRING_AGG(TRIM([d]), ', ') LIKE '%x%'",
          "MAX(DATE([@a])) < DATEADD(day, 1, MIN(CASE WHEN [@b] > 1 THEN DATE([@b]) END))",
          "COALESCE(AVG(CAST([a[@k = 'x'][2]/@b] AS DECIMAL(5,2))), 0)",
          "CONCAT(LEFT(a, 3), RIGHT(b, LENGTH(c)), CAST(1 = 1 AS TEXT))");

  private static final List<String> DOCUMENT_TEXTS =
      List.of(
          "",
          " ",
          "0",
          "-1",
          "12.50",
          "1e999999999",
          "1e-999999999",
          "9".repeat(38),
          "9".repeat(39),
          "0." + "0".repeat(99) + "1",
          "X",
          "\uD83D",
          "\uDE00",
          "%",
          "_",
          "!",
          "2/3/2026 9:15 PM",
          "9999-12-31T23:59:59.999999999",
          "0001-01-01",
          "30/2/2026",
          "2026-02-03T",
          "a".repeat(5_000),
          "\0",
          "]]",
          "'");

  private static final AtomicLong TRIED = new AtomicLong();

  @AfterContainer
  static void tell() {
    System.out.println("expressions read: " + TRIED);
  }

  @Property(
      seed = "20261124",
      tries = TRIES,
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.OFF)
  void throwsNothingButItsException(@ForAll long seed) {
    Random random = new Random(seed);
    long start = System.nanoTime();
    do {
      String text = text(random);
      TRIED.incrementAndGet();
      try {
        read(text, random);
      } catch (ExpressionException e) {
        assertThat(e.offset()).isBetween(0, text.length());
        assertThat(e.caret(text).lines()).hasSize(2);
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError("seed " + seed + ", expression: " + text, e);
      }
    } while (System.nanoTime() - start < NANOS_A_TRY);
  }

  private static void read(String text, Random random) {
    Expression expression = ExpressionParser.parse(text);
    assertThat(ExpressionParser.parse(expression.toString())).isEqualTo(expression);
    CompiledExpression compiled = expression.compile(new Offsets(random));
    for (int i = 0; i < 3; i++) {
      int shift = random.nextInt(1_000);
      compiled.evaluate(slot -> documentText((slot + 1) * 31 + shift));
    }
  }

  /** Every name has its offset for a slot; aggregates take a few texts. */
  private record Offsets(Random random) implements Names {
    @Override
    public int applyAsInt(NameReference name) {
      return name.offset();
    }

    @Override
    public int aggregate(NameReference path, Aggregate aggregate) {
      Accumulator all = new Accumulator(aggregate);
      Accumulator others = new Accumulator(aggregate);
      for (int i = 0; i < 6; i++) {
        String text = documentText(random.nextInt(1_000));
        if (text != null) {
          assertThat((i % 2 == 0 ? all : others).add(text, random.nextInt(9))).isNotNegative();
        }
      }
      assertThat(all.merge(others)).isNotNegative();
      String text = all.text();
      assertThat(all.text()).isEqualTo(text);
      return path.offset();
    }
  }

  private static String documentText(int pick) {
    int i = pick % (DOCUMENT_TEXTS.size() + 1);
    return i == DOCUMENT_TEXTS.size() ? null : DOCUMENT_TEXTS.get(i);
  }

  private static String text(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> characters(random);
      case 1 -> soup(random);
      default -> mutated(random);
    };
  }

  private static String characters(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      text.append((char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(0x10000)));
    }
    return text.toString();
  }

  private static String soup(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(25); i > 0; i--) {
      text.append(pick(PIECES, random)).append(random.nextInt(4) == 0 ? "" : " ");
    }
    return text.toString();
  }

  /** A valid expression with pieces cut out, doubled, put in, or with another one inside. */
  private static String mutated(Random random) {
    StringBuilder text = new StringBuilder(pick(VALID, random));
    for (int i = random.nextInt(5); i > 0; i--) {
      int from = random.nextInt(text.length() + 1);
      int to = Math.min(text.length(), from + random.nextInt(12));
      switch (random.nextInt(5)) {
        case 0 -> text.delete(from, to);
        case 1 -> text.insert(to, text.substring(from, to));
        case 2 -> text.insert(from, ' ' + pick(PIECES, random) + ' ');
        case 3 -> text.replace(from, to, pick(PIECES, random));
        default -> nest(text, random);
      }
    }
    return text.toString();
  }

  /** Puts an expression in the place of a name, so that much of what comes out is valid. */
  private static void nest(StringBuilder text, Random random) {
    int from = text.indexOf("[@");
    int to = text.indexOf("]", Math.max(0, from));
    if (from >= 0 && to > from && text.length() < 5_000) {
      text.replace(from, to + 1, '(' + pick(VALID, random) + ')');
    }
  }

  private static String pick(List<String> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }
}
