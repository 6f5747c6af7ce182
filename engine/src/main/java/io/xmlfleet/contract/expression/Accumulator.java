package io.xmlfleet.contract.expression;

import io.xmlfleet.contract.convert.Blanks;
import io.xmlfleet.contract.expression.syntax.AggregateFunction;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate in the making: texts come in any order, each with a number that says which comes
 * before which. Keeps what it needs of them: a number, or the joined text, or with DISTINCT each
 * value once. Confined to one thread.
 */
public final class Accumulator {
  /** A value in a map. */
  private static final int DISTINCT_VALUE = 120;

  private final Aggregate aggregate;
  private final @Nullable Map<Object, Long> distinct;
  private final @Nullable JoinedTexts joined;
  private @Nullable Object result;
  private long count;
  private boolean spoilt;

  public Accumulator(Aggregate aggregate) {
    this.aggregate = aggregate;
    this.distinct = aggregate.isDistinct() ? new HashMap<>() : null;
    this.joined =
        aggregate.function() == AggregateFunction.STRING_AGG
            ? new JoinedTexts(aggregate.separator())
            : null;
  }

  /**
   * One more text.
   *
   * @param order which text comes before which
   * @return how many bytes more are kept
   */
  public long add(String text, long order) {
    Object value = aggregate.value(text);
    if (value == null) {
      spoilt |= aggregate.isSpoiltByUnusable() && !Blanks.isBlank(text);
      return 0;
    }
    if (distinct == null) {
      return take(value, order);
    }
    Object key = value instanceof BigDecimal number ? Decimals.plain(number) : value;
    int known = distinct.size();
    distinct.merge(key, order, Math::min);
    return distinct.size() == known ? 0 : DISTINCT_VALUE + 2L * text.length();
  }

  /**
   * All texts that another one of the same aggregate has got.
   *
   * @return how many bytes more are kept
   */
  public long merge(Accumulator other) {
    spoilt |= other.spoilt;
    if (distinct != null && other.distinct != null) {
      int known = distinct.size();
      other.distinct.forEach((value, order) -> distinct.merge(value, order, Math::min));
      return (long) DISTINCT_VALUE * (distinct.size() - known);
    }
    count += other.count;
    if (joined != null && other.joined != null) {
      return joined.merge(other.joined);
    }
    if (other.result != null) {
      result = combined(other.result);
    }
    return 0;
  }

  /** The result as text; null: NULL. */
  public @Nullable String text() {
    if (distinct != null) {
      Accumulator all = new Accumulator(aggregate, joined);
      distinct.entrySet().stream()
          .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
          .forEach(each -> all.take(each.getKey(), each.getValue()));
      all.spoilt |= spoilt;
      return all.text();
    }
    return switch (aggregate.function()) {
      case COUNT -> Long.toString(count);
      case ANY -> result == null ? "0" : "1";
      case STRING_AGG -> joined == null || spoilt ? null : joined.text();
      case SUM, MIN, MAX -> spoilt || result == null ? null : aggregate.text(result);
      case AVG -> spoilt || result == null ? null : average((BigDecimal) result);
    };
  }

  /** For values that are known to be distinct. */
  private Accumulator(Aggregate aggregate, @Nullable JoinedTexts like) {
    this.aggregate = aggregate;
    this.distinct = null;
    this.joined = like == null ? null : new JoinedTexts(aggregate.separator());
  }

  private long take(Object value, long order) {
    count++;
    if (joined != null) {
      return joined.add((String) value, order);
    }
    result = aggregate.function() == AggregateFunction.COUNT ? null : combined(value);
    return 0;
  }

  @SuppressWarnings("unchecked") // values of one aggregate are of one type
  private @Nullable Object combined(Object value) {
    Object before = result;
    switch (aggregate.function()) {
      case MIN, MAX -> {
        int order = before == null ? 0 : ((Comparable<Object>) before).compareTo(value);
        boolean keeps =
            before != null
                && (aggregate.function() == AggregateFunction.MIN ? order <= 0 : order >= 0);
        return keeps ? before : value;
      }
      case SUM, AVG -> {
        BigDecimal sum =
            before == null
                ? (BigDecimal) value
                : Decimals.add((BigDecimal) before, (BigDecimal) value);
        spoilt |= sum == null;
        return sum;
      }
      default -> {
        return Boolean.TRUE.equals(value) ? value : before;
      }
    }
  }

  private @Nullable String average(BigDecimal sum) {
    BigDecimal average = Decimals.divide(sum, BigDecimal.valueOf(count));
    return average == null ? null : aggregate.text(average);
  }
}
