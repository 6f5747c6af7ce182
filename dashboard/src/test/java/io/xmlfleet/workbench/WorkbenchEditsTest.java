package io.xmlfleet.workbench;

import static io.xmlfleet.workbench.ServedWorkbench.ORDERS;
import static io.xmlfleet.workbench.ServedWorkbench.document;
import static io.xmlfleet.workbench.ServedWorkbench.list;
import static io.xmlfleet.workbench.ServedWorkbench.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.database.schema.ExistingTable;
import io.xmlfleet.database.schema.ExistingTable.ExistingColumn;
import io.xmlfleet.database.schema.Mend;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the workbench proposes, and how its edits change the text. */
class WorkbenchEditsTest {
  @TempDir Path folder;
  private ServedWorkbench workbench;

  @BeforeEach
  void start() throws Exception {
    workbench = ServedWorkbench.ofOrders(folder.resolve("contract.yaml"), new Live());
  }

  @AfterEach
  void stop() {
    workbench.close();
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
        case "Orders" ->
            new ExistingTable(
                table,
                true,
                List.of(
                    new ExistingColumn("ID", "bigint", false),
                    new ExistingColumn("PLACED", "datetime", false),
                    new ExistingColumn("CLERK", "string(9)", true)),
                List.of("ID"));
        case "Numbers" ->
            new ExistingTable(
                table, true, List.of(new ExistingColumn("A", "bigint", false)), List.of());
        case "item" -> new ExistingTable(new TableId("dbo", "item"), true, List.of(), List.of());
        default -> new ExistingTable(table, false, List.of(), List.of());
      };
    }
  }

  @Test
  void proposesWhatMayBecomeOfAPathAndEditsTheText() throws Exception {
    Map<String, Object> state = workbench.ask("path", Map.of("path", "/Order/@state"));
    assertThat(state.get("column")).isEqualTo("state");
    assertThat(list(state.get("targets")))
        .isEqualTo(List.of(Map.of("table", "orders", "from", "/Order/@state")));
    Map<String, Object> note = workbench.ask("path", Map.of("path", "/Order/Items/Item/Note"));
    assertThat(list(note.get("targets")).get(0)).isEqualTo(Map.of("table", "item", "from", "Note"));
    assertThat(note.get("table")).isEqualTo("note");
    assertThat(workbench.refused(404, "path", Map.of("path", "/Order/Bill"))).isNotEmpty();

    String column =
        workbench.edited(
            "add-column",
            Map.of(
                "table", "orders",
                "column", "state",
                "type", "string(10)",
                "from", "/Order/@state",
                "path", "/Order/@state"));
    assertThat(column)
        .isEqualTo(
            ORDERS.replace(
                "/Order/Day }\n",
                """
                /Order/Day }
                      - { column: state, type: string(10), from: "/Order/@state" }
                """));
    assertThat(workbench.edited("key", Map.of("table", "orders", "column", "day", "inKey", true)))
        .contains("key: [record_id, day]");
    assertThat(
            workbench.edited(
                "enum", Map.of("table", "item", "column", "kind", "words", List.of("a", "b"))))
        .contains("root: Order\nenums:\n  kind: { a: a, b: b }\ntables:")
        .contains("convert: [lower], enum: kind }");

    String table = workbench.edited("add-table", Map.of("path", "/Order/Items/Item/Note"));
    Map<String, Object> look = workbench.ask("look", Map.of("sample", 0, "from", 1, "text", table));
    Map<String, Object> notes = list(map(look.get("rows")).get("tables")).get(2);
    assertThat(notes.get("rows")).isEqualTo(List.of(List.of("1.xml", 1, "n")));
    assertThat(table).startsWith("# Orders.").contains("references: orders");
  }

  @Test
  void makesAnElementATableThatTheDatabaseHas() throws Exception {
    assertThat(workbench.ask("live/tables", Map.of()).get("tables"))
        .isEqualTo(List.of("dbo.Memo", "sales.Bill"));
    assertThat(list(workbench.ask("live/columns", Map.of("table", "sales.Bill")).get("columns")))
        .isEqualTo(
            List.of(
                Map.of("name", "Sum", "type", "decimal(9,2)", "required", false),
                Map.of("name", "Words", "type", "string(30)", "required", true)));

    String path = "/Order/Items/Item/Note";
    String memo = workbench.edited("add-table", Map.of("path", path, "existing", "dbo.Memo"));
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
    assertThat(workbench.edited("add-table", Map.of("path", path, "existing", "sales.Bill")))
        .endsWith(
            """
              - table: sales.Bill
                rows: { each: /Order/Items/Item/Note }
                columns:
                  - { column: Words, type: string(30), from: ., required: true }
            """);
    assertThat(
            workbench.refused(400, "edit/add-table", Map.of("path", path, "existing", "dbo.item")))
        .contains("the contract has the table dbo.item already");
    assertThat(
            workbench.refused(
                400, "edit/add-table", Map.of("path", path, "existing", "dbo.Numbers")))
        .contains("no value of " + path, "dbo.Numbers: write the table by hand");
  }

  /**
   * A date of a document is midnight of a datetime; and the key is not the first number there is.
   */
  @Test
  void fillsAMomentFromADateAndLetsTheDatabaseMakeItsKey() throws Exception {
    try (ServedWorkbench dates = dates()) {
      Map<String, Object> edited =
          dates.ask("edit/add-table", Map.of("path", "/Order", "existing", "dbo.Orders"));
      String text = String.valueOf(edited.get("text"));

      assertThat(text)
          .endsWith(
              """
                - table: Orders
                  key: [ID]
                  rows: { each: /Order }
                  columns:
                    - { column: ID, type: bigint, generated: identity }
                    - { column: PLACED, type: datetime, from: Placed, formats: ["dd.MM.yyyy[ HH:mm]"] }
              """);
      assertThat(edited.get("unfilled")).isEqualTo(List.of("CLERK"));
      Map<String, Object> look = dates.ask("look", Map.of("sample", 0, "from", 1, "text", text));
      assertThat(list(look.get("problems"))).isEmpty();
      assertThat(look.toString()).contains("2026-01-31T00:00:00");
    }
  }

  @Test
  void addsAColumnWithTheFormatsThatItsTypeNeeds() throws Exception {
    try (ServedWorkbench dates = dates()) {
      assertThat(added(dates, "date")).contains("formats: [dd.MM.yyyy] }");
      assertThat(added(dates, "datetime")).contains("formats: [\"dd.MM.yyyy[ HH:mm]\"] }");
      assertThat(added(dates, "string(20)")).doesNotContain("formats");
    }
  }

  private static String added(ServedWorkbench dates, String type) throws Exception {
    return dates.edited(
        "add-column",
        Map.of(
            "table", "o",
            "column", "placed",
            "type", type,
            "from", "/Order/Placed",
            "path", "/Order/Placed"));
  }

  private ServedWorkbench dates() throws Exception {
    String contract =
        """
        xmlfleet: 1
        contract: o
        root: Order
        tables:
          - table: o
            columns: [{ column: no, type: int, from: /Order/@no }]
        """;
    return new ServedWorkbench(
        folder.resolve("dates.yaml"),
        contract,
        new Live(),
        document("1.xml", "<Order no='1'><Placed>31.01.2026</Placed></Order>"));
  }

  /** A text that a datetime reads in a way that no draft tries is no better as a text. */
  @Test
  void proposesNoTextForWhatAnotherTypeReads() throws Exception {
    String contract =
        """
        xmlfleet: 1
        contract: o
        root: Order
        tables:
          - table: o
            columns:
              - { column: at, type: datetime, from: /Order/@at, formats: [common] }
              - { column: "no", type: int, from: /Order/@no, on-error: "null" }
        """;
    try (ServedWorkbench other =
        new ServedWorkbench(
            folder.resolve("other.yaml"),
            contract,
            null,
            document("1.xml", "<Order at='2023-11-21 8:46:18.700001' no='x'/>"))) {
      Map<String, Object> at = other.ask("column", Map.of("table", "o", "column", "at"));
      assertThat(at).doesNotContainKey("proposed").containsEntry("words", List.of());
      Map<String, Object> no = other.ask("column", Map.of("table", "o", "column", "no"));
      assertThat(map(no.get("proposed"))).containsEntry("type", "string(10)");
    }
  }

  @Test
  void proposesATypeAndWordsForAColumn() throws Exception {
    Map<String, Object> kind = workbench.ask("column", Map.of("table", "item", "column", "kind"));
    assertThat(kind.get("words")).isEqualTo(List.of("a", "b"));
    assertThat(kind.get("key")).isEqualTo(List.of("record_id", "item_no"));

    Map<String, Object> day = workbench.ask("column", Map.of("table", "orders", "column", "day"));
    assertThat(map(day.get("proposed")).get("type")).isEqualTo("date");
    assertThat(workbench.edited("type", Map.of("table", "orders", "column", "day", "type", "date")))
        .contains("{ column: day, type: date, from: /Order/Day }");
  }

  @Test
  void completesKeysWordsAndPaths() throws Exception {
    assertThat(completed("      - { column: x, fr")).contains("from", "formats", "type");
    assertThat(completed("      - { column: x, from: ")).startsWith("@price", "Kind", "Note");
    assertThat(completed("      - { column: x, from: "))
        .contains("position()", "ancestor::", "preceding-sibling::")
        .doesNotContain("");
    assertThat(completed("      - { column: x, from: Kind/"))
        .contains("Kind", "Kind/text()", "Kind/count()")
        .doesNotContain("Kind/ancestor::", "text()");
    assertThat(completed("      - { column: x, on-error: "))
        .containsExactly("reject", "null", "default", "pass");
    assertThat(completed("    rows: { each: ")).contains("/Order/Items/Item");
    assertThat(completed("    key: [")).contains("item_no");
    assertThat(completed("inexact: ")).containsExactly("round", "reject");
  }

  @Test
  void showsTheTablesOfEachDialectAndTheDatabase() throws Exception {
    assertThat(String.valueOf(workbench.ask("tables", Map.of("dialect", "postgresql")).get("sql")))
        .contains("CREATE TABLE \"item\"", "numeric(10,2)");
    assertThat(list(workbench.ask("differences", Map.of()).get("differences")))
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

  private String mended(String kind, String column, List<String> values) throws Exception {
    return workbench.edited(
        "mend", Map.of("kind", kind, "table", "orders", "column", column, "values", values));
  }

  private List<String> completed(String line) throws Exception {
    String text = ORDERS + line;
    Map<String, Object> offer =
        workbench.ask("complete", Map.of("text", text, "offset", text.length()));
    return list(offer.get("options")).stream()
        .map(each -> String.valueOf(each.get("label")))
        .toList();
  }
}
