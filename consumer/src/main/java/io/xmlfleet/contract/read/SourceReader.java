package io.xmlfleet.contract.read;

import io.xmlfleet.contract.Metadata;
import io.xmlfleet.contract.Pick;
import io.xmlfleet.contract.RowRule;
import io.xmlfleet.contract.ValueSource;
import io.xmlfleet.contract.XmlPath;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads where a column's value comes from. */
final class SourceReader {
  private static final List<String> SOURCES = List.of("from", "value", "ordinal", "meta", "pair");
  private static final Pattern ORDINAL = Pattern.compile("\\.|\\.\\.(?:/\\.\\.)*");

  private final Problems problems;
  private final PathParser paths;

  SourceReader(Problems problems, PathParser paths) {
    this.problems = problems;
    this.paths = paths;
  }

  /** The source; null after a problem. */
  @Nullable ValueSource read(Fields column, RowRule rows) {
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
    if (column.has("pick") && !key.equals("from")) {
      problems.add(column.place("pick"), "pick goes with from");
    }
    String text = column.text(key);
    if (text == null) {
      return null;
    }
    Node place = column.place(key);
    return switch (key) {
      case "from" -> fromPath(column, place, text, rows);
      case "value" -> new ValueSource.Constant(text);
      case "ordinal" -> ordinal(place, text, rows);
      case "meta" -> new ValueSource.FromMetadata(column.word(place, text, Metadata.RECORD_ID));
      default -> pair(place, text, rows);
    };
  }

  private @Nullable ValueSource fromPath(Fields column, Node place, String text, RowRule rows) {
    XmlPath path = paths.fromRow(place, text, RowRuleReader.depth(rows));
    Pick pick = column.choice("pick", Pick.FIRST);
    return path == null ? null : new ValueSource.FromPath(path, pick);
  }

  private @Nullable ValueSource ordinal(Node place, String text, RowRule rows) {
    if (!ORDINAL.matcher(text).matches()) {
      problems.add(place, "ordinal is \".\" for the row, \"..\" or \"../..\" for its ancestors");
      return null;
    }
    int climbs = text.equals(".") ? 0 : (text.length() + 1) / 3;
    if (climbs >= RowRuleReader.depth(rows)) {
      problems.add(place, "\"..\" climbs above the root element here");
      return null;
    }
    return new ValueSource.Ordinal(climbs);
  }

  private @Nullable ValueSource pair(Node place, String text, RowRule rows) {
    if (!(rows instanceof RowRule.Pairs)) {
      problems.add(place, "pair goes with rows: { pairs: … }");
      return null;
    }
    if (!text.equals("key") && !text.equals("value")) {
      problems.add(place, "pair is key or value");
      return null;
    }
    return text.equals("key") ? new ValueSource.PairKey() : new ValueSource.PairValue();
  }
}
