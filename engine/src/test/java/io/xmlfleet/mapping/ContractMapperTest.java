package io.xmlfleet.mapping;

import static io.xmlfleet.mapping.MappingFixture.failure;
import static io.xmlfleet.mapping.MappingFixture.map;
import static io.xmlfleet.mapping.MappingFixture.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.MemoryLimit;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.Origin;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ContractMapperTest {
  private static final String CREDIT =
      """
      xmlfleet: 1
      contract: credit-applications
      root: Application
      app-id: /Application/@id
      require:
        - { path: /Application/@id, message: the application has no id }
      enums:
        status: { values: { A: 1, D: 2 }, otherwise: 0 }
        kind: { H: HOME, W: WORK }
      tables:
        - table: application
          key: [application_id]
          columns:
            - { column: application_id, type: int, from: /Application/@id }
            - { column: status, type: smallint, from: Decision/@status, enum: status }
            - { column: received, type: datetime, from: "@received", formats: ["yyyy-MM-dd'T'HH:mm:ss", "M/d/yyyy"] }
            - { column: phone, type: string(20), from: Contacts/Contact/@phone, convert: [digits], pick: last }
            - { column: notes, type: string(5), from: Notes, too-long: cut }
            - { column: channel, type: string(10), value: web }
            - { column: amount, type: "decimal(12,2)", from: "@amount", default: 0 }
            - { column: source_file, type: string(400), meta: record-id }
        - table: contact
          key: [contact_id]
          foreign-keys: [ { columns: [application_id], references: application } ]
          rows: { each: /Application/Contacts/Contact, where: [ { path: "@role", in: [PRIMARY, SECONDARY] }, { path: "@id", present: true } ] }
          columns:
            - { column: application_id, type: int, from: /Application/@id }
            - { column: contact_id, type: int, from: "@id" }
            - { column: no, type: int, ordinal: . }
        - table: address
          rows: { each: /Application/Contacts/Contact/Addresses/Address }
          columns:
            - { column: contact_id, type: int, from: ../../@id }
            - { column: contact_no, type: int, ordinal: ../.. }
            - { column: kind, type: string, from: "@kind", enum: kind }
            - { column: city, type: string(20), from: . }
        - table: score
          rows:
            pairs:
              - { key: FICO, from: /Application/Scores/@fico }
              - { key: VANTAGE, from: /Application/Scores/Vantage }
          columns:
            - { column: application_id, type: int, from: /Application/@id }
            - { column: score_type, type: string(20), pair: key }
            - { column: score, type: int, pair: value }
      """;

  private static final String DOCUMENT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE Application SYSTEM "http://127.0.0.1:1/never-fetched.dtd">
      <Application id=" 4711 " received="5/16/2026" amount="12.345">
        <Decision status="A"/><Decision status="D"/>
        <Unmapped><Contact id="99"/></Unmapped>
        <Notes>call <b>now</b>, <![CDATA[please]]></Notes>
        <Contacts>
          <Contact id="1" role="PRIMARY" phone="(012) 345-678">
            <Addresses><Address kind="H">Bern</Address><Address kind="W"> Thun </Address></Addresses>
          </Contact>
          <Contact id="2" role="OTHER"/>
          <Contact id="3" role=" SECONDARY " phone="+41 9">
            <Addresses><Address kind="H">Basel</Address></Addresses>
          </Contact>
        </Contacts>
        <Scores fico="700"><Vantage> 650 </Vantage></Scores>
      </Application>
      """;

  @Test
  void mapsEveryKindOfRow() {
    assertThat(rows(CREDIT, DOCUMENT))
        .containsExactly(
            "application: application_id=4711, status=1, received=2026-05-16T00:00, phone=419,"
                + " notes=call , channel=web, amount=12.35, source_file=in/a.xml",
            "contact: application_id=4711, contact_id=1, no=1",
            "contact: application_id=4711, contact_id=3, no=2",
            "address: contact_id=1, contact_no=1, kind=HOME, city=Bern",
            "address: contact_id=1, contact_no=1, kind=WORK, city=Thun",
            "address: contact_id=3, contact_no=3, kind=HOME, city=Basel",
            "score: application_id=4711, score_type=FICO, score=700",
            "score: application_id=4711, score_type=VANTAGE, score=650");
    assertThat(((Mapped.Rows) map(CREDIT, DOCUMENT)).appId()).isEqualTo("4711");
  }

  @Test
  void rejectsDocumentWithUnknownRoot() {
    Failure failure = failure(CREDIT, "<?xml version='1.0'?>\n<Loan id='1'/>");
    assertThat(failure.stage()).isEqualTo(Stage.VALIDATION);
    assertThat(failure.reason()).isEqualTo("the root element is not Application");
    assertThat(failure.location()).isEqualTo("line 2, column 15");
  }

  @Test
  void rejectsDocumentWithoutWhatTheContractRequires() {
    assertThat(failure(CREDIT, "<Application id=' '/>"))
        .isEqualTo(
            new Failure(
                Stage.VALIDATION,
                "the application has no id",
                "contract.yaml:6, /Application/@id"));
  }

  @Test
  void rejectsUnusableValueNamingColumnPathAndContractLineButNotTheValue() {
    assertThat(failure(CREDIT, "<Application id='secret'/>"))
        .isEqualTo(
            new Failure(
                Stage.MAPPING,
                "application.application_id is not an int",
                "contract.yaml:14, /Application/@id → application.application_id"));
    assertThat(failure(CREDIT, "<Application id='1'><Scores fico='secret'/></Application>"))
        .isEqualTo(
            new Failure(
                Stage.MAPPING,
                "score.score is not an int",
                "contract.yaml:40, /Application/Scores/@fico → score.score"));
  }

  @Test
  void tellsTheApplicationIdOfARejectedDocument() {
    Mapped mapped = map(CREDIT, "<Application id='17'><Notes></Application>");
    assertThat(mapped).isInstanceOf(Mapped.Rejected.class);
    assertThat(((Mapped.Rejected) mapped).appId()).isEqualTo("17");
    assertThat(((Mapped.Rejected) mapped).failure().stage()).isEqualTo(Stage.PARSING);
  }

  @Test
  void givesNoBatchForATableWithoutRows() {
    assertThat(rows(CREDIT, "<Application id='1'/>")).hasSize(1);
  }

  @Test
  void rejectsADocumentWhoseTimeIsOverWhileItsRowsAreMade() {
    String contract =
        """
        xmlfleet: 1
        contract: c
        root: D
        selections: { s: { each: /D/S, where: "[@k] = 'x'" } }
        tables:
          - table: element
            rows: { each: /D/R }
            columns: [ { column: k, type: string, from: "@k" } ]
          - table: word
            rows: { each: /D/W, list: { from: . } }
            columns: [ { column: k, type: string, list: value } ]
        """;

    assertThat(afterReading(contract, "<R k='x'/>".repeat(256))).isEqualTo("TIMEOUT");
    assertThat(afterReading(contract, "<R k='x'/>".repeat(255))).as("looks rarely").isEmpty();
    assertThat(afterReading(contract, "<W>" + "x ".repeat(256) + "</W>")).isEqualTo("TIMEOUT");
    assertThat(afterReading(contract, "<S k='x'/>".repeat(64))).isEqualTo("TIMEOUT");
  }

  /** The stage at which a document is rejected whose time is over once it was read. */
  private static String afterReading(String contract, String content) {
    boolean[] over = {false};
    DocumentContext context =
        new DocumentContext(
            "run",
            1,
            "a.xml",
            Origin.UNKNOWN,
            () -> over[0],
            MemoryLimit.none(),
            () -> over[0] = true);
    byte[] document = ("<D>" + content + "</D>").getBytes(StandardCharsets.UTF_8);
    Mapped mapped = MappingFixture.mapper(contract).map(document, context);
    return mapped instanceof Mapped.Rejected rejected ? rejected.failure().stage().name() : "";
  }
}
