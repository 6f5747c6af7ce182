package io.xmlfleet.ledger;

import io.xmlfleet.message.FleetJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Numbers of rows by table as the ledger keeps them: a JSON object. Rows that were there already
 * are under the table's name behind a prefix, so that who does not know of them reads on.
 *
 * @param rows inserted ones, in the order in which they were written
 */
record RowsText(Map<String, Long> rows, Map<String, Long> kept) {
  private static final String KEPT = "kept:";

  static String of(Map<String, Long> rows, Map<String, Long> kept) {
    Map<String, Long> all = new LinkedHashMap<>(rows);
    kept.forEach((table, count) -> all.put(KEPT + table, count));
    return new String(FleetJson.write(all), StandardCharsets.UTF_8);
  }

  static RowsText read(String json) {
    Map<String, Long> rows = new LinkedHashMap<>();
    Map<String, Long> kept = new LinkedHashMap<>();
    Map<?, ?> read = FleetJson.read(json.getBytes(StandardCharsets.UTF_8), Map.class);
    read.forEach(
        (key, count) -> {
          String name = key.toString();
          boolean there = name.startsWith(KEPT);
          (there ? kept : rows)
              .put(there ? name.substring(KEPT.length()) : name, ((Number) count).longValue());
        });
    return new RowsText(rows, kept);
  }
}
