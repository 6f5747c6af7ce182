package io.xmlfleet.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gauges whose number changes: what is not set between two {@link #publish}es is gone. Confined to
 * one thread at a time.
 */
final class Gauges {
  private final MeterRegistry registry;
  private final Map<String, MultiGauge> gauges = new LinkedHashMap<>();
  private final Map<String, List<Row<?>>> rows = new LinkedHashMap<>();

  Gauges(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Declares a gauge. */
  Gauges with(String name, String description) {
    gauges.put(name, MultiGauge.builder(name).description(description).register(registry));
    rows.put(name, new ArrayList<>());
    return this;
  }

  /** Sets one of a declared gauge's values; {@code tags} are keys and values in turn. */
  void set(String name, Number value, String... tags) {
    List<Row<?>> declared = rows.get(name);
    if (declared == null) {
      throw new IllegalArgumentException("no gauge " + name + " is declared");
    }
    declared.add(Row.of(Tags.of(tags), value));
  }

  void publish() {
    gauges.forEach(
        (name, gauge) -> {
          List<Row<?>> set = rows.getOrDefault(name, List.of());
          gauge.register(List.copyOf(set), true);
        });
    rows.replaceAll((name, old) -> new ArrayList<>());
  }
}
