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
import io.xmlfleet.text.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

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
          "list",
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
          "nulls",
          "generated",
          "lookup",
          "description");

  private static final List<String> MATCH_KEYS =
      KEYS.stream()
          .filter(
              key -> !List.of("column", "generated", "lookup", "narrower", "nulls").contains(key))
          .toList();

  private final Problems problems;
  private final SourceReader sources;
  private final Map<String, EnumMapping> enums;
  private final ReadingRules rules;

  /**
   * A reader of columns.
   *
   * @param rules what the contract says of all values
   */
  ColumnReader(
      Problems problems,
      ValueReader values,
      DatabaseSources database,
      Map<String, EnumMapping> enums,
      ReadingRules rules) {
    this.problems = problems;
    this.rules = rules;
    this.sources = new SourceReader(problems, values, database);
    this.enums = enums;
  }

  /**
   * The rows of the table whose columns are read.
   *
   * @param context what paths refer to
   * @param ofWords whether a row is a word of a list
   * @param above the tables that they may refer to
   */
  record Row(
      RowRule rule,
      RowContext context,
      boolean ofWords,
      List<String> key,
      List<String> naturalKey,
      TablesAbove above) {
    boolean isRequired(String column) {
      return key.contains(column) || naturalKey.contains(column);
    }
  }

  /** The column; null after a problem that leaves nothing to go on with. */
  @Nullable ColumnMapping read(Node item, Row row) {
    Fields fields = Fields.of(item, problems, "a column", KEYS);
    if (fields == null) {
      return null;
    }
    String name = fields.required("column");
    ColumnType type = TypeParser.parse(fields.place("type"), fields.required("type"), problems);
    return read(fields, name, type, row);
  }

  /** What a look-up compares with a column: a path, or what a column has but for its name. */
  @Nullable ColumnMapping match(Node item, String name, Row row) {
    Fields fields =
        item instanceof ScalarNode
            ? Fields.of("from", item, problems)
            : Fields.of(item, problems, "a value", MATCH_KEYS);
    if (fields == null) {
      return null;
    }
    ColumnType type =
        fields.has("type")
            ? TypeParser.parse(fields.place("type"), fields.required("type"), problems)
            : ColumnType.string(0);
    Row nameless =
        new Row(row.rule(), row.context(), row.ofWords(), List.of(), List.of(), row.above());
    ColumnMapping mapping = read(fields, name, type, nameless);
    if (mapping != null
        && (mapping.source() instanceof ValueSource.KeyOf
            || ValueSource.FromMetadata.isLoadTime(mapping.source()))) {
      problems.add(item, "match compares with values of the document");
    }
    return mapping;
  }

  private @Nullable ColumnMapping read(Fields fields, String name, ColumnType type, Row row) {
    fields.text("description");
    boolean required = fields.flag("required", false) || row.isRequired(name);
    ReadingRules own = rules.of(fields, type.kind(), problems);
    Column column = own.column(name, type, !required);
    ValueSource source = sources.read(fields, column, row, this);
    Coercion coercion = coercion(fields, type, own);
    if (source == null) {
      return null;
    }
    TypedValues.check(fields, type, source, coercion, problems);
    return new ColumnMapping(column, source, coercion, fields.at());
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
    List<String> formats = fields.texts("formats");
    boolean hex = kind == Kind.BINARY && formats.equals(List.of("hex"));
    if (fields.has("formats") && !temporal && !hex) {
      problems.add(
          fields.place("formats"),
          kind == Kind.BINARY
              ? "formats of a binary is hex, or nothing for base64"
              : "formats are for dates and times, and hex for a binary");
      return List.of();
    }
    return formats;
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
