package io.xmlfleet.contract.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.contract.expression.syntax.NameReference;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Evaluates expressions against a document of a few names. */
final class Evaluating {
  static final Map<String, String> DOCUMENT =
      Map.of(
          "@status", "Approved",
          "@amount", " 1250.50 ",
          "@term", "36",
          "@empty", "",
          "@blank", " \u00a0\t",
          "@name", "  Ann Lee ",
          "@received", "2/3/2026 9:15 PM",
          "@junk", "n/a",
          "application.id", "A-17");

  /** What aggregates have to do with. */
  private static final Map<String, List<String>> LISTS =
      Map.of(
          "item", List.of("5", " 2.50 ", "5", ""),
          "day", List.of("2026-03-08", "2/3/2026", "n/a"),
          "tag", List.of("b", "a", "b"));

  private Evaluating() {}

  static CompiledExpression compile(Expression expression, List<String> slots) {
    return expression.compile(
        name -> {
          slots.add(name.text());
          return slots.size() - 1;
        });
  }

  static Object evaluate(String text) {
    return evaluate(ExpressionParser.parse(text), DOCUMENT);
  }

  static Object evaluate(Expression expression, Map<String, String> document) {
    List<String> texts = new ArrayList<>();
    Names names =
        new Names() {
          @Override
          public int applyAsInt(NameReference name) {
            texts.add(document.get(name.text()));
            return texts.size() - 1;
          }

          @Override
          public int aggregate(NameReference path, Aggregate aggregate) {
            Accumulator all = new Accumulator(aggregate);
            List<String> list = LISTS.getOrDefault(path.text(), List.of());
            for (int i = 0; i < list.size(); i++) {
              assertThat(all.add(list.get(i), i)).isNotNegative();
            }
            texts.add(all.text());
            return texts.size() - 1;
          }
        };
    return expression.compile(names).evaluate(texts::get);
  }

  /** A value as an expression would write it: 'text', 12.5, 2026-02-03, TRUE, NULL. */
  static String shown(Object value) {
    if (value instanceof String text) {
      return '\'' + text.replace("'", "''") + '\'';
    }
    if (value instanceof BigDecimal number) {
      return number.stripTrailingZeros().toPlainString();
    }
    if (value instanceof LocalDateTime dateTime) {
      return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(dateTime);
    }
    if (value instanceof LocalDate || value == null) {
      return String.valueOf(value).replace("null", "NULL");
    }
    return String.valueOf(value).toUpperCase(Locale.ROOT);
  }
}
