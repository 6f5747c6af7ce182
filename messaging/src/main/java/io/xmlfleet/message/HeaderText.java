package io.xmlfleet.message;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Record headers as UTF-8 text; an absent header is null. */
final class HeaderText {
  private HeaderText() {}

  static void put(Headers headers, String name, @Nullable Object value) {
    if (value != null) {
      headers.add(name, value.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Puts numbers; none: no header. */
  static void put(Headers headers, String name, List<Long> numbers) {
    if (!numbers.isEmpty()) {
      put(headers, name, numbers.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }
  }

  static @Nullable String get(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  static String get(Headers headers, String name, String otherwise) {
    String value = get(headers, name);
    return value == null ? otherwise : value;
  }

  /** A time; null when the header is absent or not one. */
  static @Nullable Instant instant(Headers headers, String name) {
    String value = get(headers, name);
    if (value == null) {
      return null;
    }
    try {
      return Instant.parse(value);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** Positive numbers below that of an item; none when the header is absent or junk. */
  static List<Long> numbersBelow(long sequence, Headers headers, String name) {
    String value = get(headers, name);
    if (value == null) {
      return List.of();
    }
    try {
      return Stream.of(value.split(",", WorkItem.MOST_EARLIER + 1))
          .limit(WorkItem.MOST_EARLIER)
          .map(Long::valueOf)
          .filter(number -> number > 0 && number < sequence)
          .toList();
    } catch (NumberFormatException e) {
      return List.of();
    }
  }

  /** A positive int, or the fallback when the header is absent or junk from a foreign writer. */
  static int positiveInt(Headers headers, String name, int otherwise) {
    String value = get(headers, name);
    if (value == null) {
      return otherwise;
    }
    try {
      return Math.max(otherwise, Integer.parseInt(value));
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
