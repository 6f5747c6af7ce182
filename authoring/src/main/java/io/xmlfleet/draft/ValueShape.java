package io.xmlfleet.draft;

import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.ColumnType.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attribute, or the text of an element, that is to become a column. Immutable.
 *
 * @param step the end of its path: {@code @name}; empty: the text of the element itself
 * @param name its local name; empty: that of the element
 * @param formats patterns of dates; empty: none are needed
 * @param words that the texts are; null: any text may come
 * @param evidence what the guess of the type rests on, without any value
 * @param weight the greater, the sooner it gets a column where there is not room for all
 */
public record ValueShape(
    String step,
    String name,
    ColumnType type,
    List<String> formats,
    @Nullable Words words,
    String evidence,
    long weight) {
  private static final String IS_THERE = " IS NOT NULL";

  public ValueShape {
    formats = List.copyOf(formats);
  }

  /**
   * The words of an enumeration. Immutable.
   *
   * @param name of its type; empty: it has none
   * @param words each once, without white space at the ends
   */
  public record Words(String name, List<String> words) {
    public Words {
      words = List.copyOf(words);
    }
  }

  /** Of any text. */
  public ValueShape(
      String step,
      String name,
      ColumnType type,
      List<String> formats,
      String evidence,
      long weight) {
    this(step, name, type, formats, null, evidence, weight);
  }

  /** How often an element is there that may be empty, which no text or attribute of it tells. */
  public static ValueShape count(String name, String evidence, long weight) {
    return new ValueShape("count()", name, ColumnType.of(Kind.INT), List.of(), evidence, weight);
  }

  /** Whether an attribute is there that may be blank. */
  public static ValueShape presence(String step, String name, String evidence, long weight) {
    return new ValueShape(
        step + IS_THERE, name, ColumnType.of(Kind.BIT), List.of(), evidence, weight);
  }

  /** The key of the column that says where the value comes from. */
  public String source() {
    return step.endsWith(IS_THERE) ? "expression" : "from";
  }

  /** The path to it, or the expression of it, from an element around it. */
  public String in(List<String> steps) {
    String elements = String.join("/", steps);
    if (step.isEmpty()) {
      return steps.isEmpty() ? "." : elements;
    }
    String path = steps.isEmpty() ? step : elements + '/' + step;
    return source().equals("from")
        ? path
        : '[' + path.substring(0, path.length() - IS_THERE.length()) + ']' + IS_THERE;
  }
}
