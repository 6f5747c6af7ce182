package io.xmlfleet.workbench;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.xmlfleet.contract.ContractProblem;
import io.xmlfleet.database.Dialects;
import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.database.schema.ExistingTable;
import io.xmlfleet.database.schema.Mend;
import io.xmlfleet.database.schema.TableDdl;
import io.xmlfleet.draft.edit.ContractEdits;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.http.HttpJson;
import io.xmlfleet.http.Route;
import io.xmlfleet.mapping.ContractUses;
import io.xmlfleet.source.document.SourceDocument;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the page asks; every question brings the text as it is in the editor. Each needs the token,
 * as samples are documents. Thread-safe.
 */
final class EditorRoutes {
  private static final int USUAL_ELEMENTS = 400;
  private static final int MOST_ELEMENTS = 2_000;

  private final String prefix;
  private final Function<Context, Desk> desks;
  private final Function<Context, String> caller;

  /**
   * Routes.
   *
   * @param prefix of their paths
   * @param desks whose contract and samples a question is about
   * @param caller the name of who asks
   */
  EditorRoutes(String prefix, Function<Context, Desk> desks, Function<Context, String> caller) {
    this.prefix = prefix;
    this.desks = desks;
    this.caller = caller;
  }

  /** Answers a question about a desk. */
  private interface Answer<Q> {
    Object of(Desk desk, Q asked);
  }

  List<Route> routes() {
    return List.of(
        route("state", Asked.Nothing.class, (desk, asked) -> state(desk)),
        route("look", Asked.Look.class, EditorRoutes::look),
        route("document", Asked.Look.class, EditorRoutes::document),
        route("source", Asked.Source.class, EditorRoutes::source),
        route("why", Asked.Cell.class, EditorRoutes::why),
        route("fate", Asked.Spot.class, EditorRoutes::fate),
        route("line", Asked.Line.class, EditorRoutes::line),
        route("samples", Asked.Text.class, EditorRoutes::all),
        route(
            "path",
            Asked.Path.class,
            (desk, asked) -> proposals(desk, asked.text()).ofPath(asked.path())),
        route(
            "column",
            Asked.Column.class,
            (desk, asked) ->
                proposals(desk, asked.text())
                    .ofColumn(asked.table(), asked.column(), desk.samples())),
        route(
            "complete",
            Asked.Offset.class,
            (desk, asked) -> desk.completions().at(asked.text(), asked.offset())),
        route("tables", Asked.Tables.class, EditorRoutes::tables),
        route("differences", Asked.Text.class, EditorRoutes::differences),
        route("edit/add-column", Asked.AddColumn.class, EditorRoutes::addColumn),
        route(
            "live/tables",
            Asked.Nothing.class,
            (desk, asked) ->
                Map.of("tables", live(desk).names().stream().map(TableId::toString).toList())),
        route(
            "live/columns",
            Asked.LiveTable.class,
            (desk, asked) -> Map.of("columns", live(desk).table(id(asked.table())).columns())),
        route("edit/add-table", Asked.AddTable.class, EditorRoutes::addTable),
        route(
            "edit/key",
            Asked.Key.class,
            (desk, asked) ->
                edits(asked.text()).setInKey(asked.table(), asked.column(), asked.inKey())),
        route("edit/type", Asked.Type.class, (desk, asked) -> setType(asked)),
        route("edit/mend", Asked.Mended.class, (desk, asked) -> mend(asked)),
        route(
            "edit/enum",
            Asked.Words.class,
            (desk, asked) ->
                edits(asked.text()).makeEnum(asked.table(), asked.column(), asked.words())),
        route(
            "disk",
            Asked.Nothing.class,
            (desk, asked) -> Map.of("digest", desk.file().read().digest())),
        route("save", Asked.Save.class, EditorRoutes::save),
        route("run", Asked.Nothing.class, (desk, asked) -> desk.trials().state()),
        route("run/begin", Asked.Nothing.class, (desk, asked) -> desk.trials().begin()),
        Route.post(prefix + "/api/replay", this::replay),
        route("fates", Asked.Items.class, (desk, asked) -> repairs(desk).fates(asked.items())));
  }

  private <Q> Route route(String name, Class<Q> type, Answer<Q> answer) {
    return Route.post(
        prefix + "/api/" + name,
        ctx -> HttpJson.json(ctx, answer.of(desks.apply(ctx), HttpJson.body(ctx, type))));
  }

  /** One sample as the page lists it; the letter is null of one that is none. */
  private record ShownSample(
      String name, @Nullable String refused, Sample.@Nullable Letter letter) {
    static ShownSample of(Sample sample) {
      return new ShownSample(
          sample.name(),
          sample.document() instanceof SourceDocument.Rejected refused ? refused.reason() : null,
          sample.letter());
    }
  }

  private static Object state(Desk desk) {
    ContractFile.Version saved = desk.file().read();
    boolean isThere = !saved.digest().isEmpty();
    Repairs repairs = desk.repairs();
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("file", desk.file().path().toString());
    state.put("isThere", isThere);
    state.put("text", isThere ? saved.text() : desk.draft());
    state.put("saved", saved.text());
    state.put("digest", saved.digest());
    state.put("samples", desk.samples().stream().map(ShownSample::of).toList());
    state.put("dialects", Dialects.names());
    state.put("hasDatabase", desk.work().live() != null);
    state.put("canRun", desk.work().trial() != null);
    if (repairs != null) {
      state.put("loadedBy", repairs.loadedBy());
    }
    return state;
  }

  /** Something wrong in the text; line and column from 1. */
  private record Problem(int line, int column, String message) {
    static Problem of(ContractProblem problem) {
      return new Problem(problem.at().line(), problem.at().column(), problem.message());
    }
  }

  private static Object look(Desk desk, Asked.Look asked) {
    Compiled compiled = desk.compiled(asked.text());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("problems", compiled.problems().stream().map(Problem::of).toList());
    if (!desk.samples().isEmpty()) {
      Sample sample = desk.sample(asked.sample());
      byte[] bytes = desk.bytes(asked.sample());
      RowsView rows =
          compiled.plan() == null ? null : RowsView.of(compiled, bytes, sample.context());
      if (rows != null) {
        answer.put("rows", rows);
      }
      answer.put("document", window(desk, compiled, bytes, asked));
      String failed = failed(sample, rows);
      SourceText.Mark mark = failed == null ? null : SourceText.of(bytes).mark(failed);
      if (mark != null) {
        answer.put("mark", mark);
      }
    }
    return answer;
  }

  /** Where the document fails now; else where its letter says that it failed. */
  private static @Nullable String failed(Sample sample, @Nullable RowsView rows) {
    RowsView.Rejection rejected = rows == null ? null : rows.rejected();
    Sample.Letter letter = sample.letter();
    return rejected != null ? rejected.location() : letter == null ? null : letter.location();
  }

  private static Object document(Desk desk, Asked.Look asked) {
    return window(desk, desk.compiled(asked.text()), desk.bytes(asked.sample()), asked);
  }

  private static DocumentWindow window(
      Desk desk, Compiled compiled, byte[] document, Asked.Look asked) {
    int most = asked.elements() == null ? USUAL_ELEMENTS : asked.elements();
    if (most < 1 || most > MOST_ELEMENTS) {
      throw new BadRequestResponse("elements is 1 to " + MOST_ELEMENTS);
    }
    return DocumentWindow.of(
        document,
        Math.max(1, asked.from()),
        most,
        compiled.plan() == null ? null : compiled.uses(),
        desk.paths());
  }

  private static Object source(Desk desk, Asked.Source asked) {
    Compiled compiled = desk.compiled(asked.text());
    byte[] document = desk.bytes(asked.sample());
    ContractUses uses = compiled.plan() == null ? null : compiled.uses();
    Integer element = asked.element();
    return element == null
        ? SourceWindow.of(document, asked.offset(), uses, desk.paths())
        : SourceWindow.around(document, element, uses, desk.paths());
  }

  private static Provenance provenance(Desk desk, String text, int sample) {
    byte[] bytes = desk.bytes(sample);
    return new Provenance(desk.compiled(text), desk.paths(), bytes, desk.sample(sample).context());
  }

  private static Object why(Desk desk, Asked.Cell asked) {
    return provenance(desk, asked.text(), asked.sample())
        .why(new Provenance.Cell(asked.table(), asked.column(), asked.row()));
  }

  private static Object fate(Desk desk, Asked.Spot asked) {
    return provenance(desk, asked.text(), asked.sample()).fate(asked.element(), asked.attribute());
  }

  private static Object line(Desk desk, Asked.Line asked) {
    return provenance(desk, asked.text(), asked.sample()).line(asked.line());
  }

  private static Proposals proposals(Desk desk, String text) {
    return new Proposals(desk.compiled(text), desk.paths());
  }

  private static Object all(Desk desk, Asked.Text asked) {
    String saved = saved(desk);
    Compiled before = saved.isEmpty() || saved.equals(asked.text()) ? null : desk.compiled(saved);
    return SampleReport.of(
        desk.compiled(asked.text()),
        before == null || before.plan() == null ? null : before,
        desk.samples(),
        desk.paths());
  }

  /**
   * Empty also if somebody made something else of the file: the samples can be looked at all the
   * same.
   */
  private static String saved(Desk desk) {
    try {
      return desk.file().read().text();
    } catch (UsageException e) {
      return "";
    }
  }

  private static Object tables(Desk desk, Asked.Tables asked) {
    Dialect dialect =
        Dialects.find("jdbc:" + asked.dialect() + ':')
            .orElseThrow(() -> new BadRequestResponse("a dialect is one of " + Dialects.names()));
    TableDdl ddl = new TableDdl(dialect);
    List<Table> tables = desk.compiled(asked.text()).required().tables();
    Set<String> statements = new LinkedHashSet<>();
    tables.forEach(table -> statements.addAll(ddl.prerequisites(table)));
    tables.forEach(table -> statements.add(ddl.createTable(table)));
    return Map.of(
        "sql",
        String.join(";\n\n", statements) + ";\n",
        "tables",
        tables.stream()
            .map(
                table ->
                    Map.of(
                        "name", table.id().toString(),
                        "key", table.primaryKey(),
                        "columns", table.columns().size(),
                        "references",
                            table.foreignKeys().stream()
                                .map(key -> key.references().toString())
                                .distinct()
                                .toList()))
            .toList());
  }

  private static Object differences(Desk desk, Asked.Text asked) {
    return Map.of(
        "differences",
        live(desk).differences(desk.compiled(asked.text()).required().tables()).stream()
            .map(ShownDifference::of)
            .toList());
  }

  private static LiveTables live(Desk desk) {
    LiveTables live = desk.work().live();
    if (live == null) {
      throw new BadRequestResponse("no database is named: start again with --db");
    }
    return live;
  }

  /** As a contract splits it. */
  private static TableId id(String text) {
    int dot = text.indexOf('.');
    return dot < 0
        ? new TableId(null, text)
        : new TableId(text.substring(0, dot), text.substring(dot + 1));
  }

  /** A difference, and what would mend either side; the edit is as the page asks for it. */
  private record ShownDifference(
      boolean error, String text, @Nullable String statement, @Nullable ShownEdit edit) {
    static ShownDifference of(LiveTables.Difference difference) {
      Mend.Edit edit = difference.mend().edit();
      return new ShownDifference(
          difference.error(),
          difference.text(),
          difference.mend().statement(),
          edit == null
              ? null
              : new ShownEdit(edit.kind(), edit.table().toString(), edit.column(), edit.values()));
    }
  }

  private record ShownEdit(
      Mend.Kind kind, String table, @Nullable String column, List<String> values) {}

  private static Object mend(Asked.Mended asked) {
    ContractEdits edits = edits(asked.text());
    String named = asked.column();
    String column = named == null ? "" : named;
    List<String> values = asked.values();
    return switch (asked.kind()) {
      case DROP_COLUMN -> edits.dropColumn(asked.table(), column);
      case SET_TYPE -> edits.setColumn(asked.table(), column, Map.of("type", values.get(0)));
      case SET_REQUIRED -> edits.setColumn(asked.table(), column, Map.of("required", true));
      case SET_KEY -> edits.setKey(asked.table(), values);
    };
  }

  private static ContractEdits edits(String text) {
    return new ContractEdits(text);
  }

  private static Object addTable(Desk desk, Asked.AddTable asked) {
    ContractEdits edits = edits(asked.text());
    Proposals proposals = proposals(desk, asked.text());
    String named = asked.existing();
    if (named == null) {
      return edits.addTable(proposals.table(asked.path()));
    }
    ExistingTable existing = live(desk).table(id(named));
    String name = edits.nameOf(existing.id(), existing.inDefaultSchema());
    Map<String, Object> table = new LinkedHashMap<>(Map.of("table", name));
    table.putAll(proposals.table(asked.path(), existing));
    ContractEdits.Edited edited = edits.addTable(table);
    List<String> filled = edits(edited.text()).columns(name);
    List<String> unfilled =
        existing.columns().stream()
            .filter(ExistingTable.ExistingColumn::required)
            .map(ExistingTable.ExistingColumn::name)
            .filter(column -> !filled.contains(column))
            .toList();
    return Map.of("text", edited.text(), "from", edited.from(), "unfilled", unfilled);
  }

  private static Object addColumn(Desk desk, Asked.AddColumn asked) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("column", asked.column());
    fields.put("type", asked.type());
    fields.put("from", asked.from());
    putFormats(
        proposals(desk, asked.text()).ofValues(asked.path()).formatsAs(asked.type()), fields);
    return edits(asked.text()).addColumn(asked.table(), fields);
  }

  private static Object setType(Asked.Type asked) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("type", asked.type());
    putFormats(asked.formats(), fields);
    return edits(asked.text()).setColumn(asked.table(), asked.column(), fields);
  }

  private static void putFormats(
      @Nullable List<String> formats, Map<String, ? super List<String>> fields) {
    if (formats != null && !formats.isEmpty()) {
      fields.put("formats", formats);
    }
  }

  private static Object save(Desk desk, Asked.Save asked) {
    boolean overwrite = Boolean.TRUE.equals(asked.overwrite());
    return Map.of("digest", desk.file().write(asked.text(), asked.digest(), overwrite).digest());
  }

  private static Repairs repairs(Desk desk) {
    Repairs repairs = desk.repairs();
    if (repairs == null) {
      throw new BadRequestResponse("the samples are no dead letters");
    }
    return repairs;
  }

  private void replay(Context ctx) {
    Desk desk = desks.apply(ctx);
    List<String> items = HttpJson.body(ctx, Asked.Items.class).items();
    Set<String> letters = new LinkedHashSet<>();
    for (Sample sample : desk.samples()) {
      Sample.Letter letter = sample.letter();
      if (letter != null) {
        letters.add(letter.item());
      }
    }
    if (items.isEmpty() || !letters.containsAll(items)) {
      throw new BadRequestResponse("name items of the letters that are here");
    }
    HttpJson.json(ctx, Map.of("sent", repairs(desk).replay(items, caller.apply(ctx))));
  }
}
