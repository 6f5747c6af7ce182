package io.xmlfleet.mapping;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Values of rows as text and as JSON. */
public final class ShownValues {
  private ShownValues() {}

  /**
   * A number, a text or null, as JSON has them: true and false are 1 and 0, times are ISO 8601 with
   * seconds, bytes are base64.
   */
  public static @Nullable Object json(@Nullable Object value) {
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    if (value instanceof Double number) {
      return BigDecimal.valueOf(number);
    }
    if (value instanceof LocalDateTime at) {
      return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(at);
    }
    if (value instanceof LocalTime at) {
      return DateTimeFormatter.ISO_LOCAL_TIME.format(at);
    }
    if (value instanceof OffsetDateTime at) {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at);
    }
    if (value instanceof byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
    return value == null || value instanceof Number ? value : value.toString();
  }

  /** The same as text; {@code NULL} for null. */
  public static String text(@Nullable Object value) {
    Object shown = json(value);
    if (shown == null) {
      return "NULL";
    }
    return shown instanceof BigDecimal number ? number.toPlainString() : shown.toString();
  }
}
