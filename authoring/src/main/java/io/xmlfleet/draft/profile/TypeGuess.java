package io.xmlfleet.draft.profile;

import io.xmlfleet.draft.SnakeCase;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.ColumnType.Kind;
import io.xmlfleet.text.Counted;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The type that a column gets for the values that were seen, with head-room for those that were
 * not. Immutable.
 *
 * @param form what the values look like, for people
 */
record TypeGuess(ColumnType type, List<String> formats, String form) {
  private static final int[] LENGTHS = {10, 20, 50, 100, 200, 500, 1000, 2000, 4000};
  private static final int MOST_INT_DIGITS = 8; // an int has nine and a bit
  private static final int ENOUGH = 3;
  private static final int SPARE_SCALE = 2;
  private static final int SPARE_DIGITS = 3;
  private static final int LEAST_PRECISION = 18;
  private static final int MOST_PRECISION = 38;

  /** Values of such names are codes, even where all that were seen are numbers. */
  private static final Set<String> CODES =
      Set.of(
          "account",
          "barcode",
          "bic",
          "code",
          "ean",
          "ein",
          "fax",
          "gtin",
          "iban",
          "isbn",
          "issn",
          "mobile",
          "phone",
          "postal",
          "postcode",
          "rev",
          "revision",
          "ssn",
          "tel",
          "telephone",
          "tin",
          "vat",
          "ver",
          "version",
          "zip",
          "zipcode");

  TypeGuess {
    formats = List.copyOf(formats);
  }

  /**
   * Guesses.
   *
   * @param name of the attribute or element
   * @param rows that could have a value: a few of many are no ground for more than text
   */
  static TypeGuess of(ValueProfile values, String name, long rows) {
    Set<TextForm> forms = values.forms();
    boolean text =
        CODES.contains(lastWord(name))
            || values.isVersions()
            || values.filled() < Math.min(ENOUGH, rows);
    if (!text && forms.size() == 1) {
      return ofOne(forms.iterator().next(), values);
    }
    return !text && forms.equals(Set.of(TextForm.INTEGER, TextForm.DECIMAL))
        ? number(values)
        : text(values.shortest(), values.longest());
  }

  /** A text of so many characters. */
  static TypeGuess text(int shortest, int longest) {
    String length = Counted.of(longest, "character");
    String form = shortest == longest ? length : shortest + ".." + length;
    return new TypeGuess(string(longest), List.of(), form);
  }

  /** A string with room for half as much again; of unlimited length beyond what n can be. */
  static ColumnType string(int longest) {
    long wanted = longest + (longest + 1) / 2L;
    for (int length : LENGTHS) {
      if (wanted <= length) {
        return ColumnType.string(length);
      }
    }
    return ColumnType.of(Kind.STRING);
  }

  private static TypeGuess ofOne(TextForm form, ValueProfile values) {
    return switch (form) {
      case FLAG -> plain(Kind.BIT, "all true or false");
      case INTEGER -> integer(values);
      case DECIMAL -> number(values);
      case DATE -> plain(Kind.DATE, "all yyyy-MM-dd");
      case DOTTED_DATE ->
          new TypeGuess(
              ColumnType.of(Kind.DATE),
              List.of(TextForm.DOTTED_PATTERN),
              "all " + TextForm.DOTTED_PATTERN);
      case DATETIME -> plain(Kind.DATETIME, "all dates with time");
      case DATETIME_WITH_OFFSET -> plain(Kind.DATETIMEOFFSET, "all dates with time and offset");
      case TIME -> plain(Kind.TIME, "all times");
      case TEXT -> text(values.shortest(), values.longest());
    };
  }

  private static TypeGuess integer(ValueProfile values) {
    int digits = values.integerDigits();
    return plain(
        digits <= MOST_INT_DIGITS ? Kind.INT : Kind.BIGINT,
        digits == 1 ? "all integers of 1 digit" : "all integers of up to " + digits + " digits");
  }

  private static TypeGuess number(ValueProfile values) {
    int scale = values.scale() + SPARE_SCALE;
    int precision =
        Math.min(
            MOST_PRECISION,
            Math.max(LEAST_PRECISION, values.integerDigits() + scale + SPARE_DIGITS));
    if (values.integerDigits() + scale > precision) {
      return text(values.shortest(), values.longest());
    }
    return new TypeGuess(
        ColumnType.decimal(precision, scale),
        List.of(),
        "all numbers of up to " + values.integerDigits() + '.' + values.scale() + " digits");
  }

  private static TypeGuess plain(Kind kind, String form) {
    return new TypeGuess(ColumnType.of(kind), List.of(), form);
  }

  private static String lastWord(String name) {
    String snake = SnakeCase.of(name).toLowerCase(Locale.ROOT);
    return snake.substring(snake.lastIndexOf('_') + 1);
  }
}
