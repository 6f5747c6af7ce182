package io.xmlfleet.database.dialect.sqlserver;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/** Dates and times as SQL Server reads them under every language and date format of a login. */
final class SqlServerText {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ISO_LOCAL_DATE;

  /** As many digits as the value needs: the old type datetime takes three, datetime2 seven. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 7, true)
          .toFormatter(java.util.Locale.ROOT);

  private static final DateTimeFormatter DATETIME =
      new DateTimeFormatterBuilder().append(DATE).appendLiteral('T').append(TIME).toFormatter();

  private static final DateTimeFormatter DATETIMEOFFSET =
      new DateTimeFormatterBuilder()
          .append(DATETIME)
          .appendOffset("+HH:MM", "+00:00")
          .toFormatter();

  private SqlServerText() {}

  static String of(Object value) {
    if (value instanceof LocalDate date) {
      return DATE.format(date);
    }
    if (value instanceof LocalTime time) {
      return TIME.format(time);
    }
    return value instanceof LocalDateTime dateTime
        ? DATETIME.format(dateTime)
        : DATETIMEOFFSET.format((OffsetDateTime) value);
  }
}
