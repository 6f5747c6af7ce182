package io.xmlfleet.database.dialect.sqlserver;

import io.xmlfleet.database.dialect.ValueBinding;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.temporal.Temporal;
import java.util.UUID;

/**
 * What SQL Server's driver does not take as it is goes as text. It sends a time as datetime, which
 * counts in 300ths of a second, and days before 15 October 1582 as those of the Julian calendar,
 * which are others. Thread-safe.
 */
final class SqlServerBinding implements ValueBinding {
  @Override
  public void set(PreparedStatement statement, int parameter, Object value) throws SQLException {
    if (value instanceof UUID) {
      statement.setString(parameter, value.toString());
    } else if (value instanceof Temporal) {
      statement.setString(parameter, SqlServerText.of(value));
    } else {
      ValueBinding.super.set(statement, parameter, value);
    }
  }
}
