package io.xmlfleet.workbench;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.xmlfleet.contract.ContractProblem;
import io.xmlfleet.database.Dialects;
import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.database.schema.TableDdl;
import io.xmlfleet.draft.edit.ContractEdits;
import io.xmlfleet.http.HttpJson;
import io.xmlfleet.http.Route;
import io.xmlfleet.source.document.SourceDocument;
import io.xmlfleet.table.Table;
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

  private final WorkbenchSettings settings;
  private final List<Sample> samples;
  private final @Nullable LiveTables live;
  private final ContractFile file;
  private final Compiled.Cache texts;
  private final SamplePaths paths;
  private final Completions completions;

  EditorRoutes(WorkbenchSettings settings, List<Sample> samples, @Nullable LiveTables live) {
    this.settings = settings;
    this.samples = List.copyOf(samples);
    this.live = live;
    this.file = new ContractFile(settings.contract());
    this.texts = new Compiled.Cache(settings.contract().toString());
    this.paths = SamplePaths.of(samples);
    this.completions = new Completions(paths);
  }

  List<Route> routes() {
    return List.of(
        route("state", Asked.Nothing.class, asked -> state()),
        route("look", Asked.Look.class, this::look),
        route("document", Asked.Look.class, this::document),
        route("why", Asked.Cell.class, this::why),
        route("fate", Asked.Spot.class, this::fate),
        route("line", Asked.Line.class, this::line),
        route("samples", Asked.Text.class, this::all),
        route("path", Asked.Path.class, asked -> proposals(asked.text()).ofPath(asked.path())),
        route(
            "column",
            Asked.Column.class,
            asked -> proposals(asked.text()).ofColumn(asked.table(), asked.column(), this.samples)),
        route(
            "complete", Asked.Offset.class, asked -> completions.at(asked.text(), asked.offset())),
        route("tables", Asked.Tables.class, this::tables),
        route("differences", Asked.Text.class, this::differences),
        route("edit/add-column", Asked.AddColumn.class, this::addColumn),
        route("edit/add-table", Asked.Path.class, this::addTable),
        route(
            "edit/key",
            Asked.Key.class,
            asked -> edits(asked.text()).setInKey(asked.table(), asked.column(), asked.inKey())),
        route("edit/type", Asked.Type.class, this::setType),
        route(
            "edit/enum",
            Asked.Words.class,
            asked -> edits(asked.text()).makeEnum(asked.table(), asked.column(), asked.words())),
        route("disk", Asked.Nothing.class, asked -> Map.of("digest", file.read().digest())),
        route("save", Asked.Save.class, this::save));
  }

  private static <Q> Route route(String name, Class<Q> type, Function<Q, Object> answer) {
    return Route.post(
        "/api/" + name,
        (Context ctx) -> HttpJson.json(ctx, answer.apply(HttpJson.body(ctx, type))));
  }

  /** One sample as the page lists it. */
  private record ShownSample(String name, @Nullable String refused) {
    static ShownSample of(Sample sample) {
      return sample.document() instanceof SourceDocument.Rejected refused
          ? new ShownSample(sample.name(), refused.reason())
          : new ShownSample(sample.name(), null);
    }
  }

  private Object state() {
    ContractFile.Version saved = file.read();
    boolean isThere = !saved.digest().isEmpty();
    return Map.of(
        "file", file.path().toString(),
        "isThere", isThere,
        "text", isThere ? saved.text() : settings.draft(),
        "saved", saved.text(),
        "digest", saved.digest(),
        "samples", samples.stream().map(ShownSample::of).toList(),
        "dialects", Dialects.names(),
        "hasDatabase", live != null);
  }

  /** Something wrong in the text; line and column from 1. */
  private record Problem(int line, int column, String message) {
    static Problem of(ContractProblem problem) {
      return new Problem(problem.at().line(), problem.at().column(), problem.message());
    }
  }

  private Object look(Asked.Look asked) {
    Compiled compiled = texts.of(asked.text());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("problems", compiled.problems().stream().map(Problem::of).toList());
    if (!samples.isEmpty()) {
      byte[] bytes = bytes(asked.sample());
      if (compiled.plan() != null) {
        answer.put("rows", RowsView.of(compiled, bytes, samples.get(asked.sample()).context()));
      }
      answer.put("document", window(compiled, bytes, asked));
    }
    return answer;
  }

  private Object document(Asked.Look asked) {
    return window(texts.of(asked.text()), bytes(asked.sample()), asked);
  }

  private DocumentWindow window(Compiled compiled, byte[] document, Asked.Look asked) {
    int most = asked.elements() == null ? USUAL_ELEMENTS : asked.elements();
    if (most < 1 || most > MOST_ELEMENTS) {
      throw new BadRequestResponse("elements is 1 to " + MOST_ELEMENTS);
    }
    return DocumentWindow.of(
        document,
        Math.max(1, asked.from()),
        most,
        compiled.plan() == null ? null : compiled.uses(),
        paths);
  }

  private byte[] bytes(int sample) {
    if (sample < 0 || sample >= samples.size()) {
      throw new NotFoundResponse("there is no such sample");
    }
    if (samples.get(sample).document() instanceof SourceDocument.Read read) {
      return read.bytes();
    }
    throw new NotFoundResponse("the sample cannot be read");
  }

  private Provenance provenance(String text, int sample) {
    byte[] bytes = bytes(sample);
    return new Provenance(texts.of(text), paths, bytes, samples.get(sample).context());
  }

  private Object why(Asked.Cell asked) {
    return provenance(asked.text(), asked.sample())
        .why(new Provenance.Cell(asked.table(), asked.column(), asked.row()));
  }

  private Object fate(Asked.Spot asked) {
    return provenance(asked.text(), asked.sample()).fate(asked.element(), asked.attribute());
  }

  private Object line(Asked.Line asked) {
    return provenance(asked.text(), asked.sample()).line(asked.line());
  }

  private Proposals proposals(String text) {
    return new Proposals(texts.of(text), paths);
  }

  private Object all(Asked.Text asked) {
    String saved = file.read().text();
    Compiled before = saved.isEmpty() || saved.equals(asked.text()) ? null : texts.of(saved);
    return SampleReport.of(
        texts.of(asked.text()),
        before == null || before.plan() == null ? null : before,
        samples,
        paths);
  }

  private Object tables(Asked.Tables asked) {
    Dialect dialect =
        Dialects.find("jdbc:" + asked.dialect() + ':')
            .orElseThrow(() -> new BadRequestResponse("a dialect is one of " + Dialects.names()));
    TableDdl ddl = new TableDdl(dialect);
    List<Table> tables = texts.of(asked.text()).required().tables();
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

  private Object differences(Asked.Text asked) {
    if (live == null) {
      throw new BadRequestResponse("no database is named: start again with --db");
    }
    return Map.of("differences", live.differences(texts.of(asked.text()).required().tables()));
  }

  private static ContractEdits edits(String text) {
    return new ContractEdits(text);
  }

  private Object addColumn(Asked.AddColumn asked) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("column", asked.column());
    fields.put("type", asked.type());
    fields.put("from", asked.from());
    List<String> formats = asked.formats();
    if (formats != null && !formats.isEmpty()) {
      fields.put("formats", formats);
    }
    return edits(asked.text()).addColumn(asked.table(), fields);
  }

  private Object addTable(Asked.Path asked) {
    return edits(asked.text()).addTable(proposals(asked.text()).table(asked.path()));
  }

  private Object setType(Asked.Type asked) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("type", asked.type());
    List<String> formats = asked.formats();
    if (formats != null && !formats.isEmpty()) {
      fields.put("formats", formats);
    }
    return edits(asked.text()).setColumn(asked.table(), asked.column(), fields);
  }

  private Object save(Asked.Save asked) {
    return Map.of(
        "digest",
        file.write(asked.text(), asked.digest(), Boolean.TRUE.equals(asked.overwrite())).digest());
  }
}
