package io.xmlfleet.database;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values by which a row is known, none of them null; equal where every database says so. */
final class NaturalKey implements Comparable<NaturalKey> {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private final Object[] values;
  private final List<Object> parts;

  NaturalKey(Object[] values) {
    this.values = values;
    this.parts = Arrays.stream(values).map(NaturalKey::comparable).toList();
  }

  private static Object comparable(Object value) {
    if (value instanceof byte[] bytes) {
      return ByteBuffer.wrap(bytes);
    }
    return value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
  }

  /** As they were given. */
  Object[] values() {
    return values;
  }

  /** The same for all keys that some collation may take for equal. */
  List<Object> loosely() {
    return parts.stream()
        .map(part -> part instanceof String text ? loose(text) : part)
        .collect(Collectors.toList());
  }

  private static String loose(String text) {
    return MARKS
        .matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
        .replaceAll("")
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT)
        .strip();
  }

  /** Values of one column are of one class. */
  @Override
  @SuppressWarnings("unchecked")
  public int compareTo(NaturalKey other) {
    int order = 0;
    for (int i = 0; i < parts.size() && order == 0; i++) {
      order = ((Comparable<Object>) parts.get(i)).compareTo(other.parts.get(i));
    }
    return order;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NaturalKey key && parts.equals(key.parts);
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }
}
