package io.xmlfleet.contract.read;

import io.xmlfleet.contract.convert.Reading;
import io.xmlfleet.contract.convert.Reading.Inexact;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.ColumnType.Kind;
import io.xmlfleet.text.Suggestions;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What a contract says of the values of all columns, and a column of its own. Immutable. */
record ReadingRules(
    Inexact inexact, @Nullable ZoneId zone, int firstYear, Narrower narrower, Nulls nulls) {
  static final ReadingRules DEFAULT =
      new ReadingRules(Inexact.ROUND, null, Reading.FIRST_YEAR, Narrower.REFUSED, Nulls.STORED);

  private static final int MOST_FIRST_YEAR = 9_900;
  private static final int MOST_OFFSET_SECONDS = 14 * 60 * 60;

  /** Whether a database's column may hold less than the contract's type. */
  enum Narrower {
    REFUSED,
    ALLOWED
  }

  /** What the database gets for null. */
  enum Nulls {
    STORED,
    /** Nothing, so that a default of its own takes effect. */
    DEFAULT
  }

  /** A column that is read so. */
  Column column(String name, ColumnType type, boolean nullable) {
    return new Column(name, type, nullable, narrower == Narrower.ALLOWED, nulls == Nulls.DEFAULT);
  }

  /**
   * These, but for what is written.
   *
   * @param kind of the column; null: of a contract
   */
  ReadingRules of(Fields fields, @Nullable Kind kind, Problems problems) {
    if (kind != null && kind != Kind.DATETIMEOFFSET && fields.has("zone")) {
      problems.add(fields.place("zone"), "zone is for the type datetimeoffset");
    }
    if (kind != null && !fields.has("formats") && fields.has("two-digit-years")) {
      problems.add(fields.place("two-digit-years"), "two-digit-years goes with formats");
    }
    return new ReadingRules(
        fields.choice("inexact", inexact),
        zone(fields, problems),
        firstYear(fields, problems),
        fields.choice("narrower", narrower),
        fields.choice("nulls", nulls));
  }

  private @Nullable ZoneId zone(Fields fields, Problems problems) {
    String text = fields.text("zone");
    if (text == null) {
      return zone;
    }
    try {
      ZoneId written = ZoneId.of(text);
      if (!(written instanceof ZoneOffset offset)
          || (Math.abs(offset.getTotalSeconds()) <= MOST_OFFSET_SECONDS
              && offset.getTotalSeconds() % 60 == 0)) {
        return written;
      }
    } catch (DateTimeException e) {
      // As wrong as an offset that no database has.
    }
    problems.add(
        fields.place("zone"),
        "zone is Z, an offset as +02:00 to 14 hours, or a region as Europe/Berlin"
            + Suggestions.near(text, ZoneId.getAvailableZoneIds()));
    return zone;
  }

  private int firstYear(Fields fields, Problems problems) {
    int year = fields.positive("two-digit-years", firstYear);
    if (year <= MOST_FIRST_YEAR) {
      return year;
    }
    problems.add(
        fields.place("two-digit-years"),
        "two-digit-years is the first of the hundred years that they stand for, as 1950");
    return firstYear;
  }
}
