package io.xmlfleet.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.database.schema.ExistingTable;
import io.xmlfleet.database.schema.ExistingTable.ExistingColumn;
import io.xmlfleet.database.schema.Mend;
import io.xmlfleet.http.Role;
import io.xmlfleet.http.Route;
import io.xmlfleet.item.Origin;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.settings.Secret;
import io.xmlfleet.source.document.SourceDocument;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workbench's API over HTTP. */
class WorkbenchTest {
  private static final String TOKEN = "a-token-of-this-test";
  private static final String CONTRACT =
      """
      # Orders.
      xmlfleet: 1
      contract: orders
      root: Order
      tables:
        - table: orders
          key: [record_id]
          columns:
            - { column: record_id, type: string(400), meta: record-id, required: true }
            - { column: day, type: string(20), from: /Order/Day }
        - table: item
          key: [record_id, item_no]
          rows: { each: /Order/Items/Item }
          columns:
            - { column: record_id, type: string(400), meta: record-id, required: true }
            - { column: item_no, type: int, ordinal: . }
            - { column: price, type: "decimal(10,2)", from: "@price" }
            - { column: kind, type: string(10), from: Kind, convert: [lower] }
      """;

  private static final String FIRST =
      """
      <Order state="new"><Day>2026-01-31</Day><Items>
        <Item price="1.5"><Kind>A</Kind></Item><Item price="2"><Kind>B</Kind><Note>n</Note></Item>
      </Items></Order>
      """;

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private Path file;
  private Workbench workbench;

  @BeforeEach
  void start() throws Exception {
    file = folder.resolve("contract.yaml");
    Files.writeString(file, CONTRACT);
    workbench =
        Workbench.start(
            0,
            Secret.of(TOKEN),
            work(
                List.of(
                    document("1.xml", FIRST),
                    document(
                        "2.xml",
                        "<Order><Day>2026-01-05</Day><Items><Item price='dear'><Kind>a</Kind></Item></Items></Order>"),
                    new Sample(
                        new SourceDocument.Rejected("3.xml", "the document is too large"),
                        Origin.UNKNOWN),
                    document(
                        "4.xml",
                        "<Order state='old'><Day>2026-02-01</Day><Items><Item price='3'/></Items></Order>")),
                new Live()));
  }

  /** A database with two tables of somebody else. */
  private static final class Live implements LiveTables {
    private static final TableId MEMO = new TableId("dbo", "Memo");
    private static final TableId BILL = new TableId("sales", "Bill");

    @Override
    public List<Difference> differences(List<Table> tables) {
      return List.of(
          new Difference(
              true,
              "table " + tables.get(0).id() + " is missing",
              new Mend(
                  "CREATE TABLE x",
                  new Mend.Edit(Mend.Kind.SET_TYPE, tables.get(0).id(), "day", List.of("date")))));
    }

    @Override
    public List<TableId> names() {
      return List.of(MEMO, BILL);
    }

    @Override
    public ExistingTable table(TableId table) {
      return switch (table.name()) {
        case "Memo" ->
            new ExistingTable(
                MEMO,
                true,
                List.of(
                    new ExistingColumn("RecordId", "string(80)", true),
                    new ExistingColumn("NoteNo", "bigint", true),
                    new ExistingColumn("Note", "string(9)", false),
                    new ExistingColumn("At", null, false)),
                List.of("RecordId", "NoteNo"));
        case "Bill" ->
            new ExistingTable(
                BILL,
                false,
                List.of(
                    new ExistingColumn("Sum", "decimal(9,2)", false),
                    new ExistingColumn("Words", "string(30)", true)),
                List.of("Sum"));
        case "Numbers" ->
            new ExistingTable(
                table, true, List.of(new ExistingColumn("A", "bigint", false)), List.of());
        case "item" -> new ExistingTable(new TableId("dbo", "item"), true, List.of(), List.of());
        default -> new ExistingTable(table, false, List.of(), List.of());
      };
    }
  }

  private Workbench.Work work(List<Sample> samples, LiveTables live) {
    return new Workbench.Work(
        file, () -> new Workbench.Documents(samples, "a draft"), live, null, null);
  }

  private static Sample document(String name, String xml) {
    return new Sample(
        new SourceDocument.Read(name, xml.getBytes(StandardCharsets.UTF_8)), Origin.UNKNOWN);
  }

  @AfterEach
  void stop() {
    workbench.close();
  }

  @Test
  void tellsWhatIsThereToThoseWhoKnowTheToken() throws Exception {
    assertThat(post("state", Map.of(), "another token of a test").statusCode()).isEqualTo(401);
    Map<String, Object> state = ask("state", Map.of());

    assertThat(state.get("text")).isEqualTo(CONTRACT);
    assertThat(list(state.get("samples"))).hasSize(4);
    assertThat(list(state.get("samples")).get(2))
        .containsEntry("refused", "the document is too large");
    assertThat(state.get("hasDatabase")).isEqualTo(true);
  }

  @Test
  void servesAPageWithoutAnythingInlineOrFromElsewhere() throws Exception {
    for (Route route : workbench.routes()) {
      if (route.path().startsWith("/api/")) {
        assertThat(route.needs()).as(route.path()).isEqualTo(Role.OPERATOR);
        continue;
      }
      HttpResponse<String> file =
          client.send(
              HttpRequest.newBuilder(URI.create(workbench.url()).resolve(route.path())).build(),
              BodyHandlers.ofString());
      assertThat(file.statusCode()).as(route.path()).isEqualTo(200);
      assertThat(file.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("script-src 'self'", "style-src 'self'")
          .doesNotContain("unsafe");
      assertThat(file.body().replace("http://www.w3.org/2000/svg", ""))
          .as(route.path())
          .doesNotContain("://", "innerHTML", "insertAdjacentHTML", "eval(", "<style");
    }
  }

  @Test
  void showsRowsAndWhatTheyTakeOfTheDocument() throws Exception {
    Map<String, Object> look = ask("look", Map.of("sample", 0, "from", 1));
    Map<String, Object> rows = map(look.get("rows"));
    Map<String, Object> item = list(rows.get("tables")).get(1);

    assertThat(list(look.get("problems"))).isEmpty();
    assertThat(item.get("rows"))
        .isEqualTo(List.of(List.of("1.xml", 1, 1.5, "a"), List.of("1.xml", 2, 2.0, "b")));
    assertThat(item.get("line")).isEqualTo(11);
    assertThat(list(item.get("columns")).get(2)).containsEntry("line", 17);

    List<Map<String, Object>> elements = list(map(look.get("document")).get("elements"));
    assertThat(all(elements, each -> each.get("name")))
        .containsExactly("Order", "Day", "Items", "Item", "Kind", "Item", "Kind", "Note");
    assertThat(elements.get(3).get("rows")).isEqualTo(List.of("item"));
    assertThat(list(elements.get(3).get("attributes")).get(0).get("uses"))
        .isEqualTo(List.of("item.price"));
    assertThat(elements.get(4).get("uses")).isEqualTo(List.of("item.kind"));
    assertThat(elements.get(7)).containsEntry("taken", false).containsEntry("times", 1);
    assertThat(list(elements.get(0).get("attributes")).get(0).get("uses")).isEqualTo(List.of());
  }

  @Test
  void showsSomeElementsOfALargeDocument() throws Exception {
    Map<String, Object> document = ask("document", Map.of("sample", 0, "from", 4, "elements", 2));

    assertThat(all(list(document.get("elements")), each -> each.get("number")))
        .containsExactly(4, 5);
    assertThat(document.get("more")).isEqualTo(true);
    assertThat(
            post("document", asked(Map.of("sample", 0, "from", 1, "elements", 100_000)), TOKEN)
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void showsADocumentAsItIsWritten() throws Exception {
    Map<String, Object> source = ask("source", Map.of("sample", 0, "offset", 0));
    List<Map<String, Object>> second = list(((List<?>) source.get("lines")).get(1));

    assertThat(source).containsEntry("first", 1).containsEntry("more", false);
    assertThat((List<?>) source.get("lines")).hasSize(3);
    assertThat(String.join("", all(second, each -> each.get("text")).toArray(String[]::new)))
        .isEqualTo(FIRST.lines().skip(1).findFirst().orElseThrow());
    assertThat(second)
        .contains(
            Map.of(
                "text", "price=\"1.5\"",
                "element", 4,
                "part", "ATTRIBUTE",
                "name", "price",
                "uses", List.of("item.price")))
        .contains(Map.of("text", "B", "element", 7, "part", "TEXT", "uses", List.of("item.kind")));
    assertThat(ask("source", Map.of("sample", 0, "offset", 0, "element", 8)).get("from"))
        .isEqualTo(0);
  }

  @Test
  void marksThePlaceWhereADocumentFails() throws Exception {
    assertThat(ask("look", Map.of("sample", 1, "from", 1)).get("mark"))
        .isEqualTo(Map.of("element", 4, "attribute", "price", "line", 1));
    assertThat(ask("look", Map.of("sample", 0, "from", 1)).containsKey("mark")).isFalse();
  }

  @Test
  void marksWhatIsWrongAndStillShowsTheDocument() throws Exception {
    Map<String, Object> look =
        ask("look", Map.of("sample", 0, "from", 1, "text", CONTRACT.replace("int,", "itn,")));

    assertThat(list(look.get("problems")))
        .anySatisfy(each -> assertThat(each).containsEntry("line", 16));
    assertThat(look.containsKey("rows")).isFalse();
    assertThat(list(map(look.get("document")).get("elements"))).hasSize(8);
  }

  @Test
  void saysWhyADocumentIsRejectedAndAtWhichLine() throws Exception {
    Map<String, Object> rows = map(ask("look", Map.of("sample", 1, "from", 1)).get("rows"));

    assertThat(map(rows.get("rejected")))
        .isEqualTo(
            Map.of(
                "stage", "MAPPING",
                "reason", "item.price is not a decimal number",
                "location", "contract.yaml:17, /Order/Items/Item/@price → item.price",
                "line", 17));
  }

  @Test
  void saysWhyACellIsAsItIs() throws Exception {
    Map<String, Object> why =
        ask("why", Map.of("sample", 0, "table", "item", "column", "kind", "row", 1));

    assertThat(why.get("origin")).isEqualTo("/Order/Items/Item[2]");
    assertThat(why.get("line")).isEqualTo(18);
    assertThat(all(list(why.get("steps")), each -> each.get("value")))
        .containsExactly("B", "b", "b");
    assertThat(list(why.get("spots"))).isEqualTo(List.of(Map.of("element", 7, "text", true)));

    Map<String, Object> price =
        ask("why", Map.of("sample", 0, "table", "item", "column", "price", "row", 0));
    assertThat(list(price.get("spots")))
        .isEqualTo(List.of(Map.of("element", 4, "attribute", "price")));
  }

  @Test
  void saysWhatBecomesOfAPlaceInTheDocument() throws Exception {
    Map<String, Object> kind = ask("fate", Map.of("sample", 0, "element", 7));
    assertThat(list(kind.get("cells")))
        .isEqualTo(List.of(Map.of("table", "item", "column", "kind", "row", 1)));
    assertThat(kind.get("path")).isEqualTo("/Order/Items/Item/Kind");
    assertThat(kind.get("value")).isEqualTo("B");

    Map<String, Object> row = ask("fate", Map.of("sample", 0, "element", 6));
    assertThat(list(row.get("cells")))
        .isEqualTo(List.of(Map.of("table", "item", "column", "", "row", 1)));

    Map<String, Object> nothing =
        ask("fate", Map.of("sample", 0, "element", 1, "attribute", "state"));
    assertThat(list(nothing.get("cells"))).isEmpty();
    assertThat(nothing.get("line")).isEqualTo(0);
  }

  @Test
  void saysWhatALineIsAbout() throws Exception {
    Map<String, Object> line = ask("line", Map.of("sample", 0, "line", 18));

    assertThat(list(line.get("columns")))
        .isEqualTo(List.of(Map.of("table", "item", "column", "kind", "row", -1)));
    assertThat(list(line.get("spots")))
        .isEqualTo(List.of(Map.of("element", 5, "text", true), Map.of("element", 7, "text", true)));
  }

  @Test
  void countsOverAllSamplesAndAgainstWhatIsSaved() throws Exception {
    String text = CONTRACT.replace(", convert: [lower]", "");
    Map<String, Object> report = ask("samples", Map.of("text", text));

    assertThat(report.get("loaded")).isEqualTo(2);
    assertThat(
            all(
                list(report.get("rejections")),
                each -> each.get("reason") + " " + each.get("samples")))
        .containsExactly("item.price is not a decimal number [1]", "the document is too large [2]");
    Map<String, Object> price = list(list(report.get("tables")).get(1).get("columns")).get(2);
    assertThat(price)
        .containsEntry("rows", 3)
        .containsEntry("nulls", 0)
        .containsEntry("distinct", 3)
        .containsEntry("smallest", "1.50")
        .containsEntry("largest", "3.00");
    assertThat(all(list(report.get("left")), each -> each.get("path")))
        .containsExactly("/Order/@state", "/Order/Items/Item/Note");
    assertThat(map(report.get("coverage"))).isEqualTo(Map.of("paths", 5, "taken", 3));
    Map<String, Object> change = new LinkedHashMap<>();
    change.put("documents", 1);
    change.put("nowLoaded", 0);
    change.put("nowRejected", 0);
    change.put("rowsMore", 0);
    change.put("rowsLess", 0);
    change.put("cells", 2);
    change.put("columns", Map.of("item.kind", 2));
    change.put("samples", List.of(0));
    assertThat(map(report.get("change"))).isEqualTo(change);
    assertThat(ask("samples", Map.of()).containsKey("change")).isFalse();
  }

  @Test
  void proposesWhatMayBecomeOfAPathAndEditsTheText() throws Exception {
    Map<String, Object> state = ask("path", Map.of("path", "/Order/@state"));
    assertThat(state.get("column")).isEqualTo("state");
    assertThat(list(state.get("targets")))
        .isEqualTo(List.of(Map.of("table", "orders", "from", "/Order/@state")));
    Map<String, Object> note = ask("path", Map.of("path", "/Order/Items/Item/Note"));
    assertThat(list(note.get("targets")).get(0)).isEqualTo(Map.of("table", "item", "from", "Note"));
    assertThat(note.get("table")).isEqualTo("note");
    assertThat(post("path", asked(Map.of("path", "/Order/Bill")), TOKEN).statusCode())
        .isEqualTo(404);

    String column =
        edited(
            "add-column",
            Map.of(
                "table",
                "orders",
                "column",
                "state",
                "type",
                "string(10)",
                "from",
                "/Order/@state"));
    assertThat(column)
        .isEqualTo(
            CONTRACT.replace(
                "/Order/Day }\n",
                """
                /Order/Day }
                      - { column: state, type: string(10), from: "/Order/@state" }
                """));
    assertThat(edited("key", Map.of("table", "orders", "column", "day", "inKey", true)))
        .contains("key: [record_id, day]");
    assertThat(
            edited("enum", Map.of("table", "item", "column", "kind", "words", List.of("a", "b"))))
        .contains("root: Order\nenums:\n  kind: { a: a, b: b }\ntables:")
        .contains("convert: [lower], enum: kind }");

    String table = edited("add-table", Map.of("path", "/Order/Items/Item/Note"));
    Map<String, Object> look = ask("look", Map.of("sample", 0, "from", 1, "text", table));
    Map<String, Object> notes = list(map(look.get("rows")).get("tables")).get(2);
    assertThat(notes.get("rows")).isEqualTo(List.of(List.of("1.xml", 1, "n")));
    assertThat(table).startsWith("# Orders.").contains("references: orders");
  }

  @Test
  void makesAnElementATableThatTheDatabaseHas() throws Exception {
    assertThat(ask("live/tables", Map.of()).get("tables"))
        .isEqualTo(List.of("dbo.Memo", "sales.Bill"));
    assertThat(list(ask("live/columns", Map.of("table", "sales.Bill")).get("columns")))
        .isEqualTo(
            List.of(
                Map.of("name", "Sum", "type", "decimal(9,2)", "required", false),
                Map.of("name", "Words", "type", "string(30)", "required", true)));

    String path = "/Order/Items/Item/Note";
    String memo = edited("add-table", Map.of("path", path, "existing", "dbo.Memo"));
    assertThat(memo)
        .endsWith(
            """
              - table: Memo
                key: [RecordId, NoteNo]
                rows: { each: /Order/Items/Item/Note }
                columns:
                  - { column: RecordId, type: string(80), meta: record-id, required: true }
                  - { column: NoteNo, type: bigint, ordinal: ., required: true }
                  - { column: Note, type: string(9), from: . }
            """);
    // A column of another name takes the first value of its type, and its key would need more.
    assertThat(edited("add-table", Map.of("path", path, "existing", "sales.Bill")))
        .endsWith(
            """
              - table: sales.Bill
                rows: { each: /Order/Items/Item/Note }
                columns:
                  - { column: Words, type: string(30), from: ., required: true }
            """);
    assertThat(refused("edit/add-table", Map.of("path", path, "existing", "dbo.item")))
        .contains("the contract has the table dbo.item already");
    assertThat(refused("edit/add-table", Map.of("path", path, "existing", "dbo.Numbers")))
        .contains("no value of " + path, "dbo.Numbers: write the table by hand");
  }

  private String refused(String question, Map<String, ?> fields) throws Exception {
    HttpResponse<String> reply = post(question, asked(fields), TOKEN);
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
    return reply.body();
  }

  @Test
  void proposesATypeAndWordsForAColumn() throws Exception {
    Map<String, Object> kind = ask("column", Map.of("table", "item", "column", "kind"));
    assertThat(kind.get("words")).isEqualTo(List.of("a", "b"));
    assertThat(kind.get("key")).isEqualTo(List.of("record_id", "item_no"));

    Map<String, Object> day = ask("column", Map.of("table", "orders", "column", "day"));
    assertThat(map(day.get("proposed")).get("type")).isEqualTo("date");
    assertThat(edited("type", Map.of("table", "orders", "column", "day", "type", "date")))
        .contains("{ column: day, type: date, from: /Order/Day }");
  }

  @Test
  void completesKeysWordsAndPaths() throws Exception {
    assertThat(completed("      - { column: x, fr")).contains("from", "formats", "type");
    assertThat(completed("      - { column: x, from: ")).startsWith("@price", "Kind", "Note");
    assertThat(completed("      - { column: x, on-error: "))
        .containsExactly("reject", "null", "default", "pass");
    assertThat(completed("    rows: { each: ")).contains("/Order/Items/Item");
    assertThat(completed("    key: [")).contains("item_no");
    assertThat(completed("inexact: ")).containsExactly("round", "reject");
  }

  @Test
  void showsTheTablesOfEachDialectAndTheDatabase() throws Exception {
    assertThat(String.valueOf(ask("tables", Map.of("dialect", "postgresql")).get("sql")))
        .contains("CREATE TABLE \"item\"", "numeric(10,2)");
    assertThat(list(ask("differences", Map.of()).get("differences")))
        .isEqualTo(
            List.of(
                Map.of(
                    "error",
                    true,
                    "text",
                    "table orders is missing",
                    "statement",
                    "CREATE TABLE x",
                    "edit",
                    Map.of(
                        "kind", "SET_TYPE",
                        "table", "orders",
                        "column", "day",
                        "values", List.of("date")))));
    assertThat(mended("SET_TYPE", "day", List.of("date"))).contains("{ column: day, type: date,");
    assertThat(mended("SET_REQUIRED", "day", List.of())).contains("/Order/Day, required: true }");
    assertThat(mended("DROP_COLUMN", "day", List.of())).doesNotContain("column: day");
    assertThat(mended("SET_KEY", "day", List.of("day"))).contains("key: [day]");
  }

  @Test
  void savesTheFileAndKeepsWhatWasThere() throws Exception {
    Files.writeString(file, CONTRACT.replace("\n", "\r\n"));
    String digest = String.valueOf(ask("disk", Map.of()).get("digest"));
    assertThat(ask("state", Map.of()).get("text")).isEqualTo(CONTRACT);

    String saved =
        String.valueOf(
            ask("save", Map.of("text", CONTRACT + "# mine\n", "digest", digest)).get("digest"));
    assertThat(file).hasContent(CONTRACT + "# mine\n");
    assertThat(Files.readString(file)).contains("# Orders.\r\nxmlfleet");
    assertThat(Files.readString(folder.resolve("contract.yaml.bak")))
        .isEqualTo(CONTRACT.replace("\n", "\r\n"));

    Files.writeString(file, "# somebody else's");
    HttpResponse<String> refused = post("save", Map.of("text", CONTRACT, "digest", saved), TOKEN);
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("contract.yaml was changed by somebody else");
    assertThat(file).hasContent("# somebody else's");

    String theirs = String.valueOf(ask("disk", Map.of()).get("digest"));
    ask("save", Map.of("text", CONTRACT, "digest", theirs, "overwrite", true));
    assertThat(file).hasContent(CONTRACT);
    assertThat(Files.readString(folder.resolve("contract.yaml.bak")))
        .isEqualTo(CONTRACT.replace("\n", "\r\n"));
    assertThat(folder.resolve("contract.yaml.bak2")).hasContent("# somebody else's");
  }

  @Test
  void keepsWhatAnotherTabOfItsOwnHasSaved() throws Exception {
    String first = String.valueOf(ask("disk", Map.of()).get("digest"));
    ask("save", Map.of("text", "# of one tab\n", "digest", first));
    assertThat(post("save", Map.of("text", "# mine\n", "digest", first), TOKEN).statusCode())
        .isEqualTo(409);

    String seen = String.valueOf(ask("disk", Map.of()).get("digest"));
    ask("save", Map.of("text", "# mine\n", "digest", seen, "overwrite", true));
    assertThat(file).hasContent("# mine\n");
    assertThat(folder.resolve("contract.yaml.bak")).hasContent(CONTRACT);
    assertThat(folder.resolve("contract.yaml.bak2")).hasContent("# of one tab\n");
  }

  @Test
  void writesOverNothingThatTheWriterDoesNotKnow() throws Exception {
    String first = String.valueOf(ask("disk", Map.of()).get("digest"));
    Files.writeString(file, "# somebody else's");

    assertThat(
            post("save", Map.of("text", CONTRACT, "digest", first, "overwrite", true), TOKEN)
                .statusCode())
        .isEqualTo(409);
    assertThat(file).hasContent("# somebody else's");
  }

  @Test
  void savingOnceMoreWhatIsThereIsNoConflict() throws Exception {
    String first = String.valueOf(ask("disk", Map.of()).get("digest"));
    Object saved = ask("save", Map.of("text", "# mine\n", "digest", first)).get("digest");

    assertThat(ask("save", Map.of("text", "# mine\n", "digest", first)).get("digest"))
        .isEqualTo(saved);
  }

  @Test
  void beginsWithADraftWhereThereIsNoFile() throws Exception {
    Files.delete(file);

    assertThat(ask("state", Map.of()))
        .containsEntry("text", "a draft")
        .containsEntry("isThere", false);
    ask("save", Map.of("text", "mine", "digest", ""));
    assertThat(file).hasContent("mine");
    assertThat(folder.resolve("contract.yaml.bak")).doesNotExist();
  }

  private String mended(String kind, String column, List<String> values) throws Exception {
    return edited(
        "mend", Map.of("kind", kind, "table", "orders", "column", column, "values", values));
  }

  private List<String> completed(String line) throws Exception {
    String text = CONTRACT + line;
    Map<String, Object> offer = ask("complete", Map.of("text", text, "offset", text.length()));
    return list(offer.get("options")).stream()
        .map(each -> String.valueOf(each.get("label")))
        .toList();
  }

  private String edited(String kind, Map<String, Object> fields) throws Exception {
    String text = String.valueOf(ask("edit/" + kind, fields).get("text"));
    Map<String, Object> look = ask("look", Map.of("sample", 0, "from", 1, "text", text));
    assertThat(list(look.get("problems"))).isEmpty();
    return text;
  }

  private static Map<String, Object> asked(Map<String, ?> fields) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("text", CONTRACT);
    body.putAll(fields);
    return body;
  }

  private Map<String, Object> ask(String path, Map<String, ?> fields) throws Exception {
    boolean bare =
        path.startsWith("live/")
            || path.equals("state")
            || path.equals("disk")
            || path.equals("save");
    HttpResponse<String> reply = post(path, bare ? fields : asked(fields), TOKEN);
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    return map(FleetJson.read(reply.body().getBytes(StandardCharsets.UTF_8), Map.class));
  }

  private HttpResponse<String> post(String path, Map<String, ?> body, String token)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(workbench.url()).resolve("/api/" + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(FleetJson.write(body)))
            .build(),
        BodyHandlers.ofString());
  }

  @SuppressWarnings("unchecked") // JSON
  private static List<Map<String, Object>> list(Object json) {
    return (List<Map<String, Object>>) json;
  }

  @SuppressWarnings("unchecked") // JSON
  private static Map<String, Object> map(Object json) {
    return (Map<String, Object>) json;
  }

  private static List<Object> all(
      List<Map<String, Object>> list, Function<Map<String, Object>, Object> field) {
    return list.stream().map(field).toList();
  }
}
