package io.xmlfleet.database.dialect.sqlserver;

import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.database.dialect.FailureKind;
import io.xmlfleet.database.dialect.JdbcBatchWriter;
import io.xmlfleet.database.dialect.LiveColumn;
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
import java.util.Collections;
import java.util.Locale;

/** Microsoft SQL Server and Azure SQL. */
public final class SqlServerDialect implements Dialect {
  private static final String TEXT_TYPES = ";sendStringParametersAsUnicode";

  /**
   * The standard's views know neither identity nor computed columns, nor foreign keys to a unique
   * index. A type's alias has the number of its base type; a rowversion is named timestamp there.
   */
  private static final SchemaQueries QUERIES =
      new SchemaQueries(
          """
          SELECT c.name,
            CASE WHEN t.name = 'timestamp' THEN 'rowversion'
              ELSE COALESCE(t.name, TYPE_NAME(c.user_type_id)) END,
            CASE WHEN t.name IN ('text', 'ntext', 'image', 'xml') THEN -1
              WHEN t.name IN ('nchar', 'nvarchar') AND c.max_length > 0 THEN c.max_length / 2
              ELSE c.max_length END,
            c.precision, c.scale,
            CASE WHEN c.is_nullable = 1 THEN 1 ELSE 0 END,
            CASE WHEN c.default_object_id <> 0 OR c.is_identity = 1 THEN 1 ELSE 0 END,
            CASE WHEN c.is_computed = 1 OR t.name = 'timestamp' THEN 1 ELSE 0 END,
            s.name, o.name, CASE WHEN o.type = 'V' THEN 2 ELSE 1 END
          FROM sys.columns c
          JOIN sys.objects o ON o.object_id = c.object_id AND o.type IN ('U', 'V')
          JOIN sys.schemas s ON s.schema_id = o.schema_id
          LEFT JOIN sys.types t ON t.user_type_id = c.system_type_id
          WHERE LOWER(s.name) = LOWER(?) AND LOWER(o.name) = LOWER(?)
          ORDER BY c.column_id
          """,
          SchemaQueries.STANDARD_PRIMARY_KEY,
          """
          SELECT ps.name, p.name
          FROM sys.foreign_keys f
          JOIN sys.objects o ON o.object_id = f.parent_object_id
          JOIN sys.schemas s ON s.schema_id = o.schema_id
          JOIN sys.objects p ON p.object_id = f.referenced_object_id
          JOIN sys.schemas ps ON ps.schema_id = p.schema_id
          WHERE s.name = ? AND o.name = ?
          """,
          """
          SELECT i.index_id, c.name
          FROM sys.indexes i
          JOIN sys.index_columns k ON k.object_id = i.object_id AND k.index_id = i.index_id
          JOIN sys.columns c ON c.object_id = k.object_id AND c.column_id = k.column_id
          JOIN sys.objects o ON o.object_id = i.object_id
          JOIN sys.schemas s ON s.schema_id = o.schema_id
          WHERE i.is_unique = 1 AND i.has_filter = 0 AND k.is_included_column = 0
            AND s.name = ? AND o.name = ?
          """,
          """
          SELECT q.name
          FROM sys.sequences q
          JOIN sys.schemas s ON s.schema_id = q.schema_id
          WHERE s.name = ? AND q.name = ?
          """);

  private static final ValueBinding BINDING = new SqlServerBinding();

  private final Spellings spellings = new Spellings(timeSteps());

  @Override
  public String urlPrefix() {
    return "jdbc:sqlserver:";
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
  public LiveType liveType(String name) {
    return switch (name) {
      case "nvarchar", "ntext", "xml" -> LiveType.of(LiveKind.TEXT);
      case "nchar" -> LiveType.of(LiveKind.TEXT, Trait.PADDED);
      case "varchar", "text" -> LiveType.of(LiveKind.TEXT, Trait.CODE_PAGE);
      case "char" -> LiveType.of(LiveKind.TEXT, Trait.CODE_PAGE, Trait.PADDED);
      case "bit" -> LiveType.of(LiveKind.BIT);
      case "tinyint" -> LiveType.unsignedByte();
      case "smallint" -> LiveType.signed(16);
      case "int" -> LiveType.signed(32);
      case "bigint" -> LiveType.signed(64);
      case "decimal", "numeric", "money", "smallmoney" -> LiveType.of(LiveKind.DECIMAL);
      case "float" -> LiveType.of(LiveKind.FLOAT);
      case "real" -> LiveType.of(LiveKind.FLOAT, Trait.SINGLE);
      case "date" -> LiveType.of(LiveKind.DATE);
      case "time" -> LiveType.of(LiveKind.TIME);
      case "datetime2" -> LiveType.of(LiveKind.DATETIME);
      case "datetime" -> LiveType.of(LiveKind.DATETIME, Trait.TICKS);
      case "smalldatetime" -> LiveType.of(LiveKind.DATETIME, Trait.MINUTES);
      case "datetimeoffset" -> LiveType.of(LiveKind.OFFSET);
      case "uniqueidentifier" -> LiveType.of(LiveKind.UUID);
      case "binary", "varbinary", "image" -> LiveType.of(LiveKind.BINARY);
      default -> LiveType.UNKNOWN;
    };
  }

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

  /** It wants to be told again whether there may be null. */
  @Override
  public String changeType(LiveColumn column, String type) {
    return "ALTER COLUMN "
        + quote(column.name())
        + ' '
        + type
        + (column.nullable() ? " NULL" : " NOT NULL");
  }

  /** It wants to be told the type again; without a length that would be one character. */
  @Override
  public String letBeNull(LiveColumn column) {
    String type = column.typeText(timeSteps());
    boolean isLong =
        column.length() <= 0 && (type.endsWith("varchar") || type.endsWith("varbinary"));
    return "ALTER COLUMN " + quote(column.name()) + ' ' + type + (isLong ? "(max)" : "") + " NULL";
  }

  @Override
  public String identity() {
    return "IDENTITY(1,1)";
  }

  /** Without a start it begins with the least bigint there is. */
  @Override
  public String createSequence(TableId sequence) {
    String name = SqlNames.of(sequence, this);
    return "IF OBJECT_ID(N'"
        + name.replace("'", "''")
        + "', N'SO') IS NULL CREATE SEQUENCE "
        + name
        + " AS bigint START WITH 1";
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
    return SqlServerFailures.of(sqlState, vendorCode);
  }

  /** A row of the inner list gets the next value each. */
  @Override
  public String nextValues(TableId sequence, int count) {
    return "SELECT NEXT VALUE FOR "
        + SqlNames.of(sequence, this)
        + " FROM (VALUES "
        + String.join(", ", Collections.nCopies(count, "(1)"))
        + ") AS r (n)";
  }

  @Override
  public RowWriter writer(Connection connection, Table table, WriterOptions options, Duration limit)
      throws SQLException {
    KeyGeneration generation = table.existing().generation();
    if (generation == null) {
      return rowWriter(connection, table, options, limit);
    }
    TableId sequence = generation.sequence();
    return sequence == null
        ? new SqlServerIdentityWriter(connection, table, generation, this)
        : new ReservedKeys(
            connection,
            table,
            generation,
            this,
            count -> nextValues(sequence, count),
            rowWriter(connection, table, options, limit));
  }

  private RowWriter rowWriter(
      Connection connection, Table table, WriterOptions options, Duration limit)
      throws SQLException {
    SqlServerTarget target = SqlServerTarget.of(connection, table, this, limit);
    if (options.bulkCopy()) {
      return new SqlServerBulkWriter(
          connection, target, options.batchRows(), spellings.narrowings(table));
    }
    RowWriter writer = new JdbcBatchWriter(connection, table, this, options.batchRows());
    return target.identity() ? new IdentityInsertWriter(writer, connection, target.name()) : writer;
  }
}
