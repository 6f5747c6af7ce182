package io.xmlfleet.table;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Stands in rows for the time at which they are loaded. */
public enum LoadTime implements StandIn {
  LOADED_AT;

  /**
   * The value of a column, in UTC and to the microsecond, which every database keeps.
   *
   * @throws IllegalArgumentException if the column is of another kind than date, datetime,
   *     datetimeoffset
   */
  public static Object of(Instant loadedAt, ColumnType.Kind kind) {
    OffsetDateTime at = loadedAt.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    return switch (kind) {
      case DATETIMEOFFSET -> at;
      case DATETIME -> at.toLocalDateTime();
      case DATE -> at.toLocalDate();
      default -> throw new IllegalArgumentException("no column for a time of loading: " + kind);
    };
  }

  @Override
  public String toString() {
    return "(the time of loading)";
  }
}
