package io.xmlfleet.cli.contract;

import io.xmlfleet.contract.convert.Blanks;
import io.xmlfleet.contract.convert.Unusable;
import io.xmlfleet.mapping.ShownValues;
import io.xmlfleet.table.StandIn;
import io.xmlfleet.text.Counted;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Says of a value what kind it is and how long, and the value itself only if it may be seen.
 * Immutable.
 */
record MaskedValues(boolean shown) {
  String text(@Nullable Object value) {
    if (value == null) {
      return "nothing";
    }
    if (value instanceof Unusable unusable) {
      return "unusable: it " + unusable.reason();
    }
    if (value instanceof StandIn) {
      return value.toString(); // no value either way
    }
    if (shown) {
      return value instanceof String text ? '"' + text + '"' : ShownValues.text(value);
    }
    if (value instanceof String text) {
      return (Blanks.isBlank(text) ? "blank text of " : "text of ")
          + Counted.of(text.length(), "character");
    }
    if (value instanceof byte[] bytes) {
      return Counted.of(bytes.length, "byte");
    }
    if (value instanceof Number number) {
      return "a number of " + Counted.of(digits(number), "digit");
    }
    return value instanceof Boolean ? "a bit" : "a " + kind(value);
  }

  private static int digits(Number number) {
    return new BigDecimal(number.toString()).precision();
  }

  private static String kind(Object value) {
    return switch (value.getClass().getSimpleName()) {
      case "LocalDateTime", "OffsetDateTime" -> "date and time";
      case "LocalDate" -> "date";
      case "LocalTime" -> "time";
      default -> value.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    };
  }
}
