package io.xmlfleet.database.dialect;

import io.xmlfleet.table.ColumnType;
import java.sql.Types;

/** JDBC's type codes for ours. */
final class JdbcTypes {
  private JdbcTypes() {}

  static int of(ColumnType type) {
    return switch (type.kind()) {
      case STRING -> type.length() == 0 ? Types.LONGNVARCHAR : Types.NVARCHAR;
      case BIT -> Types.BIT;
      case TINYINT -> Types.TINYINT;
      case SMALLINT -> Types.SMALLINT;
      case INT -> Types.INTEGER;
      case BIGINT -> Types.BIGINT;
      case DECIMAL -> Types.DECIMAL;
      case DOUBLE -> Types.DOUBLE;
      case DATE -> Types.DATE;
      case TIME -> Types.TIME;
      case DATETIME -> Types.TIMESTAMP;
      case DATETIMEOFFSET -> Types.TIMESTAMP_WITH_TIMEZONE;
      case UUID -> Types.CHAR;
      case BINARY -> Types.VARBINARY;
    };
  }
}
