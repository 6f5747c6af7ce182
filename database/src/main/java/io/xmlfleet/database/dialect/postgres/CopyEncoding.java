package io.xmlfleet.database.dialect.postgres;

import io.xmlfleet.database.dialect.UnfitValueException;
import io.xmlfleet.table.ColumnType.Kind;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ByteConverter;

/**
 * How a value is written in COPY's binary format: as the receive function of the column's type
 * reads it. Only pairs of which an insert makes the same cell are here: an insert casts, and COPY
 * does not. Thread-safe.
 */
@FunctionalInterface
interface CopyEncoding {
  /** From where PostgreSQL counts days and microseconds. */
  LocalDate EPOCH = LocalDate.of(2000, 1, 1);

  /** The version of jsonb that the text behind it is in. */
  byte JSONB = 1;

  byte[] of(Object value) throws UnfitValueException;

  /**
   * The encoding of a kind of values for a type.
   *
   * @param type base type, as the server formats it, of times without {@code without time zone}
   * @return null: only an insert does it right. Of text that an xml is made of, the server would
   *     then believe the encoding that it says to be in; a uuid may be written in several ways
   */
  static @Nullable CopyEncoding of(Kind kind, String type) {
    return switch (kind) {
      case STRING ->
          switch (type) {
            case "text", "character varying", "character", "citext", "json" -> CopyEncoding::text;
            case "jsonb" -> value -> jsonb(text(value));
            default -> null;
          };
      case BIT ->
          type.equals("boolean")
              ? value -> new byte[] {(byte) ((boolean) value ? 1 : 0)}
              : whole(type, value -> (boolean) value ? 1 : 0);
      case TINYINT, SMALLINT, INT, BIGINT -> whole(type, value -> ((Number) value).longValue());
      case DECIMAL ->
          type.equals("numeric") ? value -> ByteConverter.numeric((BigDecimal) value) : null;
      case DOUBLE ->
          type.equals("double precision")
              ? value -> int8(Double.doubleToLongBits((double) value))
              : null;
      case DATE ->
          type.equals("date")
              ? value -> int4(ChronoUnit.DAYS.between(EPOCH, (LocalDate) value))
              : null;
      case TIME ->
          type.equals("time") ? value -> int8(((LocalTime) value).toNanoOfDay() / 1_000) : null;
      case DATETIME, DATETIMEOFFSET -> isTimestamp(type) ? CopyEncoding::timestamp : null;
      case UUID -> type.equals("uuid") ? value -> uuid((UUID) value) : null;
      case BINARY -> type.equals("bytea") ? value -> (byte[]) value : null;
    };
  }

  /** The session's zone is UTC: a time with an offset and one without are the same number. */
  private static boolean isTimestamp(String type) {
    return type.equals("timestamp") || type.equals("timestamp with time zone");
  }

  private static byte[] text(Object value) throws UnfitValueException {
    return PostgresBinding.checked((String) value).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] jsonb(byte[] text) {
    return ByteBuffer.allocate(text.length + 1).put(JSONB).put(text).array();
  }

  /** A whole number of a value. */
  @FunctionalInterface
  interface Whole {
    long of(Object value);
  }

  private static @Nullable CopyEncoding whole(String type, Whole number) {
    return switch (type) {
      case "smallint" -> value -> int2(number.of(value));
      case "integer" -> value -> int4(number.of(value));
      case "bigint" -> value -> int8(number.of(value));
      case "numeric" -> value -> ByteConverter.numeric(BigDecimal.valueOf(number.of(value)));
      default -> null;
    };
  }

  private static byte[] int2(long number) throws UnfitValueException {
    checkRange(number == (short) number);
    return ByteBuffer.allocate(Short.BYTES).putShort((short) number).array();
  }

  private static byte[] int4(long number) throws UnfitValueException {
    checkRange(number == (int) number);
    return ByteBuffer.allocate(Integer.BYTES).putInt((int) number).array();
  }

  private static byte[] int8(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  private static void checkRange(boolean inside) throws UnfitValueException {
    if (!inside) {
      throw new UnfitValueException("a value", "is out of the range of its type");
    }
  }

  private static byte[] timestamp(Object value) {
    LocalDateTime time =
        value instanceof OffsetDateTime with
            ? with.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
            : (LocalDateTime) value;
    return int8(ChronoUnit.MICROS.between(EPOCH.atStartOfDay(), time));
  }

  private static byte[] uuid(UUID value) {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(value.getMostSignificantBits())
        .putLong(value.getLeastSignificantBits())
        .array();
  }
}
