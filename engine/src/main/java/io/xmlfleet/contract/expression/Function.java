package io.xmlfleet.contract.expression;

import io.xmlfleet.contract.convert.Blanks;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The functions. None reads anything but its arguments. */
enum Function {
  COALESCE(1, Integer.MAX_VALUE, Functions::coalesce),
  NULLIF(2, 2, Functions::nullIf),
  CONCAT(1, Integer.MAX_VALUE, Functions::concat),
  UPPER(1, 1, Functions.ofText(text -> text.toUpperCase(Locale.ROOT))),
  LOWER(1, 1, Functions.ofText(text -> text.toLowerCase(Locale.ROOT))),
  TRIM(1, 1, Functions.ofText(Blanks::strip)),
  LTRIM(1, 1, Functions.ofText(Blanks::stripStart)),
  RTRIM(1, 1, Functions.ofText(Blanks::stripEnd)),
  LENGTH(1, 1, Functions::length),
  LEFT(2, 2, Functions.ofTextAndCount(Texts::left)),
  RIGHT(2, 2, Functions.ofTextAndCount(Texts::right)),
  SUBSTRING(2, 3, Functions::substring),
  REPLACE(3, 3, Functions::replace),
  ABS(1, 1, Functions.ofNumber(BigDecimal::abs)),
  ROUND(1, 2, Functions::round),
  FLOOR(1, 1, Functions.ofNumber(Numbers::floor)),
  CEILING(1, 1, Functions.ofNumber(Numbers::ceiling)),
  DATE(1, 1, Functions::date),
  DATETIME(1, 1, Functions::dateTime),
  DATEADD(2, 2, Functions::dateAdd),
  DATEDIFF(2, 2, Functions::dateDiff),
  YEAR(1, 1, Functions.ofDate(date -> BigDecimal.valueOf(date.getYear()))),
  MONTH(1, 1, Functions.ofDate(date -> BigDecimal.valueOf(date.getMonthValue()))),
  DAY(1, 1, Functions.ofDate(date -> BigDecimal.valueOf(date.getDayOfMonth())));

  private final int least;
  private final int most;

  @SuppressWarnings("ImmutableEnumChecker") // bodies are functions without state
  private final Body body;

  Function(int least, int most, Body body) {
    this.least = least;
    this.most = most;
    this.body = body;
  }

  /** What a function makes of its arguments. */
  @FunctionalInterface
  interface Body {
    Operand<?> compile(Arguments arguments);
  }

  /** The function of a name, in any case; null if there is none. */
  static @Nullable Function named(String name) {
    for (Function function : values()) {
      if (function.name().equalsIgnoreCase(name)) {
        return function;
      }
    }
    return name.equalsIgnoreCase("LEN") ? LENGTH : null;
  }

  /** What can be called. */
  static List<String> names() {
    List<String> names = new ArrayList<>(List.of("CAST"));
    for (Function function : values()) {
      names.add(function.name());
    }
    return names;
  }

  /** Whether a unit comes before the arguments. */
  boolean hasUnit() {
    return this == DATEADD || this == DATEDIFF;
  }

  boolean takes(int count) {
    return count >= least && count <= most;
  }

  String arity() {
    String counts =
        most == Integer.MAX_VALUE
            ? least + " or more"
            : least == most ? "" + least : least + " or " + most;
    return counts
        + (counts.equals("1") ? " argument" : " arguments")
        + (hasUnit() ? " behind the unit" : "");
  }

  /**
   * The call's value.
   *
   * @param arguments as many as it {@link #takes}
   * @throws ExpressionException if their types do not fit
   */
  Operand<?> compile(Arguments arguments) {
    return body.compile(arguments);
  }
}
