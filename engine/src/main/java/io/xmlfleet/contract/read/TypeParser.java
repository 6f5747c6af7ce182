package io.xmlfleet.contract.read;

import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.ColumnType.Kind;
import io.xmlfleet.text.Suggestions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads column types such as {@code string(50)} and {@code decimal(12,2)}. */
final class TypeParser {
  private static final Pattern FORM =
      Pattern.compile("([a-z]+)(?:\\( *([0-9]{1,9}) *(?:, *([0-9]{1,9}) *)?\\))?");
  private static final int MOST_DIGITS = 38; // of SQL Server's decimal
  private static final List<String> WORDS =
      Arrays.stream(Kind.values()).map(kind -> kind.name().toLowerCase(Locale.ROOT)).toList();

  private TypeParser() {}

  /** The type; a problem and a stand-in if there is none of that name. */
  static ColumnType parse(Node place, String text, Problems problems) {
    if (text.indexOf('(') >= 0 && text.indexOf(')') < 0) {
      problems.add(
          place, "type " + text + " ends at its comma: put it in quotes, \"decimal(12,2)\"");
      return ColumnType.string(0);
    }
    Matcher form = FORM.matcher(text);
    if (!form.matches() || !WORDS.contains(form.group(1))) {
      String word = text.contains("(") ? text.substring(0, text.indexOf('(')) : text;
      problems.add(place, "unknown type \"" + text + "\"" + Suggestions.hint(word, WORDS));
      return ColumnType.string(0);
    }
    Kind kind = Kind.valueOf(form.group(1).toUpperCase(Locale.ROOT));
    ColumnType type = type(kind, number(form.group(2)), number(form.group(3)));
    if (type == null) {
      problems.add(place, "type " + kindForms(kind) + ", not \"" + text + "\"");
      return ColumnType.string(0);
    }
    return type;
  }

  private static int number(@Nullable String digits) {
    return digits == null ? -1 : Integer.parseInt(digits);
  }

  private static @Nullable ColumnType type(Kind kind, int first, int second) {
    return switch (kind) {
      case DECIMAL ->
          first >= 1 && first <= MOST_DIGITS && second <= first
              ? ColumnType.decimal(first, Math.max(second, 0))
              : null;
      case STRING, BINARY ->
          first == 0 || second >= 0 ? null : new ColumnType(kind, Math.max(first, 0), 0);
      default -> first >= 0 ? null : ColumnType.of(kind);
    };
  }

  private static String kindForms(Kind kind) {
    String word = kind.name().toLowerCase(Locale.ROOT);
    return switch (kind) {
      case DECIMAL -> "decimal is written decimal(precision,scale) with precision at most 38";
      case STRING, BINARY -> word + " is written " + word + " or " + word + "(length)";
      default -> word + " has no length";
    };
  }
}
