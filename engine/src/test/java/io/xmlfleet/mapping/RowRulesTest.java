package io.xmlfleet.mapping;

import static io.xmlfleet.mapping.MappingFixture.failure;
import static io.xmlfleet.mapping.MappingFixture.map;
import static io.xmlfleet.mapping.MappingFixture.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.table.RowBatch;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Slots, kept rows, unique rows, texts that are passed on. */
class RowRulesTest {
  private static final String SLOTS =
      """
      xmlfleet: 1
      contract: slots
      root: A
      namespaces: { p: "urn:p" }
      selections: { x: { each: //X, key: "[@k]" } }
      values: { c: /A/@c }
      tables:
        - table: t
          %s
          rows:
            slots:
              - { key: PLAIN, values: { a: "@a", b: { value: constant } } }
              - { key: CONSTANT, values: { a: { value: 1 }, b: { expression: "'x' || 'y'" } } }
              - { key: WHEN, when: "c = 'yes'", values: { b: { value: constant } } }
              - { key: FOUND, values: { a: { from: $x/@v, match: c }, b: p:B } }
          columns:
            - { column: k, type: string, slot: key }
            - { column: a, type: int, slot: value %s }
            - { column: b, type: string, slot: value }
            - { column: c, type: string, from: "@c" }
            - { column: n, type: int, ordinal: . }
      """;

  @Test
  void makesARowOfASlotThatHasSomethingOfTheDocument() {
    String contract = SLOTS.formatted("", "");
    assertThat(rows(contract, "<A/>")).isEmpty();
    assertThat(rows(contract, "<A a=' '/>")).isEmpty();
    assertThat(rows(contract, "<A a='1'/>")).containsExactly("t: k=PLAIN, a=1, b=constant, n=1");
    assertThat(rows(contract, "<A c='yes'/>")).containsExactly("t: k=WHEN, b=constant, c=yes, n=1");
    assertThat(rows(contract, "<A c='q' xmlns:z='urn:p'><X k='q' v='2'/><B>no</B><z:B>b</z:B></A>"))
        .containsExactly("t: k=FOUND, a=2, b=b, c=q, n=1");
  }

  @Test
  void letsOnlyWhatADocumentSaysInASlotKeepIt() {
    String contract = SLOTS.formatted("keep: not-empty", "");
    assertThat(rows(contract, "<A c='yes'/>"))
        .as("a column besides the slots speaks too")
        .hasSize(1);
    assertThat(rows(contract.replace("from: \"@c\"", "value: z"), "<A c='yes'/>")).isEmpty();
  }

  @Test
  void namesTheSlotOfAnUnusableValue() {
    assertThat(failure(SLOTS.formatted("", ""), "<A a='secret'/>"))
        .isEqualTo(
            new Failure(Stage.MAPPING, "t.a is not an int", "contract.yaml:12, /A/@a → t.a"));
    assertThat(rows(SLOTS.formatted("keep: not-empty", ", on-error: \"null\""), "<A a='z'/>"))
        .isEmpty();
  }

  private static final String KEEP =
      """
      xmlfleet: 1
      contract: keep
      root: A
      tables:
        - table: t
          rows: { each: /A/B }
          keep: %s
          columns:
            - { column: a, type: int, from: "@a", default: 5, on-error: default }
            - { column: b, type: int, from: "@b", on-error: "null" }
            - { column: c, type: bit, from: "@c" }
            - { column: d, type: date, from: "@d" }
            - { column: e, type: binary, from: "@e" }
            - { column: r, type: string, from: "@r", required: %s }
      """;

  @Test
  void keepsRowsWhoseColumnsAndPathsMeetACondition() {
    assertThat(rows(KEEP.formatted("{ when: a = 5 }", "false"), "<A><B/><B a='4'/><B a='x'/></A>"))
        .containsExactly("t: a=5", "t: a=5");
    assertThat(
            rows(
                KEEP.formatted("{ when: \"b IS NULL AND [@b] IS NOT NULL\" }", "false"),
                "<A><B/><B b='1'/><B b='z'/></A>"))
        .containsExactly("t: a=5");
    assertThat(
            rows(
                KEEP.formatted(
                    "{ when: \"c = 1 AND DATE(d) < '2/1/2026' AND e = 'AQID'\" }", "false"),
                "<A><B c='true' d='2026-01-31' e='AQ ID'/><B c='1' d='2026-02-01' e='AQID'/></A>"))
        .hasSize(1);
  }

  @Test
  void doesNotMissWhatARowThatIsNotKeptLacks() {
    String contract = KEEP.formatted("{ when: b > 0 }", "true");
    assertThat(rows(contract, "<A><B/><B b='1' r='x'/></A>")).hasSize(1);
    assertThat(failure(contract, "<A><B b='1'/></A>").reason()).contains("t.r is required");
  }

  @Test
  void doesNotCountDefaultsAndUnusableInputsAsSayingSomething() {
    String contract = KEEP.formatted("not-empty", "false");
    assertThat(rows(contract, "<A><B/><B a='x' b='x' c='1'/></A>")).isEmpty();
    assertThat(rows(contract, "<A><B a='5'/><B b='1'/></A>")).hasSize(2);
  }

  private static final String UNIQUE =
      """
      xmlfleet: 1
      contract: unique
      root: A
      tables:
        - table: t
          rows: { each: //B }
          unique: [a, b]
          columns:
            - { column: n, type: int, ordinal: . }
            - { column: a, type: "decimal(5,2)", from: "@a" }
            - { column: b, type: binary(9), from: "@b" }
            - { column: c, type: int, from: "@c", on-error: pass }
      """;

  @Test
  void keepsTheFirstOfRowsThatAgree() {
    Mapped.Rows mapped =
        (Mapped.Rows)
            map(
                UNIQUE,
                "<A><B/><B a=''/><B a='1'><B a='1.004'/></B><B b='AQID'/><B a='1' b='AQID'/>"
                    + "<B b='A Q I D'/><B b='AQIE'/></A>");
    RowBatch batch = mapped.batches().get(0);
    assertThat(batch.rows().stream().map(row -> row[0]).toList()).isEqualTo(List.of(1, 2, 3, 4, 5));
    assertThat(batch.rows().stream().filter(row -> row[2] == null).count()).isEqualTo(2);
  }

  @Test
  void passesAnUnusableTextOnAndTellsThatNoDatabaseTakesIt() {
    Mapped.Rows mapped =
        (Mapped.Rows) map(UNIQUE, "<A><B a='1' c='7'/><B a='2' c='secret'/><B a='3' c='x'/></A>");
    assertThat(mapped.batches().get(0).rows().stream().map(row -> row[3]).toList())
        .isEqualTo(List.of(7, "secret", "x"));
    assertThat(mapped.insertionFailure())
        .isEqualTo(
            new Failure(Stage.INSERTION, "t.c is not an int", "contract.yaml:12, //B/@c → t.c"));
  }

  @Test
  void forgetsATextOfARowThatIsNotThere() {
    Mapped.Rows mapped = (Mapped.Rows) map(UNIQUE, "<A><B a='1' c='7'/><B a='1' c='secret'/></A>");
    assertThat(mapped.insertionFailure()).isNull();
  }

  @Test
  void leavesItToTheContractWhetherADocumentMayHaveNoRow() {
    String contract =
        """
        xmlfleet: 1
        contract: map
        root: osm
        tables:
          - table: node
            rows: { each: /osm/node }
            columns: [ { column: id, type: int, from: "@id" } ]
        """;
    Mapped.Rows rejected = (Mapped.Rows) map(contract, "<osm/>");
    Mapped.Rows accepted =
        (Mapped.Rows) map(contract.replace("root:", "no-rows: accept\nroot:"), "<osm/>");

    assertThat(rejected.rejection())
        .isEqualTo(Failure.of(Stage.INSERTION, "the document maps to no row"));
    assertThat(accepted.rejection()).isNull();
    assertThat(accepted.counts()).isEmpty();
  }

  @Test
  void readsEveryNewSourceInEveryNamespace() {
    String contract =
        """
        xmlfleet: 1
        contract: namespaces
        root: p:A
        namespaces: { p: "urn:p", q: "urn:q" }
        selections: { s: { each: //q:B, where: "[@q:k] > 0", key: "[p:K]" } }
        values: { v: /p:A/q:V }
        tables:
          - table: t
            rows: { each: $s, where: [ "[p:K] <> v", { path: "@q:k", present: true } ] }
            columns:
              - { column: k, type: string, from: $s/@q:k, match: "[p:K]" }
              - { column: e, type: string, expression: "[@~p:up] || v" }
              - { column: n, type: int, from: .//q:B/count() }
              - { column: o, type: string, overflow: xml }
        """;
    assertThat(
            rows(
                contract,
                """
                <A xmlns="urn:p" xmlns:x="urn:q"><x:V>v</x:V><V>w</V><B x:k="1"><K>no</K></B>
                  <x:B x:k="1" y:UP="u" xmlns:y="urn:p" up="n"><K>k</K><x:K>l</x:K><x:B/><B/></x:B>
                  <x:B x:k="2"><K>v</K></x:B></A>
                """))
        .containsExactly("t: k=1, e=uv, n=1, o=<x:B xmlns:x=\"urn:q\" up=\"n\"><x:K>l</x:K></x:B>");
  }
}
