package io.xmlfleet.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.CommandLineCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractExplainCommandTest {
  private static final String CONTRACT =
      """
      xmlfleet: 1
      contract: orders
      version: "1"
      root: Order
      tables:
        - table: orders
          columns:
            - { column: order_id, type: int, from: "@id", on-error: pass }
            - { column: amount, type: "decimal(38,2)", from: Amount }
            - { column: rate, type: double, from: Rate }
            - { column: paid, type: bit, from: Paid }
            - { column: seen, type: datetime, from: Seen }
            - { column: due, type: date, from: Due }
            - { column: picture, type: binary, from: Picture }
            - { column: note, type: string, from: Note }
        - table: line
          rows: { each: /Order/Line }
          columns:
            - { column: article, type: string(10), from: "@article" }
      """;

  private static final String ORDER =
      """
      <Order id="7"><Amount>12345678901234567890123456789.5</Amount><Rate>1e20</Rate><Paid>true</Paid>
        <Seen>2026-03-08T10:20:00</Seen><Due>2026-04-01</Due><Picture>AQI=</Picture>
        <Line article="A1"/><Line article="B2"/></Order>
      """;

  @TempDir Path folder;
  private Path contract;

  @BeforeEach
  void writeContract() throws IOException {
    contract = write("contract.yaml", CONTRACT);
  }

  @Test
  void printsRowsAsJsonWithPlainNumbersAndIsoTimes() throws IOException {
    CommandLineCall call = explain("--json", write("a.xml", ORDER).toString());

    assertThat(call.out())
        .isEqualToIgnoringNewLines(
            "{\"rejected\":null,\"tables\":{\"orders\":[{\"order_id\":7,"
                + "\"amount\":12345678901234567890123456789.50,\"rate\":100000000000000000000,"
                + "\"paid\":1,\"seen\":\"2026-03-08T10:20:00\",\"due\":\"2026-04-01\","
                + "\"picture\":\"AQI=\",\"note\":null}],"
                + "\"line\":[{\"article\":\"A1\"},{\"article\":\"B2\"}]}}");
    assertThat(call.exitCode()).isZero();
  }

  @Test
  void printsALineADocumentAndFailsIfOneIsRejected() throws IOException {
    String good = write("in/a.xml", "<Order id=\"1\"/>").toString();
    String bad = write("in/b.xml", "<Order id=\"1\"><Amount>much</Amount></Order>").toString();

    CommandLineCall call = explain("--json", good, bad);

    assertThat(call.exitCode()).isEqualTo(1);
    assertThat(call.out().lines()).hasSize(2);
    assertThat(call.json(1))
        .hasToString(
            "{rejected={stage=MAPPING, reason=orders.amount is not a decimal number,"
                + " location=contract.yaml:9, /Order/Amount → orders.amount}, tables={}}");
  }

  @Test
  void writesAFileADocument() throws IOException {
    write("in/a.xml", ORDER);
    write("in/deep/b.v2.XML", "no xml");
    Path out = folder.resolve("made/rows");

    CommandLineCall call =
        explain("--json", "--out", out.toString(), folder.resolve("in").toString());

    assertThat(call.exitCode()).isEqualTo(1);
    assertThat(call.out()).contains("2 documents, 1 rejected");
    assertThat(Files.readString(out.resolve("a.json"))).startsWith("{\"rejected\":null,");
    assertThat(Files.readString(out.resolve("b.v2.json"))).contains("\"rejected\":{\"stage\":");
  }

  @Test
  void refusesToWriteTwoDocumentsToOneFile() throws IOException {
    write("in/a.xml", ORDER);
    write("in/deep/a.xml", ORDER);

    CommandLineCall call =
        explain("--out", folder.resolve("rows").toString(), folder.resolve("in").toString());

    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.err()).contains("would both become");
  }

  @Test
  void saysOfPassedTextThatItsRowsAreNotLoadable() throws IOException {
    String passed = write("a.xml", "<Order id=\"seven\"/>").toString();

    CommandLineCall json = explain("--json", passed);
    CommandLineCall text = explain(passed);

    assertThat(json.json(0).get("rejected")).isNull();
    assertThat(json.json(0).get("unloadable"))
        .hasToString(
            "{stage=INSERTION, reason=orders.order_id is not an int,"
                + " location=contract.yaml:8, /Order/@id → orders.order_id}");
    assertThat(json.out()).contains("{\"orders\":[{\"order_id\":\"seven\",");
    assertThat(text.out()).contains("a database would refuse the rows");
    assertThat(text.exitCode()).isEqualTo(1);
  }

  @Test
  void showsRowsAsTables() throws IOException {
    CommandLineCall call = explain(write("a.xml", ORDER).toString());

    assertThat(call.out())
        .contains("a.xml: 3 rows in 2 tables")
        .contains("line (2 rows)")
        .contains("    article\n    -------\n    A1\n    B2\n")
        .contains("2026-03-08T10:20:00")
        .contains("NULL");
    assertThat(call.exitCode()).isZero();
  }

  @Test
  void turnsTablesThatAreTooWide() throws IOException {
    String wide = "<Order id=\"1\"><Note>" + "wide ".repeat(40).trim() + "</Note></Order>";

    assertThat(explain(write("a.xml", wide).toString()).out())
        .contains("    column    row 1\n")
        .contains("    order_id  1\n");
  }

  @Test
  void showsStageReasonAndPlaceOfARejectedDocument() throws IOException {
    CommandLineCall call = explain(write("a.xml", "<Other/>").toString());

    assertThat(call.exitCode()).isEqualTo(1);
    assertThat(call.out()).contains("a.xml: rejected").contains("stage   VALIDATION");
  }

  @Test
  void takesTheContractThatLiesBesideTheDocuments() throws IOException {
    write("a.xml", ORDER);

    CommandLineCall call = CommandLineCall.of("contract", "explain", "--json", folder.toString());

    assertThat(call.exitCode()).as(call.toString()).isZero();
  }

  @Test
  void isWrongUsageWithoutADocument() {
    assertThat(explain(folder.resolve("none.xml").toString()).exitCode()).isEqualTo(2);
    assertThat(explain().exitCode()).isEqualTo(2);
  }

  @Test
  void saysWhyWithoutSayingWhat() throws IOException {
    String document = write("a.xml", "<Order id='7'><Note>secret text</Note></Order>").toString();

    CommandLineCall masked = explain("--why", "orders.note", "--why", "line.article", document);
    CommandLineCall shown = explain("--why", "orders.note", "--show-values", document);

    assertThat(masked.out())
        .contains("contract.yaml:15, /Order/Note  → text of 11 characters")
        .contains("line.article, rows from 0 elements /Order/Line")
        .contains("no row: there is nothing to make one of (contract.yaml:16)")
        .doesNotContain("secret");
    assertThat(shown.out()).contains("→ \"secret text\"");
    assertThat(masked.exitCode()).isZero();
  }

  @Test
  void showsWithoutADatabaseWhatADatabaseWillFillIn() throws IOException {
    contract =
        write(
            "contract.yaml",
            """
            xmlfleet: 1
            contract: people
            root: Person
            enums: { country: { Germany: DE } }
            tables:
              - table: person
                key: [id]
                natural-key: [name]
                on-duplicate: keep
                columns:
                  - { column: id, type: int, generated: identity }
                  - { column: name, type: string(40), from: "@name" }
                  - column: country_id
                    type: int
                    lookup: { table: country, match: { iso_code: { from: "@country", enum: country } }, take: id }
              - table: note
                rows: { each: /Person/Note }
                columns:
                  - { column: person_id, type: int, from: { key-of: person } }
            """);
    String document =
        write("a.xml", "<Person name='Ann' country='Germany'><Note/></Person>").toString();

    assertThat(explain(document).out())
        .contains("(made by the database)  Ann   (looked up: country by iso_code)");
    assertThat(explain("--json", document).out())
        .contains(
            "{\"person\":[{\"id\":\"(made by the database)\",\"name\":\"Ann\","
                + "\"country_id\":\"(looked up: country by iso_code)\"}],"
                + "\"note\":[{\"person_id\":\"(made by the database)\"}]}");
    assertThat(explain("--why", "person.country_id", "--why", "note.person_id", document).out())
        .containsSubsequence(
            "  uses iso_code from /Person/@country  → text of 2 characters",
            "contract.yaml:13, lookup in country",
            "→ (looked up: country by iso_code)",
            "note.person_id, rows from 1 element /Person/Note",
            "contract.yaml:19, the key of person  → (made by the database)");
  }

  @ParameterizedTest
  @CsvSource({"orders.nothing, column", "nothing.note, table", "note, table"})
  void namesWhatThereIsToAskFor(String asked, String unknown) throws IOException {
    CommandLineCall call = explain("--why", asked, write("a.xml", ORDER).toString());

    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.err()).contains("no such " + unknown + ": " + asked);
  }

  @Test
  void isWrongUsageToAskWhyInJson() throws IOException {
    String document = write("a.xml", ORDER).toString();

    assertThat(explain("--json", "--why", "orders.note", document).exitCode()).isEqualTo(2);
  }

  @Test
  void saysWhyAsThePageShows() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "contracts.md"));
    Matcher example =
        Pattern.compile(
                "```contract\\n(.*?)```\\s*```document\\n(.*?)```\\s*```why (\\S+)\\n(.*?)```",
                Pattern.DOTALL)
            .matcher(page);
    assertThat(example.find()).isTrue();
    contract = write("contract.yaml", example.group(1));
    String document = write("people.xml", example.group(2)).toString();

    CommandLineCall call = explain("--why", example.group(3), document);

    assertThat(call.out().substring(call.out().indexOf("people.xml"))).isEqualTo(example.group(4));
  }

  private CommandLineCall explain(String... arguments) {
    return CommandLineCall.of(
        CommandLineCall.joined(
            new String[] {"contract", "explain", "--contract", contract.toString()}, arguments));
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
