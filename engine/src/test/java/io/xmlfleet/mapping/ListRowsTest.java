package io.xmlfleet.mapping;

import static io.xmlfleet.mapping.MappingFixture.failure;
import static io.xmlfleet.mapping.MappingFixture.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.contract.ContractException;
import io.xmlfleet.contract.read.ContractReader;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.table.TableId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Rows that are words of a list. What docs/contracts.md shows is seen by its own test. */
class ListRowsTest {
  private static final String CONTRACT =
      """
      xmlfleet: 1
      contract: c
      root: A
      selections: { some: { each: //B, where: "[@no] IS EMPTY" } }
      tables:
        - table: t
          rows: { each: $some, list: { from: W, pick: only } }
          keep: not-empty
          unique: [word]
          columns:
            - { column: word, type: string, list: value, convert: [lower, blank(none)] }
            - { column: n, type: int, list: position }
            - { column: row, type: int, ordinal: . }
      """;

  @Test
  void partsAtTheWhiteSpaceOfXmlOnly() {
    assertThat(rows(CONTRACT, "<A><B><W> a\tB\n\nc\u00a0d </W></B></A>"))
        .containsExactly(
            "t: word=a, n=1, row=1", "t: word=b, n=2, row=2", "t: word=c\u00a0d, n=3, row=3");
  }

  @Test
  void goesOnWithTheNextElement() {
    assertThat(
            rows(
                CONTRACT,
                "<A><B/><B><W>a a NONE b</W></B><B no='1'><W>x</W></B><B><W/></B><B><W>c</W></B></A>"))
        .containsExactly("t: word=a, n=1, row=1", "t: word=b, n=4, row=2", "t: word=c, n=1, row=3");
  }

  @Test
  void rejectsADocumentWhoseListCannotBeTold() {
    assertThat(failure(CONTRACT, "<A><B><W>a</W><W>b</W></B></A>"))
        .matches(failure -> failure.stage() == Stage.MAPPING)
        .matches(failure -> failure.reason().startsWith("t: the list is to come from the only"))
        .matches(failure -> "contract.yaml:6".equals(failure.location()));
  }

  @Test
  void saysOfWhichWordAValueIs() {
    ContractPlan plan = new ContractPlan(new ContractReader().read("c.yaml", CONTRACT));
    ContractTracer.Trace trace =
        new ContractTracer(plan, Map.of(new TableId(null, "t"), Set.of("word")))
            .trace(
                "<A><B/><B><W>a a</W></B></A>".getBytes(StandardCharsets.UTF_8),
                MappingFixture.context());
    List<String> rows =
        trace.tables().get(0).rows().stream()
            .map(row -> row.number() + " " + row.origin() + " " + row.reason())
            .collect(Collectors.toList());
    assertThat(rows)
        .containsExactly(
            "0 selection some its list has no word",
            "1 word 1 of selection some null",
            "0 word 2 of selection some unique: a row before it has the same word");
  }

  @Test
  void areAroundNoOtherRow() {
    String contract =
        """
        xmlfleet: 1
        contract: c
        root: A
        tables:
          - table: t
            key: [id]
            rows: { each: /A/B, list: "@refs" }
            columns:
              - { column: id, type: int, generated: identity }
              - { column: word, type: string, list: value }
          - table: u
            rows: { each: /A/B/C }
            columns:
              - { column: id, type: int, from: { key-of: t } }
          - table: v
            rows: { pairs: [ { key: K, from: /A/@k } ], list: "@refs" }
            columns:
              - { column: k, type: string, pair: key }
        """;
    assertThatThrownBy(() -> new ContractReader().read("c.yaml", contract))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("14:50: the rows of t are words, and none is around another row")
        .hasMessageContaining("16:55: list goes with each, not with pairs");
  }
}
