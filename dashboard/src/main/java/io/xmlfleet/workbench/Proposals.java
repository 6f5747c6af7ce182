package io.xmlfleet.workbench;

import static java.util.stream.Collectors.toSet;

import io.javalin.http.NotFoundResponse;
import io.xmlfleet.contract.RowRule;
import io.xmlfleet.contract.TableMapping;
import io.xmlfleet.contract.convert.Unusable;
import io.xmlfleet.database.schema.ExistingTable;
import io.xmlfleet.database.schema.ExistingTable.ExistingColumn;
import io.xmlfleet.draft.QualifiedName;
import io.xmlfleet.draft.SnakeCase;
import io.xmlfleet.draft.ValueShape;
import io.xmlfleet.draft.profile.ValueEvidence;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.mapping.ContractTracer;
import io.xmlfleet.mapping.ContractUses;
import io.xmlfleet.mapping.TableTrace;
import io.xmlfleet.source.document.SourceDocument;
import io.xmlfleet.table.TableId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a contract might have that it has not. For one text; confined to one thread. */
final class Proposals {
  private static final int MOST_COLUMNS = 60;
  private static final int MOST_WORDS = 60;
  private static final String RECORD_ID = "record_id";
  private static final Set<String> WHOLE_NUMBERS = Set.of("tinyint", "smallint", "int", "bigint");

  /** Behind a format of dates: midnight where there is no time, which a datetime needs. */
  private static final String MAYBE_A_TIME = "[ HH:mm]";

  private final Compiled compiled;
  private final SamplePaths paths;

  Proposals(Compiled compiled, SamplePaths paths) {
    this.compiled = compiled;
    this.paths = paths;
  }

  /** A type that fits all samples, and what that rests on; never a value. */
  record ProposedType(String type, List<String> formats, String evidence) {
    private static ProposedType of(ValueShape shape) {
      return new ProposedType(shape.type().toString(), shape.formats(), shape.evidence());
    }

    private boolean isSame(ProposedType other) {
      return type.equals(other.type) && formats.equals(other.formats);
    }

    private boolean isText() {
      return word(type).equals("string");
    }

    /** By which a column of another type reads the same values, as far as formats can. */
    List<String> formatsAs(String other) {
      return Proposals.formatsAs(type, formats, other);
    }
  }

  /** A table that can take a value, and the path from its rows to it. */
  record Target(String table, String from) {}

  /**
   * What may become of an element or attribute.
   *
   * @param column its name; null: nothing stands there
   * @param targets the nearest first
   * @param table a name for a table of such elements; null: there is no need, or it is no element
   */
  record OfPath(
      @Nullable String column,
      @Nullable ProposedType type,
      List<Target> targets,
      @Nullable String table) {}

  /**
   * What may become of a column.
   *
   * @param proposed null: there is no better one
   * @param words the different texts as the type or the enum gets them; none: too many, too long,
   *     or no texts
   */
  record OfColumn(
      String table,
      String column,
      String type,
      @Nullable ProposedType proposed,
      List<String> words,
      boolean hasEnum,
      List<String> key) {}

  /**
   * What may become of a path.
   *
   * @param path {@code /A/B} or {@code /A/B/@c}
   * @throws NotFoundResponse if the samples have no such path
   */
  OfPath ofPath(String path) {
    SamplePaths.Node node = paths.at(path);
    String attribute = attribute(path);
    String name = attribute == null ? node.name().local() : attribute;
    boolean isValue = evidence(node, attribute).filled() > 0;
    return new OfPath(
        isValue ? SnakeCase.unreserved(name) : null,
        isValue ? ofValues(node, attribute, name) : null,
        isValue ? targets(node, attribute) : List.of(),
        attribute == null && !hasRows(node) ? SnakeCase.unreserved(name) : null);
  }

  /**
   * The type that fits the values of a path.
   *
   * @throws NotFoundResponse as {@link #ofPath}
   */
  ProposedType ofValues(String path) {
    SamplePaths.Node node = paths.at(path);
    String attribute = attribute(path);
    return ofValues(node, attribute, attribute == null ? node.name().local() : attribute);
  }

  private static ProposedType ofValues(
      SamplePaths.Node node, @Nullable String attribute, String name) {
    return ProposedType.of(evidence(node, attribute).shape("", name, node.times()));
  }

  private static @Nullable String attribute(String path) {
    return path.contains("@") ? path.substring(path.indexOf('@') + 1) : null;
  }

  private static ValueEvidence evidence(SamplePaths.Node node, @Nullable String attribute) {
    return attribute == null
        ? node.text().evidence()
        : node.attributes().entrySet().stream()
            .filter(each -> each.getKey().local().equals(attribute))
            .map(each -> each.getValue().evidence())
            .findFirst()
            .orElseThrow(() -> new NotFoundResponse("the samples have no such attribute"));
  }

  private boolean hasRows(SamplePaths.Node node) {
    return place(node).element().stream()
        .anyMatch(use -> use.table() != null && use.column() == null);
  }

  private ContractUses.Place place(SamplePaths.Node node) {
    ContractUses.Place place = compiled.uses().start();
    for (SamplePaths.Node each : node.line()) {
      place = place.child(each.name().local(), each.name().namespace());
    }
    return place;
  }

  private List<Target> targets(SamplePaths.Node node, @Nullable String attribute) {
    List<Target> targets = new ArrayList<>();
    List<SamplePaths.Node> line = node.line();
    for (TableMapping table : compiled.required().mappings()) {
      if (table.rows() instanceof RowRule.PerDocument) {
        targets.add(new Target(table.table().id().toString(), '/' + steps(line, 0, attribute)));
      }
    }
    ContractUses.Place place = compiled.uses().start();
    for (int depth = 0; depth < line.size(); depth++) {
      QualifiedName name = line.get(depth).name();
      place = place.child(name.local(), name.namespace());
      for (TableMapping table : compiled.required().mappings()) {
        int scope = compiled.uses().scope(table.table().id());
        if (table.rows() instanceof RowRule.PerElement && place.opens().contains(scope)) {
          targets.add(
              0, new Target(table.table().id().toString(), steps(line, depth + 1, attribute)));
        }
      }
    }
    return targets;
  }

  /** A path from an element of a line down to its end. */
  private static String steps(List<SamplePaths.Node> line, int from, @Nullable String attribute) {
    List<String> steps = new ArrayList<>();
    line.subList(from, line.size()).forEach(each -> steps.add(each.name().local()));
    if (attribute != null) {
      steps.add('@' + attribute);
    }
    return steps.isEmpty() ? "." : String.join("/", steps);
  }

  /**
   * The fields of a table of one row an element, with a column for each value that it can have
   * once.
   *
   * @throws NotFoundResponse if the samples have no such path
   */
  Map<String, Object> table(String path) {
    SamplePaths.Node node = paths.at(path);
    String name = SnakeCase.unreserved(node.name().local());
    Map<String, Object> table = fields("table", name, "key", List.of(RECORD_ID, number(node)));
    compiled.required().mappings().stream()
        .filter(each -> each.rows() instanceof RowRule.PerDocument)
        .filter(each -> each.table().primaryKey().equals(List.of(RECORD_ID)))
        .findFirst()
        .ifPresent(
            root ->
                table.put(
                    "foreign-keys",
                    List.of(
                        fields(
                            "columns",
                            List.of(RECORD_ID),
                            "references",
                            root.table().id().toString()))));
    table.put("rows", rows(node));
    table.put("columns", columns(node));
    return table;
  }

  private static Map<String, Object> rows(SamplePaths.Node node) {
    return fields("each", '/' + String.join("/", node.path()));
  }

  private static String number(SamplePaths.Node node) {
    return SnakeCase.unreserved(node.name().local()) + "_no";
  }

  /** Of the document and the row in it, and of each value that the element can have once. */
  private static List<Map<String, Object>> columns(SamplePaths.Node node) {
    List<Map<String, Object>> columns = new ArrayList<>();
    columns.add(
        fields("column", RECORD_ID, "type", "string(400)", "meta", "record-id", "required", true));
    columns.add(fields("column", number(node), "type", "int", "ordinal", "."));
    columns(node, "", "", columns);
    return columns;
  }

  /**
   * The fields of a table of one row an element that a database has already, but its name: with a
   * column for each value that has the name of one, else for the first value that has the type of
   * one; and for a key that the database makes.
   *
   * @throws NotFoundResponse if the samples have no such path
   * @throws UsageException if the contract has the table already, or none of its columns fits
   */
  Map<String, Object> table(String path, ExistingTable existing) {
    TableId id = existing.id();
    if (compiled.required().tables().stream().anyMatch(each -> isSame(each.id(), existing))) {
      throw new UsageException(
          "the contract has the table " + id + " already: add the element's values to it");
    }
    SamplePaths.Node node = paths.at(path);
    List<Map<String, Object>> proposed = columns(node);
    List<Map<String, Object>> columns = new ArrayList<>();
    for (ExistingColumn column : existing.columns()) {
      proposed.stream()
          .filter(each -> plain(each.get("column")).equals(plain(column.name())))
          .findFirst()
          .map(each -> filled(column, each))
          .or(() -> made(column, existing))
          .ifPresent(columns::add);
    }
    if (columns.stream().allMatch(each -> each.containsKey("generated"))) {
      columns.add(
          proposed.stream()
              .filter(each -> each.containsKey("from"))
              .flatMap(
                  each ->
                      existing.columns().stream()
                          .filter(column -> made(column, existing).isEmpty())
                          .filter(column -> isAlike(column.type(), each.get("type")))
                          .map(column -> filled(column, each)))
              .findFirst()
              .orElseThrow(
                  () ->
                      new UsageException(
                          "no value of "
                              + path
                              + " has the name or the type of a column of "
                              + id
                              + ": write the table by hand")));
    }
    Set<Object> names = columns.stream().map(each -> each.get("column")).collect(toSet());
    Map<String, Object> fields = new LinkedHashMap<>();
    if (!existing.key().isEmpty() && names.containsAll(existing.key())) {
      fields.put("key", existing.key());
    }
    fields.put("rows", rows(node));
    fields.put("columns", columns);
    return fields;
  }

  private static boolean isSame(TableId id, ExistingTable existing) {
    String schema = id.schema();
    return id.name().equalsIgnoreCase(existing.id().name())
        && (schema == null
            ? existing.inDefaultSchema()
            : schema.equalsIgnoreCase(existing.id().schema()));
  }

  /** A column that is there, filled as one that was proposed. */
  private static Map<String, Object> filled(ExistingColumn column, Map<String, Object> proposed) {
    Map<String, Object> fields = new LinkedHashMap<>(proposed);
    fields.put("column", column.name());
    String type = column.type();
    if (type != null) {
      fields.put("type", type);
      if (fields.remove("formats") instanceof List<?> known) {
        List<String> formats =
            formatsAs(
                String.valueOf(proposed.get("type")),
                known.stream().map(String::valueOf).toList(),
                type);
        if (!formats.isEmpty()) {
          fields.put("formats", formats);
        }
      }
    }
    if (column.required()) {
      fields.put("required", true);
    }
    return fields;
  }

  /** A number in the key that the database fills where nothing is written; empty: it is none. */
  private static Optional<Map<String, Object>> made(ExistingColumn column, ExistingTable existing) {
    String type = column.type();
    return type != null
            && WHOLE_NUMBERS.contains(type)
            && !column.required()
            && existing.key().contains(column.name())
        ? Optional.of(fields("column", column.name(), "type", type, "generated", "identity"))
        : Optional.empty();
  }

  private static List<String> formatsAs(String type, List<String> formats, String other) {
    if (isAlike(type, other)) {
      return formats;
    }
    return word(type).equals("date") && word(other).equals("datetime")
        ? formats.stream().map(format -> format + MAYBE_A_TIME).toList()
        : List.of();
  }

  /** Whether two types are of one word, whatever their lengths. */
  private static boolean isAlike(@Nullable String one, @Nullable Object other) {
    return one != null && word(one).equals(word(String.valueOf(other)));
  }

  private static String word(String type) {
    int open = type.indexOf('(');
    return open < 0 ? type : type.substring(0, open);
  }

  /** People write one name in many ways: {@code OrderNo}, {@code order_no}, {@code ORDERNO}. */
  private static String plain(@Nullable Object name) {
    return String.valueOf(name).toLowerCase(Locale.ROOT).replace("_", "");
  }

  private static void columns(
      SamplePaths.Node node, String steps, String words, List<Map<String, Object>> columns) {
    if (node.text().evidence().filled() > 0) {
      String name = words.isEmpty() ? SnakeCase.unreserved(node.name().local()) : words;
      column(name, steps.isEmpty() ? "." : steps, node.text(), node.name().local(), node, columns);
    }
    String before = steps.isEmpty() ? "" : steps + '/';
    node.attributes()
        .forEach(
            (name, values) ->
                column(
                    joined(words, name.local()),
                    before + '@' + name.local(),
                    values,
                    name.local(),
                    node,
                    columns));
    for (SamplePaths.Node child : node.children()) {
      if (!child.repeats()) {
        columns(child, before + child.name().local(), joined(words, child.name().local()), columns);
      }
    }
  }

  private static String joined(String words, String name) {
    return words.isEmpty() ? SnakeCase.unreserved(name) : words + '_' + SnakeCase.of(name);
  }

  private static void column(
      String name,
      String from,
      SamplePaths.Values values,
      String local,
      SamplePaths.Node node,
      List<Map<String, Object>> columns) {
    boolean taken = columns.stream().anyMatch(each -> name.equals(each.get("column")));
    if (values.evidence().filled() == 0 || columns.size() >= MOST_COLUMNS || taken) {
      return;
    }
    ValueShape shape = values.evidence().shape("", local, node.times());
    Map<String, Object> column =
        fields("column", name, "type", shape.type().toString(), "from", from);
    if (!shape.formats().isEmpty()) {
      column.put("formats", shape.formats());
    }
    columns.add(column);
  }

  /**
   * What may become of a column, by what all samples give it.
   *
   * @throws NotFoundResponse if there is none
   */
  OfColumn ofColumn(String table, String column, List<Sample> samples) {
    TableMapping mapping =
        compiled.required().mappings().stream()
            .filter(each -> each.table().id().toString().equals(table))
            .findFirst()
            .orElseThrow(() -> new NotFoundResponse("the contract has no table " + table));
    var ofColumn =
        mapping.columns().stream()
            .filter(each -> each.column().name().equals(column))
            .findFirst()
            .orElseThrow(() -> new NotFoundResponse("the table has no column " + column));
    ContractTracer tracer =
        new ContractTracer(compiled.required(), Map.of(mapping.table().id(), Set.of(column)));
    SamplePaths.Values values = new SamplePaths.Values(new ValueEvidence());
    long rows = 0;
    boolean reads = true;
    for (int i = 0; i < samples.size(); i++) {
      if (samples.get(i).document() instanceof SourceDocument.Read read) {
        for (TableTrace trace : tracer.trace(read.bytes(), samples.get(i).context()).tables()) {
          for (TableTrace.Row row : trace.rows()) {
            rows++;
            reads &= add(values, row, i + 1);
          }
        }
      }
    }
    ProposedType fits =
        values.evidence().filled() == 0
            ? null
            : ProposedType.of(values.evidence().shape("", column, rows));
    ProposedType is =
        new ProposedType(
            ofColumn.column().type().toString(), ofColumn.coercion().reading().formats(), "");
    if (fits != null && fits.isText() && reads && !is.isText()) {
      fits = null; // it reads in more ways than a draft tries
    }
    return new OfColumn(
        table,
        column,
        is.type(),
        fits == null || fits.isSame(is) ? null : fits,
        fits != null && fits.isText()
            ? values.words().stream().limit(MOST_WORDS).toList()
            : List.of(),
        ofColumn.coercion().enumeration() != null,
        mapping.table().primaryKey());
  }

  /** Adds what stands before the type or the enum; whether the type reads all of it. */
  private static boolean add(SamplePaths.Values values, TableTrace.Row row, int document) {
    boolean reads = true;
    for (TableTrace.Value value : row.values()) {
      Object before = null;
      for (TableTrace.Step step : value.steps()) {
        boolean isLast =
            step.kind() == TableTrace.Step.Kind.TYPE || step.kind() == TableTrace.Step.Kind.ENUM;
        if (isLast && before instanceof String text) {
          values.add(text, document);
        }
        reads &= !(isLast && step.result() instanceof Unusable);
        before = step.result();
      }
    }
    return reads;
  }

  private static Map<String, Object> fields(Object... keysAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      fields.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return fields;
  }
}
