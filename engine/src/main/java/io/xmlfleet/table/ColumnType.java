package io.xmlfleet.table;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Locale;

/**
 * A column's type, neutral of any database. Immutable.
 *
 * @param length most characters of a STRING (0: unlimited) or bytes of a BINARY (0: unlimited);
 *     precision of a DECIMAL; else 0
 * @param scale decimal places of a DECIMAL; else 0
 */
public record ColumnType(Kind kind, int length, int scale) {
  /** The kind, and the Java class of its values in a row. */
  public enum Kind {
    STRING(String.class),
    BIT(Boolean.class),
    TINYINT(Integer.class),
    SMALLINT(Integer.class),
    INT(Integer.class),
    BIGINT(Long.class),
    DECIMAL(BigDecimal.class),
    DOUBLE(Double.class),
    DATE(LocalDate.class),
    TIME(LocalTime.class),
    DATETIME(LocalDateTime.class),
    DATETIMEOFFSET(OffsetDateTime.class),
    UUID(java.util.UUID.class),
    BINARY(byte[].class);

    private final Class<?> valueClass;

    Kind(Class<?> valueClass) {
      this.valueClass = valueClass;
    }

    public Class<?> valueClass() {
      return valueClass;
    }
  }

  public static ColumnType of(Kind kind) {
    return new ColumnType(kind, 0, 0);
  }

  public static ColumnType string(int length) {
    return new ColumnType(Kind.STRING, length, 0);
  }

  public static ColumnType decimal(int precision, int scale) {
    return new ColumnType(Kind.DECIMAL, precision, scale);
  }

  /** As a contract writes it: {@code string(50)}, {@code decimal(12,2)}, {@code int}. */
  @Override
  public String toString() {
    String name = kind.name().toLowerCase(Locale.ROOT);
    if (kind == Kind.DECIMAL) {
      return name + '(' + length + ',' + scale + ')';
    }
    return length == 0 ? name : name + '(' + length + ')';
  }
}
