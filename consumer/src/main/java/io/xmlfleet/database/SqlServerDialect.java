package io.xmlfleet.database;

import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.Table;
import java.sql.Connection;
import java.sql.SQLException;

/** Microsoft SQL Server and Azure SQL. */
final class SqlServerDialect implements Dialect {
  @Override
  public String name() {
    return "SQL Server";
  }

  @Override
  public boolean speaks(String jdbcUrl) {
    return jdbcUrl.startsWith("jdbc:sqlserver:");
  }

  @Override
  public String quote(String identifier) {
    return '[' + identifier.replace("]", "]]") + ']';
  }

  @Override
  public String typeName(ColumnType type) {
    return switch (type.kind()) {
      case STRING ->
          type.length() == 0 || type.length() > 4000
              ? "nvarchar(max)"
              : "nvarchar(" + type.length() + ")";
      case BIT -> "bit";
      case TINYINT -> "tinyint";
      case SMALLINT -> "smallint";
      case INT -> "int";
      case BIGINT -> "bigint";
      case DECIMAL -> "decimal(" + type.length() + "," + type.scale() + ")";
      case DOUBLE -> "float";
      case DATE -> "date";
      case TIME -> "time(7)";
      case DATETIME -> "datetime2(7)";
      case DATETIMEOFFSET -> "datetimeoffset(7)";
      case UUID -> "uniqueidentifier";
      case BINARY ->
          type.length() == 0 || type.length() > 8000
              ? "varbinary(max)"
              : "varbinary(" + type.length() + ")";
    };
  }

  @Override
  public String defaultSchema() {
    return "dbo";
  }

  @Override
  public boolean takesTurns(String jdbcUrl) {
    return false;
  }

  @Override
  public String createSchema(String schema) {
    String name = schema.replace("'", "''");
    return "IF SCHEMA_ID(N'"
        + name
        + "') IS NULL EXEC(N'CREATE SCHEMA "
        + quote(schema).replace("'", "''")
        + "')";
  }

  @Override
  public FailureKind classify(String sqlState, int vendorCode) {
    return switch (vendorCode) {
      case 2627, 2601 -> FailureKind.DUPLICATE_KEY;
      case 1205, 1222, 3960 -> FailureKind.TRANSIENT;
      case 547, 515, 8152, 2628, 245, 8114, 8115, 241, 242, 220, 232, 4815, 4863, 4864, 4867 ->
          FailureKind.DATA;
      case 208, 207, 229, 230, 262, 4060, 18456, 916 -> FailureKind.CONFIGURATION;
      // Azure and network: the session is gone or will be.
      case 40613,
          40197,
          40501,
          49918,
          49919,
          49920,
          10928,
          10929,
          40143,
          40540,
          10054,
          10053,
          10060,
          233,
          64,
          121 ->
          FailureKind.UNAVAILABLE;
      default -> byState(sqlState);
    };
  }

  @Override
  public RowWriter writer(Connection connection, Table table, WriterOptions options)
      throws SQLException {
    return new JdbcBatchWriter(connection, table, this, options.batchRows());
  }

  private static FailureKind byState(String sqlState) {
    if (sqlState.startsWith("08")) {
      return FailureKind.UNAVAILABLE;
    }
    if (sqlState.equals("HYT00") || sqlState.equals("HY008")) {
      return FailureKind.TIMEOUT;
    }
    if (sqlState.equals("40001")) {
      return FailureKind.TRANSIENT;
    }
    return sqlState.startsWith("22") || sqlState.startsWith("23")
        ? FailureKind.DATA
        : FailureKind.UNKNOWN;
  }
}
