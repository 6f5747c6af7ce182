package io.xmlfleet.contract.convert;

import io.xmlfleet.table.ColumnType;

/** Text to the values of a column type. */
public final class TypeConversions {
  private TypeConversions() {}

  /**
   * The conversion of a column type.
   *
   * @throws IllegalArgumentException if a pattern is not one of {@link
   *     java.time.format.DateTimeFormatter}
   */
  public static TypeConversion of(ColumnType type, Reading reading) {
    return switch (type.kind()) {
      case STRING -> Texts.strings(type.length(), reading.tooLong());
      case BIT -> Texts::bit;
      case TINYINT -> Numbers.integers(Numbers.Range.TINYINT);
      case SMALLINT -> Numbers.integers(Numbers.Range.SMALLINT);
      case INT -> Numbers.integers(Numbers.Range.INT);
      case BIGINT -> Numbers.integers(Numbers.Range.BIGINT);
      case DECIMAL -> Numbers.decimals(type.length(), type.scale(), reading.isExact());
      case DOUBLE -> Numbers.doubles(reading.isExact());
      case DATE, TIME, DATETIME, DATETIMEOFFSET -> Times.of(type.kind(), reading);
      case UUID -> Texts::uuid;
      case BINARY -> Texts.binaries(type.length(), !reading.formats().isEmpty());
    };
  }
}
