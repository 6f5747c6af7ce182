package io.xmlfleet.contract.convert;

import io.xmlfleet.contract.TooLong;
import io.xmlfleet.table.ColumnType;
import java.util.List;

/** Text to the values of a column type. */
public final class TypeConversions {
  private TypeConversions() {}

  /**
   * The conversion of a column type.
   *
   * @param formats patterns of dates and times, tried in order; empty: the ISO forms
   * @throws IllegalArgumentException if a pattern is not one of {@link
   *     java.time.format.DateTimeFormatter}
   */
  public static TypeConversion of(ColumnType type, List<String> formats, TooLong tooLong) {
    return switch (type.kind()) {
      case STRING -> Texts.strings(type.length(), tooLong);
      case BIT -> Texts::bit;
      case TINYINT -> Numbers.integers(Numbers.Range.TINYINT);
      case SMALLINT -> Numbers.integers(Numbers.Range.SMALLINT);
      case INT -> Numbers.integers(Numbers.Range.INT);
      case BIGINT -> Numbers.integers(Numbers.Range.BIGINT);
      case DECIMAL -> Numbers.decimals(type.length(), type.scale());
      case DOUBLE -> Numbers.doubles();
      case DATE, TIME, DATETIME, DATETIMEOFFSET -> Times.of(type.kind(), formats);
      case UUID -> Texts::uuid;
      case BINARY -> Texts.binaries(type.length());
    };
  }
}
