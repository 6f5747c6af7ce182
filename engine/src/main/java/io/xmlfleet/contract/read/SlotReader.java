package io.xmlfleet.contract.read;

import io.xmlfleet.contract.Computed;
import io.xmlfleet.contract.RowRule;
import io.xmlfleet.contract.ValueSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads rows that a contract names one by one. */
final class SlotReader {
  private final Problems problems;
  private final ValueReader values;
  private final ExpressionReader expressions;

  SlotReader(Problems problems, ValueReader values, ExpressionReader expressions) {
    this.problems = problems;
    this.values = values;
    this.expressions = expressions;
  }

  RowRule read(Fields rows) {
    List<RowRule.Slot> slots = new ArrayList<>();
    for (Node item : rows.list("slots")) {
      Fields fields = Fields.of(item, problems, "a slot", List.of("key", "when", "values"));
      if (fields != null) {
        slots.add(slot(fields));
      }
    }
    if (slots.isEmpty()) {
      problems.add(rows.place("slots"), "slots lists at least one slot");
    }
    return new RowRule.Slots(slots);
  }

  private RowRule.Slot slot(Fields fields) {
    String key = fields.required("key");
    String text = fields.text("when");
    Computed when =
        text == null
            ? null
            : expressions.condition(fields.place("when"), text, RowContext.DOCUMENT);
    Map<String, ValueSource> read = new LinkedHashMap<>();
    Node node = fields.node("values");
    Fields byColumn = node == null ? null : Fields.any(node, problems, "values");
    if (byColumn == null) {
      problems.add(fields.place("values"), "a slot has values by column");
      return new RowRule.Slot(key, when, read, fields.at());
    }
    for (String column : byColumn.names()) {
      ValueSource source = values.read(byColumn.place(column), RowContext.DOCUMENT);
      if (source != null) {
        read.put(column, source);
      }
    }
    return new RowRule.Slot(key, when, read, fields.at());
  }
}
