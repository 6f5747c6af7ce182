package io.xmlfleet.database.dialect;

import io.xmlfleet.database.Spellings;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;

/** Microsoft SQL Server and Azure SQL. */
final class SqlServerDialect implements Dialect {
  private static final String TEXT_TYPES = ";sendStringParametersAsUnicode";

  private final Spellings spellings = new Spellings();

  @Override
  public String name() {
    return "SQL Server";
  }

  @Override
  public boolean speaks(String jdbcUrl) {
    return jdbcUrl.startsWith("jdbc:sqlserver:");
  }

  /**
   * The driver sends all text as nvarchar, which SQL Server finds in no index of varchar, unless it
   * is told to tell {@code setString} from {@code setNString}.
   */
  @Override
  public String limited(String jdbcUrl, Duration networkLimit) {
    return jdbcUrl.toLowerCase(Locale.ROOT).contains(TEXT_TYPES.toLowerCase(Locale.ROOT))
        ? jdbcUrl
        : jdbcUrl + TEXT_TYPES + "=false";
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
  public boolean serializesWrites(String jdbcUrl) {
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
  public Spellings spellings() {
    return spellings;
  }

  @Override
  public SchemaQueries schemaQueries() {
    return SchemaQueries.SQL_SERVER;
  }

  @Override
  public FailureKind classify(String sqlState, int vendorCode) {
    return SqlServerFailures.of(sqlState, vendorCode);
  }

  @Override
  public RowWriter writer(Connection connection, Table table, WriterOptions options, Duration limit)
      throws SQLException {
    SqlServerTarget target = SqlServerTarget.of(connection, table, this, limit);
    if (options.bulkCopy()) {
      return new SqlServerBulkWriter(
          connection, target, options.batchRows(), spellings.cuts(table));
    }
    RowWriter writer = new JdbcBatchWriter(connection, table, this, options.batchRows());
    return target.identity() ? new IdentityInsertWriter(writer, connection, target.name()) : writer;
  }
}
