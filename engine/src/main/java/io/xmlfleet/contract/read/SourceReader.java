package io.xmlfleet.contract.read;

import io.xmlfleet.contract.Metadata;
import io.xmlfleet.contract.RowRule;
import io.xmlfleet.contract.ValueSource;
import io.xmlfleet.contract.XmlPath;
import io.xmlfleet.table.Column;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads where a column's value comes from. */
final class SourceReader {
  private static final List<String> SOURCES =
      List.of(
          "from",
          "expression",
          "value",
          "ordinal",
          "meta",
          "slot",
          "pair",
          "list",
          "overflow",
          "generated",
          "lookup");
  private static final Pattern ORDINAL = Pattern.compile("\\.|\\.\\.(?:/\\.\\.)*");

  private final Problems problems;
  private final ValueReader values;
  private final DatabaseSources database;

  SourceReader(Problems problems, ValueReader values, DatabaseSources database) {
    this.problems = problems;
    this.values = values;
    this.database = database;
  }

  /** The source of a column's values; null after a problem. */
  @Nullable ValueSource read(
      Fields column, Column target, ColumnReader.Row row, ColumnReader columns) {
    List<String> written = SOURCES.stream().filter(column::has).toList();
    if (written.size() != 1) {
      problems.add(
          column.at(),
          written.isEmpty()
              ? "the column has no source: " + String.join(", ", SOURCES)
              : "the column has more than one source: " + String.join(", ", written));
      return null;
    }
    String key = written.get(0);
    for (String companion : ValueReader.COMPANIONS) {
      if (column.has(companion) && !(column.node("from") instanceof ScalarNode)) {
        problems.add(column.place(companion), companion + " goes with from: PATH");
      }
    }
    if (DatabaseSources.reads(column, key)) {
      return database.read(column, key, target, row, columns);
    }
    String text = column.text(key);
    if (text == null) {
      return null;
    }
    Node place = column.place(key);
    return switch (key) {
      case "from" -> values.fromPath(column, row.context());
      case "expression" -> values.fromExpression(column, row.context());
      case "value" -> new ValueSource.Constant(text);
      case "ordinal" -> ordinal(place, text, row.context());
      case "meta" -> metadata(column, place, text);
      case "overflow" -> overflow(place, text, row.rule());
      case "list" -> list(place, text, row);
      default -> slot(key, place, text, row.rule());
    };
  }

  private ValueSource metadata(Fields column, Node place, String text) {
    int colon = text.indexOf(':');
    String header = colon < 0 ? "" : text.substring(colon + 1);
    String word = colon < 0 ? text : text.substring(0, colon);
    Metadata metadata = column.word(place, word, Metadata.RECORD_ID);
    if ((metadata == Metadata.HEADER) == header.isEmpty()) {
      problems.add(place, "only header:NAME has a name, and has to have one");
    }
    return new ValueSource.FromMetadata(metadata, header.isEmpty() ? null : header);
  }

  private @Nullable ValueSource ordinal(Node place, String text, RowContext row) {
    XmlPath.Axis axis = XmlPath.Axis.of(text);
    if (axis != null) {
      return values.ordinalOf(place, text, axis, row);
    }
    if (!ORDINAL.matcher(text).matches()) {
      problems.add(
          place,
          "ordinal is \".\" for the row, \"..\", \"../..\" or ancestor::NAME for elements around it,"
              + " preceding::NAME or preceding-sibling::NAME for one before");
      return null;
    }
    int climbs = text.equals(".") ? 0 : (text.length() + 1) / 3;
    if (climbs >= row.depth()) {
      problems.add(
          place,
          row.anywhere()
              ? "\"..\" climbs above an element at any depth here: say ordinal: ancestor::NAME"
              : "\"..\" climbs above the root element here");
      return null;
    }
    return new ValueSource.Ordinal(climbs);
  }

  private @Nullable ValueSource slot(String key, Node place, String text, RowRule rows) {
    if (!(rows instanceof RowRule.Slots)) {
      problems.add(place, key + " goes with rows: { " + key + "s: … }");
      return null;
    }
    if (!text.equals("key") && !text.equals("value")) {
      problems.add(place, key + " is key or value");
      return null;
    }
    return text.equals("key") ? new ValueSource.SlotKey() : new ValueSource.SlotValue();
  }

  private ValueSource list(Node place, String text, ColumnReader.Row row) {
    boolean value = text.equals("value");
    if (!value && !text.equals("position")) {
      problems.add(place, "list is value or position");
    }
    if (!row.ofWords()) {
      problems.add(place, "list goes with rows: { each: …, list: … }");
    }
    return value ? new ValueSource.ListValue() : new ValueSource.ListPosition();
  }

  private @Nullable ValueSource overflow(Node place, String text, RowRule rows) {
    if (!text.equals("xml")) {
      problems.add(place, "overflow is xml");
      return null;
    }
    if (rows instanceof RowRule.Slots) {
      problems.add(place, "overflow goes with rows of the document or of elements");
      return null;
    }
    return new ValueSource.Overflow();
  }
}
