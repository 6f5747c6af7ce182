package io.xmlfleet.database.dialect;

import io.xmlfleet.table.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Texts as documents have them, and the values that they are: random ones, and those at ends. */
final class LexicalForms {
  private final Random random;

  LexicalForms(long seed) {
    this.random = new Random(seed);
  }

  /**
   * A text and its value.
   *
   * @param value null: no column can hold it
   */
  record Form(String text, @Nullable Object value) {}

  /** The values at the ends of a type, and just beyond them. */
  static List<Form> boundaries(ColumnType type) {
    List<Form> forms = new ArrayList<>();
    switch (type.kind()) {
      case TINYINT -> ends(forms, BigInteger.ZERO, BigInteger.valueOf(255), Integer.class);
      case SMALLINT -> ends(forms, bits(15).negate(), most(15), Integer.class);
      case INT -> ends(forms, bits(31).negate(), most(31), Integer.class);
      case BIGINT -> ends(forms, bits(63).negate(), most(63), Long.class);
      case DECIMAL -> decimals(forms, type);
      case DOUBLE -> {
        for (String text :
            List.of(
                "0",
                "4.9E-324",
                "2.2250738585072014E-308",
                "9007199254740993",
                "1.7976931348623157E308",
                "-1.7976931348623157E308",
                "0.1",
                "16777217",
                "1e300")) {
          forms.add(new Form(text, Double.valueOf(text)));
        }
        forms.add(new Form("-0.0", -0.0));
        forms.add(new Form("1.7976931348623159E308", null));
        forms.add(new Form("INF", null));
        forms.add(new Form("NaN", null));
      }
      case DATE -> {
        forms.add(new Form("0001-01-01", LocalDate.of(1, 1, 1)));
        forms.add(new Form("9999-12-31", LocalDate.of(9999, 12, 31)));
        forms.add(new Form("1582-10-04", LocalDate.of(1582, 10, 4)));
        forms.add(new Form("1582-10-05", LocalDate.of(1582, 10, 5)));
        forms.add(new Form("1582-10-10", LocalDate.of(1582, 10, 10)));
        forms.add(new Form("1582-10-15", LocalDate.of(1582, 10, 15)));
        forms.add(new Form("1500-02-28", LocalDate.of(1500, 2, 28)));
        forms.add(new Form("1500-02-29", null)); // of the Julian calendar only
        forms.add(new Form("2000-02-29", LocalDate.of(2000, 2, 29)));
        forms.add(new Form("0000-12-31", null));
        forms.add(new Form("-0044-03-15", null));
        forms.add(new Form("10000-01-01", null));
      }
      case TIME -> {
        forms.add(new Form("00:00:00", LocalTime.MIDNIGHT));
        forms.add(new Form("24:00:00", LocalTime.MIDNIGHT));
        forms.add(new Form("23:59:59.9999999", LocalTime.of(23, 59, 59, 999_999_900)));
        forms.add(new Form("23:59:59.99999999", LocalTime.of(23, 59, 59, 999_999_900)));
        forms.add(new Form("24:00:01", null));
      }
      case DATETIME -> {
        forms.add(new Form("0001-01-01T00:00:00", LocalDateTime.of(1, 1, 1, 0, 0)));
        forms.add(new Form("2024-12-31T24:00:00", LocalDateTime.of(2025, 1, 1, 0, 0)));
        forms.add(new Form("9999-12-31T24:00:00", null));
        forms.add(new Form("1582-10-10T12:00:00", LocalDateTime.of(1582, 10, 10, 12, 0)));
        forms.add(new Form("2024-03-31T02:30:00", LocalDateTime.of(2024, 3, 31, 2, 30)));
        forms.add(
            new Form(
                "9999-12-31T23:59:59.99999999",
                LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_900)));
      }
      case DATETIMEOFFSET -> {
        LocalDateTime noon = LocalDateTime.of(2024, 1, 1, 12, 0);
        forms.add(new Form("2024-01-01T12:00:00+14:00", noon.atOffset(ZoneOffset.ofHours(14))));
        forms.add(new Form("2024-01-01T12:00:00-14:00", noon.atOffset(ZoneOffset.ofHours(-14))));
        forms.add(
            new Form(
                "2024-01-01T12:00:00-00:30", noon.atOffset(ZoneOffset.ofHoursMinutes(0, -30))));
        forms.add(new Form("2024-01-01T12:00:00+14:01", null));
        forms.add(new Form("2024-01-01T12:00:00+18:00", null));
        forms.add(new Form("2024-01-01T12:00:00", null));
        forms.add(new Form("9999-12-31T23:59:59-01:00", null));
        forms.add(new Form("0001-01-01T00:00:00+01:00", null));
        forms.add(
            new Form(
                "0001-01-01T01:00:00+01:00",
                LocalDateTime.of(1, 1, 1, 1, 0).atOffset(ZoneOffset.ofHours(1))));
        forms.add(
            new Form(
                "1582-10-10T00:30:00+01:00",
                LocalDateTime.of(1582, 10, 10, 0, 30).atOffset(ZoneOffset.ofHours(1))));
      }
      default -> {}
    }
    return forms;
  }

  private static BigInteger bits(int count) {
    return BigInteger.ONE.shiftLeft(count);
  }

  private static BigInteger most(int count) {
    return bits(count).subtract(BigInteger.ONE);
  }

  private static void ends(List<Form> forms, BigInteger least, BigInteger most, Class<?> type) {
    for (BigInteger value : List.of(least, most, BigInteger.ZERO, BigInteger.ONE)) {
      forms.add(new Form(value.toString(), boxed(value, type)));
    }
    forms.add(new Form(least.subtract(BigInteger.ONE).toString(), null));
    forms.add(new Form(most.add(BigInteger.ONE).toString(), null));
    forms.add(new Form("1.0", null));
  }

  private static Object boxed(BigInteger value, Class<?> type) {
    return type == Long.class ? (Object) value.longValueExact() : (Object) value.intValueExact();
  }

  private static void decimals(List<Form> forms, ColumnType type) {
    BigDecimal step = BigDecimal.ONE.movePointLeft(type.scale());
    BigDecimal most = BigDecimal.ONE.movePointRight(type.length() - type.scale()).subtract(step);
    for (BigDecimal value : List.of(most, most.negate(), step, step.negate(), BigDecimal.ZERO)) {
      forms.add(new Form(value.toPlainString(), value));
      forms.add(new Form(value.toString(), value));
    }
    forms.add(new Form(most.add(step).toPlainString(), null));
    forms.add(new Form(most.negate().subtract(step).toPlainString(), null));
    forms.add(new Form(most.toPlainString() + "9", null)); // rounds to one digit more
  }

  /** A random text of the type's forms. */
  Form next(ColumnType type) {
    return switch (type.kind()) {
      case STRING -> text(type);
      case BIT -> bit();
      case TINYINT -> integer(10, BigInteger.ZERO, BigInteger.valueOf(255), Integer.class);
      case SMALLINT -> integer(17, bits(15).negate(), most(15), Integer.class);
      case INT -> integer(33, bits(31).negate(), most(31), Integer.class);
      case BIGINT -> integer(65, bits(63).negate(), most(63), Long.class);
      case DECIMAL -> decimal(type);
      case DOUBLE -> number();
      case DATE -> {
        Day day = day();
        yield new Form(day.text + zone(null).text, day.date);
      }
      case TIME -> {
        Clock clock = clock();
        yield new Form(clock.text + zone(null).text, clock.time);
      }
      case DATETIME, DATETIMEOFFSET -> dateTime(type);
      case UUID -> {
        UUID value = new UUID(random.nextLong(), random.nextLong());
        String text = value.toString();
        yield new Form(
            random.nextBoolean() ? text : text.toUpperCase(java.util.Locale.ROOT), value);
      }
      case BINARY -> {
        byte[] bytes = new byte[1 + random.nextInt(type.length())];
        random.nextBytes(bytes);
        yield new Form(Base64.getMimeEncoder().encodeToString(bytes), bytes);
      }
    };
  }

  private Form text(ColumnType type) {
    int most = type.length() == 0 ? 9_000 : type.length();
    StringBuilder text = new StringBuilder("a");
    int wanted = 1 + random.nextInt(most + most / 8);
    while (text.length() < wanted) {
      int c = random.nextInt(4) == 0 ? random.nextInt(0x11_0000) : 0x20 + random.nextInt(0x60);
      boolean kept = c >= 0x20 && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
      text.appendCodePoint(kept ? c : 'x');
    }
    boolean fits = type.length() == 0 || text.length() <= type.length();
    return new Form(text.toString(), fits ? text.toString() : null);
  }

  private Form bit() {
    boolean value = random.nextBoolean();
    List<String> words = value ? List.of("1", "true", "TRUE") : List.of("0", "false", "False");
    return new Form(words.get(random.nextInt(3)), value);
  }

  private Form integer(int bits, BigInteger least, BigInteger most, Class<?> type) {
    BigInteger value = new BigInteger(1 + random.nextInt(bits), random);
    value = random.nextBoolean() ? value : value.negate();
    String text = value.abs().toString();
    text = "0".repeat(random.nextInt(3)) + text;
    text = value.signum() < 0 ? "-" + text : random.nextInt(4) == 0 ? "+" + text : text;
    boolean fits = value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    return new Form(text, fits ? boxed(value, type) : null);
  }

  private Form decimal(ColumnType type) {
    BigDecimal exact =
        new BigDecimal(
            new BigInteger(1 + random.nextInt(126), random), random.nextInt(type.scale() * 2 + 1));
    exact = random.nextBoolean() ? exact : exact.negate();
    BigDecimal value = exact.setScale(type.scale(), RoundingMode.HALF_UP);
    String text = random.nextInt(4) == 0 ? exact.toString() : exact.toPlainString();
    return new Form(text, value.precision() > type.length() ? null : value);
  }

  private Form number() {
    double value = Double.longBitsToDouble(random.nextLong());
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      value = random.nextGaussian();
    }
    String text =
        random.nextBoolean()
            ? Double.toString(value)
            : new BigDecimal(value).round(new java.math.MathContext(17)).toString();
    return new Form(text, value);
  }

  /** {@code date} null: beyond all columns, or there is no such day. */
  private record Day(String text, @Nullable LocalDate date) {}

  private Day day() {
    int year = random.nextInt(20) == 0 ? random.nextInt(22_000) - 11_000 : random.nextInt(10_000);
    int month = random.nextInt(20) == 0 ? random.nextInt(14) : 1 + random.nextInt(12);
    int day = random.nextInt(20) == 0 ? random.nextInt(33) : 1 + random.nextInt(28);
    String text = "%s%04d-%02d-%02d".formatted(year < 0 ? "-" : "", Math.abs(year), month, day);
    try {
      LocalDate date = LocalDate.of(year, month, day);
      return new Day(text, year < 1 || year > 9999 ? null : date);
    } catch (DateTimeException e) {
      return new Day(text, null);
    }
  }

  private record Clock(String text, @Nullable LocalTime time) {}

  private Clock clock() {
    int hour = random.nextInt(random.nextInt(20) == 0 ? 25 : 24);
    int minute = random.nextInt(60);
    int second = random.nextInt(random.nextInt(20) == 0 ? 61 : 60);
    String text = "%02d:%02d:%02d".formatted(hour, minute, second);
    StringBuilder fraction = new StringBuilder();
    for (int digits = random.nextInt(15); digits > 0; digits--) {
      fraction.append((char) ('0' + random.nextInt(10)));
    }
    boolean exists = hour < 24 && second < 60;
    int nano = Integer.parseInt((fraction + "0000000").substring(0, 7)) * 100;
    return new Clock(
        fraction.isEmpty() ? text : text + '.' + fraction,
        exists ? LocalTime.of(hour, minute, second, nano) : null);
  }

  private record Zone(String text, @Nullable ZoneOffset offset) {}

  /** Maybe none. */
  private Zone zone(@Nullable ZoneOffset otherwise) {
    if (random.nextInt(3) == 0) {
      return new Zone("", otherwise);
    }
    if (random.nextInt(3) == 0) {
      return new Zone("Z", ZoneOffset.UTC);
    }
    int minutes = random.nextInt(2 * 840 + 1) - 840;
    return new Zone(
        "%s%02d:%02d"
            .formatted(minutes < 0 ? "-" : "+", Math.abs(minutes) / 60, Math.abs(minutes) % 60),
        ZoneOffset.ofTotalSeconds(minutes * 60));
  }

  private Form dateTime(ColumnType type) {
    Day day = day();
    Clock clock = clock();
    Zone zone = zone(null);
    String text = day.text + (random.nextBoolean() ? 'T' : ' ') + clock.text + zone.text;
    if (day.date == null || clock.time == null) {
      return new Form(text, null);
    }
    LocalDateTime at = day.date.atTime(clock.time);
    if (type.kind() == ColumnType.Kind.DATETIME) {
      return new Form(text, at);
    }
    if (zone.offset == null) {
      return new Form(text, null);
    }
    OffsetDateTime value = at.atOffset(zone.offset);
    int year = value.withOffsetSameInstant(ZoneOffset.UTC).getYear();
    return new Form(text, year < 1 || year > 9999 ? null : value);
  }
}
