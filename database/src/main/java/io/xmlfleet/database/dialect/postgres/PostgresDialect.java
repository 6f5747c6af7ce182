package io.xmlfleet.database.dialect.postgres;

import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.database.dialect.FailureKind;
import io.xmlfleet.database.dialect.LiveColumn;
import io.xmlfleet.database.dialect.LiveSchema;
import io.xmlfleet.database.dialect.LiveType;
import io.xmlfleet.database.dialect.ReservedKeys;
import io.xmlfleet.database.dialect.RowWriter;
import io.xmlfleet.database.dialect.SchemaQueries;
import io.xmlfleet.database.dialect.Spellings;
import io.xmlfleet.database.dialect.SqlNames;
import io.xmlfleet.database.dialect.TimeSteps;
import io.xmlfleet.database.dialect.ValueBinding;
import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.KeyGeneration;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** PostgreSQL from version 12 on. */
public final class PostgresDialect implements Dialect {
  private static final int LONGEST_NAME_BYTES = 63;
  private static final int LONGEST_VARCHAR = 10_485_760;

  /**
   * Where COPY, which takes two round trips more, is faster than an insert over a network as well;
   * docs/benchmarks.md has the measurement.
   */
  private static final int LEAST_COPIED = 1_000;

  /** What means the same with and without quotes, but for the words of the language. */
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  private static final String QUIET = "logServerErrorDetail=false";
  private static final String REWRITE = "reWriteBatchedInserts=";
  private static final TimeSteps STEPS = new TimeSteps(6, 1_000_000);
  private static final ValueBinding BINDING = new PostgresBinding();

  private final Spellings spellings = new Spellings(STEPS);
  private final int leastCopied;
  private volatile String defaultSchema = "public";

  public PostgresDialect() {
    this(LEAST_COPIED);
  }

  /**
   * A dialect with another threshold than the measured one.
   *
   * @param leastCopied so many rows of one table and more go by COPY
   */
  public PostgresDialect(int leastCopied) {
    this.leastCopied = leastCopied;
  }

  @Override
  public String urlPrefix() {
    return "jdbc:postgresql:";
  }

  /**
   * The driver's own way to join inserts loses how many rows were inserted, and its messages quote
   * rows: who logs a failure's cause would log those.
   */
  @Override
  public String limited(String jdbcUrl, Duration networkLimit) {
    return jdbcUrl
        + (jdbcUrl.contains("?") ? '&' : '?')
        + QUIET
        + (jdbcUrl.contains(REWRITE) ? '&' + REWRITE + false : "");
  }

  /**
   * A time without an offset that goes into a column with one is taken for one of the session's
   * zone, which the driver sets to that of this machine.
   */
  @Override
  public String sessionSql() {
    return "SET TIME ZONE 'UTC'";
  }

  /** The first schema of the search path in which one may create. */
  @Override
  public void learn(Connection connection) throws SQLException {
    String schema = connection.getSchema();
    if (schema != null && !schema.isEmpty()) {
      defaultSchema = schema;
    }
  }

  /**
   * As the contract writes it.
   *
   * @throws UsageException if the server would cut it
   */
  @Override
  public String quote(String identifier) {
    if (identifier.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME_BYTES) {
      throw new UsageException(
          "the name "
              + identifier
              + " has more than "
              + LONGEST_NAME_BYTES
              + " bytes, and PostgreSQL cuts it: write a shorter one in the contract");
    }
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  @Override
  public String typeName(ColumnType type) {
    return switch (type.kind()) {
      case STRING ->
          type.length() == 0 || type.length() > LONGEST_VARCHAR
              ? "text"
              : "varchar(" + type.length() + ")";
      case BIT -> "boolean";
      case TINYINT, SMALLINT -> "smallint";
      case INT -> "integer";
      case BIGINT -> "bigint";
      case DECIMAL -> "numeric(" + type.length() + "," + type.scale() + ")";
      case DOUBLE -> "double precision";
      case DATE -> "date";
      case TIME -> "time";
      case DATETIME -> "timestamp";
      case DATETIMEOFFSET -> "timestamp with time zone";
      case UUID -> "uuid";
      case BINARY -> "bytea";
    };
  }

  @Override
  public LiveType liveType(String name) {
    return PostgresCatalogue.type(name);
  }

  @Override
  public TimeSteps timeSteps() {
    return STEPS;
  }

  @Override
  public ValueBinding binding() {
    return BINDING;
  }

  @Override
  public String defaultSchema() {
    return defaultSchema;
  }

  @Override
  public boolean serializesWrites(String jdbcUrl) {
    return false;
  }

  /** Between kinds of types it changes values only if it is told how. */
  @Override
  public String changeType(LiveColumn column, String type) {
    String name = quote(column.name());
    return "ALTER COLUMN " + name + " TYPE " + type + " USING " + name + "::" + type;
  }

  /** IF NOT EXISTS alone asks for the right to create one, and fails where two create at once. */
  @Override
  public String createSchema(String schema) {
    return """
        DO $xmlfleet$ BEGIN
          IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = '%s') THEN
            CREATE SCHEMA %s;
          END IF;
        EXCEPTION WHEN unique_violation OR duplicate_schema THEN NULL;
        END $xmlfleet$"""
        .formatted(schema.replace("'", "''"), quote(schema));
  }

  @Override
  public Spellings spellings() {
    return spellings;
  }

  @Override
  public String firstRows(TableId table, int rows) {
    String schema = table.schema();
    return "select * from "
        + (schema == null ? "" : inQuery(schema) + '.')
        + inQuery(table.name())
        + " limit "
        + rows;
  }

  private String inQuery(String name) {
    return PLAIN.matcher(name).matches() ? name : quote(name);
  }

  @Override
  public SchemaQueries schemaQueries() {
    return PostgresCatalogue.QUERIES;
  }

  @Override
  public FailureKind classify(String sqlState, int vendorCode) {
    return PostgresFailures.of(sqlState);
  }

  @Override
  public @Nullable String blamed(Throwable failure) {
    return PostgresFailures.blamed(failure);
  }

  @Override
  public String nextValues(TableId sequence, int count) {
    return nextValues(literal(SqlNames.of(sequence, this)), count);
  }

  private static String nextValues(String sequence, int count) {
    return "SELECT nextval(" + sequence + ") FROM generate_series(1, " + count + ")";
  }

  private static String literal(String text) {
    return '\'' + text.replace("'", "''") + '\'';
  }

  /** Quoted names have to be spelt as they are, so a table that nobody has looked at is, now. */
  @Override
  public RowWriter writer(Connection connection, Table table, WriterOptions options, Duration limit)
      throws SQLException {
    if (!spellings.knows(table.id())) {
      new LiveSchema(connection, this).table(table.id());
    }
    RowWriter inserts =
        new PostgresArrayWriter(
            connection,
            table,
            this,
            new PostgresRowWriter(connection, table, this, options.batchRows()),
            options.batchRows());
    RowWriter writer =
        options.bulkCopy()
            ? new PostgresCopyWriter(connection, table, this, inserts, leastCopied)
            : inserts;
    KeyGeneration generation = table.existing().generation();
    return generation == null
        ? writer
        : new ReservedKeys(connection, table, generation, this, keys(table, generation), writer);
  }

  private IntFunction<String> keys(Table table, KeyGeneration generation) {
    TableId sequence = generation.sequence();
    if (sequence != null) {
      return count -> nextValues(sequence, count);
    }
    String identity =
        "pg_get_serial_sequence("
            + literal(SqlNames.of(table.id(), this))
            + ", "
            + literal(spellings.of(table.id(), generation.column()))
            + ")";
    return count -> nextValues(identity, count);
  }
}
