package io.xmlfleet.database.dialect.sqlserver;

import com.microsoft.sqlserver.jdbc.ISQLServerBulkData;
import io.xmlfleet.database.dialect.Narrowing;
import io.xmlfleet.database.dialect.UnfitValueException;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.RowBatch;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Types;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows as the bulk protocol wants them. Dates, times and identifiers travel as ISO text, which the
 * server converts: the driver's own way leads through {@link java.sql.Timestamp}, which shifts
 * times that the zone of this JVM skips. Confined to one thread.
 */
final class BulkRows implements ISQLServerBulkData {
  private static final long serialVersionUID = 1L;

  private static final int LONGEST_NVARCHAR = 4_000;
  private static final int LONGEST_VARBINARY = 8_000;
  private static final int UNLIMITED_CHARACTERS = 1_073_741_823;
  private static final int UNLIMITED_BYTES = Integer.MAX_VALUE;
  private static final int LONGEST_TEMPORAL_TEXT = 40;
  private static final int UUID_CHARACTERS = 36;
  private static final int DOUBLE_BITS = 53;

  private final transient List<Column> columns;
  private final transient List<Object[]> rows;
  private final transient Set<Integer> ordinals;
  private final transient @Nullable Narrowing[] narrowings;
  private int next;

  BulkRows(RowBatch batch, @Nullable Narrowing[] narrowings) {
    this.narrowings = narrowings;
    this.columns = batch.table().columns();
    this.rows = batch.rows();
    this.ordinals =
        IntStream.rangeClosed(1, columns.size()).boxed().collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Set<Integer> getColumnOrdinals() {
    return ordinals;
  }

  @Override
  public String getColumnName(int ordinal) {
    return columns.get(ordinal - 1).name();
  }

  @Override
  public int getColumnType(int ordinal) {
    ColumnType type = type(ordinal);
    return switch (type.kind()) {
      case STRING -> unlimited(type, LONGEST_NVARCHAR) ? Types.LONGNVARCHAR : Types.NVARCHAR;
      case BIT -> Types.BIT;
      case TINYINT -> Types.TINYINT;
      case SMALLINT -> Types.SMALLINT;
      case INT -> Types.INTEGER;
      case BIGINT -> Types.BIGINT;
      case DECIMAL -> Types.DECIMAL;
      case DOUBLE -> Types.DOUBLE;
      case DATE, TIME, DATETIME, DATETIMEOFFSET -> Types.VARCHAR;
      case UUID -> Types.CHAR;
      case BINARY -> unlimited(type, LONGEST_VARBINARY) ? Types.LONGVARBINARY : Types.VARBINARY;
    };
  }

  @Override
  public int getPrecision(int ordinal) {
    ColumnType type = type(ordinal);
    return switch (type.kind()) {
      case STRING -> unlimited(type, LONGEST_NVARCHAR) ? UNLIMITED_CHARACTERS : type.length();
      case BINARY -> unlimited(type, LONGEST_VARBINARY) ? UNLIMITED_BYTES : type.length();
      case DECIMAL -> type.length();
      case DATE, TIME, DATETIME, DATETIMEOFFSET -> LONGEST_TEMPORAL_TEXT;
      case UUID -> UUID_CHARACTERS;
      case DOUBLE -> DOUBLE_BITS;
      case BIT, TINYINT, SMALLINT, INT, BIGINT -> 0;
    };
  }

  @Override
  public int getScale(int ordinal) {
    return type(ordinal).scale();
  }

  @Override
  public boolean next() {
    return next++ < rows.size();
  }

  @Override
  public Object[] getRowData() throws UnfitValueException {
    Object[] row = rows.get(next - 1);
    Object[] data = new Object[row.length];
    for (int i = 0; i < row.length; i++) {
      Narrowing narrowing = narrowings[i];
      Object value = narrowing == null || row[i] == null ? row[i] : narrowing.narrow(row[i]);
      data[i] = value == null ? null : converted(value, columns.get(i).type());
    }
    return data;
  }

  private static Object converted(Object value, ColumnType type) {
    return switch (type.kind()) {
      case DATE, TIME, DATETIME, DATETIMEOFFSET -> SqlServerText.of(value);
      case UUID -> value.toString();
      case DECIMAL -> ((BigDecimal) value).setScale(type.scale(), RoundingMode.HALF_UP);
      case STRING, BIT, TINYINT, SMALLINT, INT, BIGINT, DOUBLE, BINARY -> value;
    };
  }

  private ColumnType type(int ordinal) {
    return columns.get(ordinal - 1).type();
  }

  private static boolean unlimited(ColumnType type, int longest) {
    return type.length() == 0 || type.length() > longest;
  }
}
