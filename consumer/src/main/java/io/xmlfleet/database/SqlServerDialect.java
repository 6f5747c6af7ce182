package io.xmlfleet.database;

import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

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
  public String limited(String jdbcUrl, Duration networkLimit) {
    return jdbcUrl;
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
  public SchemaQueries schemaQueries() {
    return SchemaQueries.SQL_SERVER;
  }

  @Override
  public FailureKind classify(String sqlState, int vendorCode) {
    return switch (vendorCode) {
      case 2627, 2601 -> FailureKind.DUPLICATE_KEY;
      // Deadlock, lock time-out, snapshot conflict; locks, memory or workers are short right now.
      case 1205, 1222, 3960, 1204, 701, 802, 8645, 8651, 10928 -> FailureKind.TRANSIENT;
      // Constraint, null, truncation, conversion, overflow, date; the same in the bulk protocol.
      case 547,
          515,
          8152,
          2628,
          245,
          8114,
          8115,
          8169,
          241,
          242,
          220,
          232,
          295,
          4815,
          4863,
          4864,
          4867,
          7339 ->
          FailureKind.DATA;
      // Object, column, permission, database, login, read-only.
      case 208, 207, 229, 230, 262, 916, 3906, 4060, 4902, 18456, 18452 ->
          FailureKind.CONFIGURATION;
      // Full disk or log: nobody's fault that sends rows, and it passes when somebody makes room.
      case 1105, 9002, 1101 -> FailureKind.UNAVAILABLE;
      // Shutdown, failover, killed session, network, Azure's reconfiguration and throttling.
      case 6005,
          6006,
          596,
          17142,
          983,
          976,
          978,
          40613,
          40197,
          40501,
          49918,
          49919,
          49920,
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
    SqlServerTarget target = SqlServerTarget.of(connection, table, this);
    if (options.bulkCopy()) {
      return new SqlServerBulkWriter(connection, target, options.batchRows());
    }
    RowWriter writer = new JdbcBatchWriter(connection, table, this, options.batchRows());
    return target.identity() ? new IdentityInsertWriter(writer, connection, target.name()) : writer;
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
