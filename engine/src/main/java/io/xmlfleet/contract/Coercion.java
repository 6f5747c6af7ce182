package io.xmlfleet.contract;

import io.xmlfleet.contract.convert.Converter;
import io.xmlfleet.contract.convert.Reading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens between a column's text and its value. Immutable.
 *
 * @param converters in order
 * @param enumeration null: none
 */
public record Coercion(
    List<Converter> converters,
    Reading reading,
    @Nullable EnumMapping enumeration,
    Fallback fallback) {
  public Coercion {
    converters = List.copyOf(converters);
  }

  /**
   * What to do without a usable input.
   *
   * @param defaultText takes the place of a blank input; null: the column is null
   */
  public record Fallback(@Nullable String defaultText, OnError onError) {}
}
