package io.xmlfleet.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.contract.read.ContractReader;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.migrate.ContractImporter;
import io.xmlfleet.migrate.ImportedContract;
import io.xmlfleet.table.OnDuplicate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a contract that was carried over makes of documents; each correction on one of its own. */
class ImportedContractTest {
  private static final ImportedContract IMPORTED = imported();

  private static ImportedContract imported() {
    String resource = "/io/xmlfleet/migrate/old-contract.json";
    try (InputStream in = ImportedContractTest.class.getResourceAsStream(resource)) {
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new ContractImporter().importContract("old.json", json, "old");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void makesTheTablesInTheContractsOwnOrder() {
    assertThat(new ContractReader().read("old.yaml", IMPORTED.text()).tables())
        .extracting(table -> table.table().id().toString())
        .containsExactly(
            "dbo.app_base",
            "dbo.app_contact_base",
            "dbo.app_contact_address",
            "dbo.app_extra",
            "dbo.scores");
  }

  @Test
  void saysEachThingOnceSoThatPeopleReadIt() {
    String text = IMPORTED.text();
    // An element's path is told where the element is chosen, and a value has who uses it.
    assertThat(text.lines()).noneMatch(line -> line.matches(".*from: \"?/[^/].*"));
    String values = text.substring(text.indexOf("\nvalues:"), text.indexOf("\ntables:"));
    List<String> names =
        values.lines().filter(line -> line.matches("  \\S+: .*")).map(this::name).toList();
    assertThat(names).isNotEmpty().allMatch(name -> isTwiceIn(text, name));
    assertThat(text.lines().filter(line -> line.matches(" +(- )?(column|type|convert): .*")))
        .as("a line for a key, though the column has room for several")
        .hasSizeLessThan(5);
  }

  private String name(String line) {
    return line.strip().substring(0, line.strip().indexOf(':'));
  }

  private static boolean isTwiceIn(String text, String name) {
    return text.indexOf(name) < text.lastIndexOf(name);
  }

  @Test
  void putsATableBehindItsParentsWhereNoOrderIsGiven() throws IOException {
    String json;
    try (InputStream in =
        getClass().getResourceAsStream("/io/xmlfleet/migrate/old-contract.json")) {
      json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    String unordered = json.replaceAll("\"table_insertion_order\": .*", "");

    String text = new ContractImporter().importContract("o.json", unordered, "o").text();

    assertThat(new ContractReader().read("o.yaml", text).tables())
        .extracting(table -> table.table().id().name())
        .containsExactly(
            "app_base", "app_contact_base", "app_contact_address", "app_extra", "scores");
  }

  @Test
  void keepsTheRowsThatTheOldSystemKept() {
    assertThat(new ContractReader().read("old.yaml", IMPORTED.text()).tables())
        .extracting(
            each ->
                each.table().id().name()
                    + " "
                    + each.table().primaryKey()
                    + " "
                    + each.table().existing().onDuplicate())
        .containsExactly(
            "app_base [app_id] REJECT",
            "app_contact_base [con_id] KEEP",
            "app_contact_address [con_id, address_type_enum] KEEP",
            "app_extra [app_id] REJECT",
            "scores [app_id, score_identifier] REJECT");
  }

  @Test
  void letsTheLastOfSeveralScoresOfANameStay() {
    String score =
        """
            { "xml_path": "/A/app", "xml_attribute": "%s", "target_table": "scores",
              "target_column": "", "data_type": "int", "mapping_type": ["add_score(FICO)"] }
        """;
    String json =
        """
        { "xml_root_element": "A", "source_application_table": "app",
          "mappings": [
            { "xml_path": "/A", "xml_attribute": "ID", "target_table": "t", "target_column":
              "app_id", "data_type": "int", "mapping_type": ["identity_insert"] },
            %s, %s ] }
        """
            .formatted(score.formatted("old"), score.formatted("new"));
    ImportedContract imported = new ContractImporter().importContract("o.json", json, "o");

    assertThat(new ContractReader().read("o.yaml", imported.text()).tables().get(0).table())
        .satisfies(
            scores -> {
              assertThat(scores.existing().onDuplicate()).isEqualTo(OnDuplicate.UPDATE);
              assertThat(scores.primaryKey()).containsExactly("app_id", "score_identifier");
            });
  }

  @Test
  void tellsHowTheOldSystemFoundItsDocuments() {
    assertThat(IMPORTED.text())
        .contains(
            """
            #   xmlfleet produce --contract old \\
            #     --from-table dbo.app_xml_staging --key app_id --column app_XML \\
            #     --where "app_XML IS NOT NULL AND app_id IN (SELECT app_id FROM dbo.application)"
            """);
  }

  @Test
  void mapsADocument() {
    assertThat(
            rows(
                "received='2024-2-9 8:08:08.5' decision='apprv' amount='12.345' fee='up to $40'"
                    + " rank='7' fico='1,234' age='3'",
                "<contact con_id='11' role='PR' first_name='A' ssn='123456789' bank=' 12 '>"
                    + "<contact_address kind='CURR' city='Here' phone='(555) 0100' months='2' years='1'/>"
                    + "</contact>"))
        .containsExactly(
            "dbo.app_base: app_id=7, received=2024-02-09T08:08:08.500, decision_enum=50",
            "dbo.app_contact_base: con_id=11, ssn=123456789, contact_type_enum=281, phone=5550100,"
                + " app_id=7",
            "dbo.app_contact_address: address_type_enum=320, city=Here, months=14, con_id=11",
            "dbo.app_extra: amount=12.35, fee=40, rank=7, grade=new, bank=12, app_id=7",
            "dbo.scores: app_id=7, score_identifier=FICO, score=1234");
  }

  @Test
  void correctsDigitsThatLostLeadingZeros() {
    assertThat(contact("ssn='012-34-5678'")).contains("ssn=012345678");
  }

  @Test
  void correctsNumbersInConditionsWithAndOrNotAndParentheses() {
    assertThat(extra("age='30' kind='car'")).contains("grade=old");
    assertThat(extra("age='5'")).contains("grade=old");
    assertThat(extra("age='-3'")).contains("grade=new");
    assertThat(extra("age='30' kind='Van'")).contains("grade=big");
    assertThat(extra("age='30' kind='VAN'")).as("literals as written").contains("grade=old");
  }

  @Test
  void correctsTheLengthThatMeansNoLimit() {
    assertThat(extra("box='whole'")).contains("box=whole");
  }

  @Test
  void correctsThousandsInDecimals() {
    assertThat(extra("amount='1,234.565'")).contains("amount=1234.57");
  }

  @Test
  void correctsJunkInArithmetic() {
    assertThat(address("city='Here' months='abc' years='1'"))
        .containsExactly("dbo.app_contact_address: address_type_enum=320, city=Here, con_id=11");
  }

  @Test
  void correctsDefaultsOfRecordsThatSayNothing() {
    assertThat(address("months='3' years='0'"))
        .containsExactly(
            "dbo.app_contact_address: address_type_enum=320, city=MISSING, months=3, con_id=11");
    assertThat(address("city=' '")).isEmpty();
  }

  @Test
  void correctsDefaultsThatWereNotConverted() {
    assertThat(rows("received='soon' rank='none'", ""))
        .containsExactly(
            "dbo.app_base: app_id=7, received=1900-01-01T00:00, decision_enum=59",
            "dbo.app_extra: rank=999, grade=new, app_id=7");
  }

  @Test
  void correctsDocumentsWithoutAKey() {
    Failure failure =
        MappingFixture.failure(
            IMPORTED.text(),
            "<Provenir><Request ID='7x'><CustData><application/></CustData></Request></Provenir>");

    assertThat(failure.stage()).isEqualTo(Stage.VALIDATION);
    assertThat(failure.reason()).isEqualTo("the application id is missing or no positive number");
  }

  @Test
  void namesTheCorrectionsInItsRemarks() {
    assertThat(IMPORTED.decisions()).isEmpty();
    assertThat(IMPORTED.remarks())
        .containsExactly(
            "2 columns: correction: a document without a usable value is rejected (lines 19, 25)",
            "line 21, app_base.received: correction: reads AM, PM and an offset behind a time, and"
                + " takes nothing else there",
            "2 columns: correction: keeps leading zeros (lines 28, 34)",
            "line 40, app_contact_address.city: correction: a row whose element says nothing is"
                + " none, whatever its defaults",
            "line 43, app_contact_address.months: correction: arithmetic is exact, and null where"
                + " something is no number",
            "line 46, app_extra.box: correction: is not cut, as -1 means no limit",
            "line 48, app_extra.amount: correction: takes commas between thousands",
            "line 54, app_extra.grade: correction: a number in a condition is a number",
            "line 54, app_extra.grade: correction: texts in conditions with AND or OR are as"
                + " written",
            "line 54, app_extra.grade: correction: parentheses, NOT and IN in conditions mean what"
                + " they say",
            "line 61, scores: correction: takes commas in a whole number between thousands only",
            "2 columns: not nullable, without a default: null where the document has no usable"
                + " value, and the database refuses the row or takes its own default, as there"
                + " (lines 31, 37)",
            "correction: tables are filled in the order of this contract");
  }

  @Test
  void leavesToTheDatabaseWhatDoesNotFitAndSaysSo() {
    Mapped mapped = MappingFixture.map(IMPORTED.text(), document("fee='99999'", ""));

    assertThat(((Mapped.Rows) mapped).insertionFailure())
        .satisfies(
            failure -> {
              assertThat(failure.stage()).isEqualTo(Stage.INSERTION);
              assertThat(failure.reason())
                  .isEqualTo("dbo.app_extra.fee is outside the range of tinyint")
                  .doesNotContain("99999");
            });
  }

  @Test
  void takesDocumentsAsLargeAsTheOldSystemDid() {
    String deep = "<x>".repeat(250) + "</x>".repeat(250);
    String blob = "<blob data='" + "A".repeat(2_000_000) + "'/>";

    assertThat(rows("rank='7'", deep + blob)).isEqualTo(rows("rank='7'", ""));
  }

  @Test
  void choosesContactsAsTheOldSystemDid() {
    String contacts =
        "<contact con_id='1' role='AUTHU' first_name='B' ssn='1'/>"
            + "<contact con_id='1' role='PR' first_name='A' ssn='2'/>"
            + "<contact con_id='1' role='AUTHU' first_name='C' ssn='3'/>"
            + "<contact con_id='2' role='COB' first_name='D' ssn='4'/>"
            + "<contact con_id='3' role='AUTHU'/>"
            + "<contact con_id=' ' role='PR' first_name='E'/>";
    assertThat(rows("", contacts).stream().filter(row -> row.startsWith("dbo.app_contact_base")))
        .containsExactly("dbo.app_contact_base: con_id=1, ssn=2, contact_type_enum=281, app_id=7");
  }

  @Test
  void refusesWhatIsNoContract() {
    assertThatThrownBy(() -> new ContractImporter().importContract("x", "{}", "x"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no mapping contract");
    assertThatThrownBy(() -> new ContractImporter().importContract("x", "{", "x"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("not JSON");
  }

  private static List<String> rows(String application, String children) {
    return MappingFixture.rows(IMPORTED.text(), document(application, children));
  }

  private static String document(String application, String children) {
    return "<Provenir><Request ID='7'><CustData><application "
        + application
        + ">"
        + children
        + "</application></CustData></Request></Provenir>";
  }

  private static String contact(String attributes) {
    return String.join(
        "\n", rows("", "<contact con_id='11' role='PR' first_name='A' " + attributes + "/>"));
  }

  private static String extra(String attributes) {
    return rows(attributes, "").stream()
        .filter(row -> row.startsWith("dbo.app_extra"))
        .findFirst()
        .orElse("");
  }

  private static List<String> address(String attributes) {
    return rows(
            "",
            "<contact con_id='11' role='PR' first_name='A'><contact_address kind='CURR' "
                + attributes
                + "/></contact>")
        .stream()
        .filter(row -> row.startsWith("dbo.app_contact_address"))
        .toList();
  }
}
