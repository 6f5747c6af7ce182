package io.xmlfleet.database.dialect;

import io.xmlfleet.database.Spellings;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Pattern;

/** H2 in {@code MODE=MSSQLServer}: the embedded default. */
public final class H2Dialect implements Dialect {
  private static final Pattern IN_MEMORY =
      Pattern.compile("^jdbc:h2:(?:(?:tcp|ssl)://[^/]+/)?mem:");
  private static final String NETWORK_TIMEOUT = ";NETWORK_TIMEOUT=";

  private final Spellings spellings = new Spellings();

  @Override
  public String name() {
    return "H2";
  }

  @Override
  public boolean speaks(String jdbcUrl) {
    return jdbcUrl.startsWith("jdbc:h2:");
  }

  /** H2's connections take no limit, only its URLs do; without one a worker could hang for ever. */
  @Override
  public String limited(String jdbcUrl, Duration networkLimit) {
    boolean remote = jdbcUrl.startsWith("jdbc:h2:tcp:") || jdbcUrl.startsWith("jdbc:h2:ssl:");
    return remote && !jdbcUrl.contains(NETWORK_TIMEOUT)
        ? jdbcUrl + NETWORK_TIMEOUT + networkLimit.toMillis()
        : jdbcUrl;
  }

  @Override
  public String quote(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  @Override
  public String typeName(ColumnType type) {
    return switch (type.kind()) {
      case STRING ->
          type.length() == 0 ? "CHARACTER LARGE OBJECT" : "VARCHAR(" + type.length() + ")";
      case BIT -> "BOOLEAN";
      // H2's TINYINT is signed; SQL Server's runs from 0 to 255.
      case TINYINT, SMALLINT -> "SMALLINT";
      case INT -> "INTEGER";
      case BIGINT -> "BIGINT";
      case DECIMAL -> "DECIMAL(" + type.length() + "," + type.scale() + ")";
      case DOUBLE -> "DOUBLE PRECISION";
      case DATE -> "DATE";
      case TIME -> "TIME(7)";
      case DATETIME -> "TIMESTAMP(7)";
      case DATETIMEOFFSET -> "TIMESTAMP(7) WITH TIME ZONE";
      case UUID -> "UUID";
      case BINARY ->
          type.length() == 0 ? "BINARY LARGE OBJECT" : "VARBINARY(" + type.length() + ")";
    };
  }

  @Override
  public String defaultSchema() {
    return "PUBLIC";
  }

  /**
   * H2 2.x writes its file while transactions go on, and after a kill may keep what an open one had
   * written so far. A database in memory dies whole.
   */
  @Override
  public boolean serializesWrites(String jdbcUrl) {
    return !IN_MEMORY.matcher(jdbcUrl).find();
  }

  @Override
  public String createSchema(String schema) {
    return "CREATE SCHEMA IF NOT EXISTS " + quote(schema);
  }

  @Override
  public Spellings spellings() {
    return spellings;
  }

  @Override
  public SchemaQueries schemaQueries() {
    return SchemaQueries.H2;
  }

  @Override
  public FailureKind classify(String sqlState, int vendorCode) {
    return switch (vendorCode) {
      case 23505 -> FailureKind.DUPLICATE_KEY;
      case 40001, 50200, 90131, 90039 -> FailureKind.TRANSIENT;
      case 57014 -> FailureKind.TIMEOUT;
      case 90067, 90098, 90121, 90007, 90020, 90013, 90030, 90028, 90031, 90043 ->
          FailureKind.UNAVAILABLE;
      case 28000, 42101, 42102, 42104, 42122, 90079, 90096 -> FailureKind.CONFIGURATION;
      default -> byState(sqlState);
    };
  }

  private static FailureKind byState(String sqlState) {
    if (sqlState.startsWith("08")) {
      return FailureKind.UNAVAILABLE;
    }
    if (sqlState.startsWith("22") || sqlState.startsWith("23")) {
      return FailureKind.DATA;
    }
    return sqlState.startsWith("42") ? FailureKind.CONFIGURATION : FailureKind.UNKNOWN;
  }

  @Override
  public RowWriter writer(Connection connection, Table table, WriterOptions options, Duration limit)
      throws SQLException {
    return new JdbcBatchWriter(connection, table, this, options.batchRows());
  }
}
