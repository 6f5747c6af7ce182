package io.xmlfleet.database.dialect.h2;

import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.database.dialect.FailureKind;
import io.xmlfleet.database.dialect.JdbcBatchWriter;
import io.xmlfleet.database.dialect.LiveKind;
import io.xmlfleet.database.dialect.LiveType;
import io.xmlfleet.database.dialect.LiveType.Trait;
import io.xmlfleet.database.dialect.ReservedKeys;
import io.xmlfleet.database.dialect.RowWriter;
import io.xmlfleet.database.dialect.SchemaQueries;
import io.xmlfleet.database.dialect.Spellings;
import io.xmlfleet.database.dialect.SqlNames;
import io.xmlfleet.database.dialect.TimeSteps;
import io.xmlfleet.database.dialect.ValueBinding;
import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.KeyGeneration;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** H2 in {@code MODE=MSSQLServer}: the embedded default. */
public final class H2Dialect implements Dialect {
  private static final Pattern IN_MEMORY =
      Pattern.compile("^jdbc:h2:(?:(?:tcp|ssl)://[^/]+/)?mem:");
  private static final String NETWORK_TIMEOUT = ";NETWORK_TIMEOUT=";

  private static final SchemaQueries QUERIES =
      new SchemaQueries(
          """
          SELECT COLUMN_NAME, DATA_TYPE, COALESCE(CHARACTER_MAXIMUM_LENGTH, -1),
            COALESCE(NUMERIC_PRECISION, 0), COALESCE(NUMERIC_SCALE, DATETIME_PRECISION, 0),
            CASE WHEN IS_NULLABLE = 'YES' THEN 1 ELSE 0 END,
            CASE WHEN COLUMN_DEFAULT IS NOT NULL OR IS_IDENTITY = 'YES' THEN 1 ELSE 0 END,
            CASE WHEN IS_GENERATED = 'ALWAYS' THEN 1 ELSE 0 END,
            TABLE_SCHEMA, TABLE_NAME,
            CASE WHEN (TABLE_SCHEMA, TABLE_NAME) IN
              (SELECT TABLE_SCHEMA, TABLE_NAME FROM INFORMATION_SCHEMA.VIEWS
               WHERE INSERTABLE_INTO <> 'YES' AND IS_TRIGGER_INSERTABLE_INTO <> 'YES')
              THEN 0 ELSE 1 END
          FROM INFORMATION_SCHEMA.COLUMNS
          WHERE LOWER(TABLE_SCHEMA) = LOWER(?) AND LOWER(TABLE_NAME) = LOWER(?)
          ORDER BY ORDINAL_POSITION
          """,
          SchemaQueries.STANDARD_PRIMARY_KEY,
          """
          SELECT p.TABLE_SCHEMA, p.TABLE_NAME
          FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS c
          JOIN INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS r
            ON r.CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA AND r.CONSTRAINT_NAME = c.CONSTRAINT_NAME
          JOIN INFORMATION_SCHEMA.TABLE_CONSTRAINTS p
            ON p.CONSTRAINT_SCHEMA = r.UNIQUE_CONSTRAINT_SCHEMA
            AND p.CONSTRAINT_NAME = r.UNIQUE_CONSTRAINT_NAME
          WHERE c.TABLE_SCHEMA = ? AND c.TABLE_NAME = ?
          """,
          """
          SELECT INDEX_NAME, COLUMN_NAME
          FROM INFORMATION_SCHEMA.INDEX_COLUMNS
          WHERE IS_UNIQUE AND TABLE_SCHEMA = ? AND TABLE_NAME = ?
          """,
          """
          SELECT SEQUENCE_NAME
          FROM INFORMATION_SCHEMA.SEQUENCES
          WHERE SEQUENCE_SCHEMA = ? AND SEQUENCE_NAME = ?
          """);

  private static final ValueBinding BINDING = new ValueBinding() {};

  private final Spellings spellings = new Spellings(timeSteps());

  @Override
  public String urlPrefix() {
    return "jdbc:h2:";
  }

  @Override
  public @Nullable String defaultUser() {
    return "sa";
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
  public LiveType liveType(String name) {
    return switch (name) {
      case "character varying", "character large object", "varchar_ignorecase", "enum" ->
          LiveType.of(LiveKind.TEXT);
      case "character" -> LiveType.of(LiveKind.TEXT, Trait.PADDED);
      case "boolean" -> LiveType.of(LiveKind.BIT);
      case "tinyint" -> LiveType.signed(8);
      case "smallint" -> LiveType.signed(16);
      case "integer" -> LiveType.signed(32);
      case "bigint" -> LiveType.signed(64);
      case "numeric", "decimal" -> LiveType.of(LiveKind.DECIMAL);
      case "double precision", "decfloat" -> LiveType.of(LiveKind.FLOAT);
      case "real" -> LiveType.of(LiveKind.FLOAT, Trait.SINGLE);
      case "date" -> LiveType.of(LiveKind.DATE);
      case "time" -> LiveType.of(LiveKind.TIME);
      case "timestamp" -> LiveType.of(LiveKind.DATETIME);
      case "timestamp with time zone" -> LiveType.of(LiveKind.OFFSET);
      case "uuid" -> LiveType.of(LiveKind.UUID);
      case "binary", "binary varying", "binary large object" -> LiveType.of(LiveKind.BINARY);
      default -> LiveType.UNKNOWN;
    };
  }

  /** In this mode an H2 takes a SQL Server's place, so times are compared in its steps. */
  @Override
  public TimeSteps timeSteps() {
    return TimeSteps.SQL_SERVER;
  }

  @Override
  public ValueBinding binding() {
    return BINDING;
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
  public String firstRows(TableId table, int rows) {
    return "select top " + rows + " * from " + table;
  }

  @Override
  public SchemaQueries schemaQueries() {
    return QUERIES;
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
  public String nextValues(TableId sequence, int count) {
    return "SELECT NEXT VALUE FOR "
        + SqlNames.of(sequence, this)
        + " FROM SYSTEM_RANGE(1, "
        + count
        + ")";
  }

  @Override
  public RowWriter writer(Connection connection, Table table, WriterOptions options, Duration limit)
      throws SQLException {
    KeyGeneration generation = table.existing().generation();
    if (generation == null) {
      return new JdbcBatchWriter(connection, table, this, options.batchRows());
    }
    TableId sequence = generation.sequence();
    return sequence == null
        ? new H2IdentityWriter(connection, table, generation, this)
        : new ReservedKeys(
            connection,
            table,
            generation,
            this,
            count -> nextValues(sequence, count),
            new JdbcBatchWriter(connection, table, this, options.batchRows()));
  }
}
