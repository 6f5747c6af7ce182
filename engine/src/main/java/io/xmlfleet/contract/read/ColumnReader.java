package io.xmlfleet.contract.read;

import io.xmlfleet.contract.Coercion;
import io.xmlfleet.contract.ColumnMapping;
import io.xmlfleet.contract.EnumMapping;
import io.xmlfleet.contract.OnError;
import io.xmlfleet.contract.RowRule;
import io.xmlfleet.contract.ValueSource;
import io.xmlfleet.contract.convert.Converter;
import io.xmlfleet.contract.convert.Reading;
import io.xmlfleet.contract.convert.TooLong;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.ColumnType.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one column: its type, its source, and what happens in between. */
final class ColumnReader {
  private static final List<String> KEYS =
      List.of(
          "column",
          "type",
          "from",
          "pick",
          "match",
          "expression",
          "value",
          "ordinal",
          "meta",
          "slot",
          "pair",
          "overflow",
          "convert",
          "formats",
          "enum",
          "default",
          "required",
          "on-error",
          "too-long",
          "inexact",
          "zone",
          "two-digit-years",
          "narrower",
          "description");

  private final Problems problems;
  private final SourceReader sources;
  private final Map<String, EnumMapping> enums;
  private final ReadingRules rules;

  ColumnReader(
      Problems problems, ValueReader values, Map<String, EnumMapping> enums, ReadingRules rules) {
    this.problems = problems;
    this.rules = rules;
    this.sources = new SourceReader(problems, values);
    this.enums = enums;
  }

  /** The column; null after a problem that leaves nothing to go on with. */
  @Nullable ColumnMapping read(Node item, RowRule rows, RowContext row, List<String> key) {
    Fields fields = Fields.of(item, problems, "a column", KEYS);
    if (fields == null) {
      return null;
    }
    String name = fields.required("column");
    ColumnType type = TypeParser.parse(fields.place("type"), fields.required("type"), problems);
    fields.text("description");
    boolean required = fields.flag("required", false) || key.contains(name);
    ValueSource source = sources.read(fields, rows, row);
    ReadingRules own = rules.of(fields, type.kind(), problems);
    Coercion coercion = coercion(fields, type, own);
    if (source == null) {
      return null;
    }
    TypedValues.check(fields, type, source, coercion, problems);
    return new ColumnMapping(
        new Column(name, type, !required, own.narrower() == ReadingRules.Narrower.ALLOWED),
        source,
        coercion,
        fields.at());
  }

  private Coercion coercion(Fields fields, ColumnType type, ReadingRules own) {
    List<Converter> converters = new ArrayList<>();
    for (Node item : fields.items("convert")) {
      String text = fields.textOf(item, "convert");
      Converter converter = text == null ? null : ConverterParser.parse(item, text, problems);
      if (converter != null) {
        converters.add(converter);
      }
    }
    if (fields.has("too-long") && type.kind() != Kind.STRING) {
      problems.add(fields.place("too-long"), "too-long is for strings");
    }
    if (fields.choice("on-error", OnError.REJECT) == OnError.DEFAULT && !fields.has("default")) {
      problems.add(fields.place("on-error"), "on-error: default needs a default");
    }
    return new Coercion(
        converters,
        new Reading(
            formats(fields, type.kind()),
            own.firstYear(),
            own.zone(),
            own.inexact(),
            fields.choice("too-long", TooLong.REJECT)),
        enumeration(fields),
        new Coercion.Fallback(fields.text("default"), fields.choice("on-error", OnError.REJECT)));
  }

  private List<String> formats(Fields fields, Kind kind) {
    boolean temporal =
        switch (kind) {
          case DATE, TIME, DATETIME, DATETIMEOFFSET -> true;
          default -> false;
        };
    if (fields.has("formats") && !temporal) {
      problems.add(fields.place("formats"), "formats are for dates and times");
      return List.of();
    }
    return fields.texts("formats");
  }

  private @Nullable EnumMapping enumeration(Fields fields) {
    String name = fields.text("enum");
    EnumMapping found = name == null ? null : enums.get(name);
    if (name != null && found == null) {
      problems.add(
          fields.place("enum"),
          "there is no enum \"" + name + "\"" + Suggestions.hint(name, enums.keySet()));
    }
    return found;
  }
}
