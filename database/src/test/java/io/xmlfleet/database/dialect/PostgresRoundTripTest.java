package io.xmlfleet.database.dialect;

import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.PostgresUnderTest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

class PostgresRoundTripTest extends RoundTripContract {
  @Override
  DatabaseUnderTest connect() {
    return PostgresUnderTest.connect(new WriterOptions(100, false));
  }

  @Override
  String offsetText() {
    return "v";
  }

  @Override
  OffsetDateTime offset(ResultSet found, int column) throws SQLException {
    return found.getObject(column, OffsetDateTime.class);
  }

  @Override
  Object kept(Object value) {
    return inPostgres(value);
  }

  /** It counts microseconds, and keeps of a time with an offset the instant. */
  static Object inPostgres(Object value) {
    if (value instanceof LocalTime time) {
      return time.truncatedTo(ChronoUnit.MICROS);
    } else if (value instanceof LocalDateTime time) {
      return time.truncatedTo(ChronoUnit.MICROS);
    } else if (value instanceof OffsetDateTime time) {
      return time.truncatedTo(ChronoUnit.MICROS).withOffsetSameInstant(ZoneOffset.UTC);
    }
    return value;
  }
}
