package io.xmlfleet.contract.convert;

import io.xmlfleet.table.ColumnType.Kind;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times of the years 1 to 9999, by ISO 8601 as XML Schema writes them or by a contract's
 * own patterns. What a database would change or refuse is unusable here.
 *
 * <p>A date drops the time of a date-time; a datetime without a time is midnight. A zone offset is
 * accepted where the type has none, and dropped: the column gets the clock that the document shows.
 * Digits behind the seventh of a second are cut. What is exact drops and cuts nothing. The pattern
 * {@code common} stands for {@link CommonTimes}; it is tried after all others.
 */
final class Times {
  private Times() {}

  /** A form of dates or times: what a text says by it; null: it has another form. */
  @FunctionalInterface
  private interface Form {
    @Nullable Moment read(String text);
  }

  static TypeConversion of(Kind kind, Reading reading) {
    List<String> patterns = reading.formats();
    List<Form> forms = forms(kind, reading);
    boolean plain =
        (patterns.isEmpty() || patterns.equals(List.of(Patterns.COMMON)))
            && (kind == Kind.DATE || kind == Kind.DATETIME);
    Unusable not =
        new Unusable(
            "is not a "
                + kind.name().toLowerCase(Locale.ROOT)
                + (patterns.isEmpty() ? " in ISO form" : " in any of the column's formats"));
    TypeConversion other =
        text -> {
          for (Form form : forms) {
            Moment moment = form.read(text);
            Object value = moment == null ? null : moment.value(kind, reading);
            if (value != null) {
              return value;
            }
          }
          return not;
        };
    if (!plain) {
      return text -> other.convert(Blanks.strip(text));
    }
    boolean exact = reading.isExact();
    return text -> {
      String stripped = Blanks.strip(text);
      LocalDateTime value = PlainTimes.parse(stripped);
      if (value != null && kind == Kind.DATETIME) {
        return value;
      }
      boolean loses = exact && value != null && !value.toLocalTime().equals(LocalTime.MIDNIGHT);
      return value == null || loses ? other.convert(stripped) : value.toLocalDate();
    };
  }

  private static List<Form> forms(Kind kind, Reading reading) {
    List<Form> forms = new ArrayList<>();
    for (String pattern : reading.formats()) {
      if (!pattern.equals(Patterns.COMMON)) {
        DateTimeFormatter formatter = Patterns.formatter(pattern, reading.firstYear());
        int plainLength = Patterns.plainLength(pattern);
        forms.add(
            text -> {
              Moment plain = PlainTimes.moment(text, plainLength);
              return plain == null ? Patterns.parse(text, formatter) : plain;
            });
      }
    }
    if (reading.formats().isEmpty()) {
      forms.add(kind == Kind.TIME ? IsoTimes::time : IsoTimes::date);
    } else if (reading.formats().contains(Patterns.COMMON)) {
      forms.add(CommonTimes::parse);
    }
    return forms;
  }
}
