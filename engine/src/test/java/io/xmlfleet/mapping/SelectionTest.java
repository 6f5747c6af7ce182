package io.xmlfleet.mapping;

import static io.xmlfleet.mapping.MappingFixture.failure;
import static io.xmlfleet.mapping.MappingFixture.map;
import static io.xmlfleet.mapping.MappingFixture.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Deadline;
import io.xmlfleet.failure.Stage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which elements a selection gives, and what paths and rows make of them. */
@Timeout(60)
class SelectionTest {
  private static final String CONTRACT =
      """
      xmlfleet: 1
      contract: selections
      root: A
      namespaces: { p: "urn:p" }
      selections:
      %s
      tables:
        - table: t
          columns:
            - { column: n, type: int, from: $s/count() }
            - { column: first, type: string, from: $s/@id }
            - { column: last, type: string, from: $s/@id, pick: last }
            - { column: filled, type: string, from: $s/@v, pick: filled }
      """;

  private static final String ROWS =
      """
      xmlfleet: 1
      contract: selections
      root: A
      namespaces: { p: "urn:p" }
      selections:
      %s
      tables:
        - table: t
          rows: { each: $s }
          columns:
            - { column: id, type: string, from: "@id" }
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "s: { each: //x } | <A><x id='1'><x id='2'/></x><x id='3'/></A> | 1 2 3",
        "s: { each: //x, take: first } | <A><x id='1'><x id='2'/></x></A> | 1",
        "s: { each: //x, take: last } | <A><x id='1'><x id='2'/></x></A> | 2",
        "s: { each: /A/x, take: last } | <A/> | ",
        "s: { each: //p:x } | <A><x id='1'/><x id='2' xmlns='urn:p'/><q:x id='3'"
            + " xmlns:q='urn:p'/></A> | 2 3",
        "s: { each: //x, where: '[@v] > 1' } | <A><x id='1' v='1'/><x id='2' v='2'/><x id='3'/></A>"
            + " | 2",
        "s: { each: //x, where: '[x/@id] IS EMPTY' } | <A><x id='1'><x id='2'/></x></A> | 2",
        // below
        "a: { each: //a }, s: { each: .//x, below: a } | <A><a><x id='1'/><a><b><x"
            + " id='2'/></b></a></a><x id='3'/></A> | 1 2",
        "a: { each: //a, where: '[@k] = 1' }, s: { each: .//x, below: a } | <A><a k='1'><a><x"
            + " id='1'/></a></a><a><a k='1'><x id='2'/></a></a></A> | 1 2",
        "a: { each: //a, where: '[@k] = 1' }, s: { each: x, below: a } | <A><a k='1'><a><x"
            + " id='1'/></a><x id='2'/></a></A> | 2",
        "a: { each: //a, where: '[@k] = 1' }, s: { each: a, below: a } | <A><a k='1'><a id='1'><a"
            + " id='2'/></a></a></A> | 1",
        "a: { each: //a }, s: { each: '*/x', below: a } | <A><a><a><x id='1'/><b><x"
            + " id='2'/></b></a></a></A> | 1 2",
        "a: { each: //a, unique: { by: '[@k]', keep: last } }, s: { each: x, below: a } | <A><a"
            + " k='1'><x id='1'/></a><a k='2'><x id='2'/></a><a k='1'><x id='3'/></a></A> | 3 2",
        "a: { each: //a }, b: { each: .//b, below: a }, s: { each: .//x, below: b } | <A><b><x"
            + " id='0'/></b><a><b><b><x id='1'/></b></b></a></A> | 1",
        // unique
        "s: { each: //x, unique: { by: '[@k]' } } | <A><x id='1' k='a'/><x id='2' k='A'/><x id='3'"
            + " k='a'/></A> | 1 2",
        "s: { each: //x, unique: { by: '[@k]' } } | <A><x id='1'/><x id='2' k=''/><x id='3'/></A> |"
            + " 1 2",
        "s: { each: //x, unique: { by: ['[@k]', '[@l]'] } } | <A><x id='1' k='a' l='bc'/><x id='2'"
            + " k='ab' l='c'/><x id='3' k='a' l='bc'/></A> | 1 2",
        "s: { each: //x, unique: { by: ['[@k]', '[@l]'] } } | <A><x id='1' k='a'/><x id='2'"
            + " l='a'/><x id='3' k='-'/></A> | 1 2 3",
        "s: { each: //x, unique: { by: '[@k]', rank: '[@r]' } } | <A><x id='1' r='2'/><x id='2'"
            + " r='10'/><x id='3' r='1.5'/><x id='4'/></A> | 3",
        "s: { each: //x, unique: { by: '[@k]', rank: '[@r]' } } | <A><x id='1' r='z'/><x id='2'"
            + " r='1e60'/><x id='3' r='1e999999999999'/></A> | 2",
        "s: { each: //x, unique: { by: '[@k]', rank: '[@r]' } } | <A><x id='1' r='1'/><x id='2' r='"
            + " 1.0 '/></A> | 1",
        "s: { each: //x, unique: { by: '[@k]', rank: '[@r]', keep: last } } | <A><x id='1'"
            + " r='1'/><x id='2' r='1'/><x id='3' r='2'/></A> | 2",
        "s: { each: //x, unique: { by: '[@k]', rank: '[@r] = 1' } } | <A><x id='1' r='1'/><x id='2'"
            + " r='3'/></A> | 2",
        // prefer, otherwise
        "s: { each: //x, prefer: '[@v] = 1' } | <A><x id='1'/><x id='2' v='1'/><x id='3'"
            + " v='1'/></A> | 2 3",
        "s: { each: //x, prefer: '[@v] = 1' } | <A><x id='1'/><x id='2'/></A> | 1 2",
        "s: { each: //x, where: '[@id] > 1', prefer: '[@id] = 1' } | <A><x id='1'/><x id='2'/></A>"
            + " | 2",
        "a: { each: //x }, s: { each: //x, where: '[@v] = 1', otherwise: a } | <A><x id='1'/><x"
            + " id='2'/></A> | 1 2",
        "a: { each: //x }, s: { each: //x, where: '[@v] = 1', otherwise: a } | <A><x id='1'/><x"
            + " v='1' id='2'/></A> | 2",
        // among
        "a: { each: //a, key: '[@k]' }, s: { each: //x, among: { selection: a, match: '[@v]' } } |"
            + " <A><a k='1'/><a/><x id='1' v='1'/><x id='2' v='2'/><x id='3'/></A> | 1",
        "a: { each: //a, key: '[@k]', take: last }, s: { each: //x, among: { selection: a, match:"
            + " '[@v]' } } | <A><a k='1'/><a k='2'/><x id='1' v='1'/><x id='2' v='2'/></A> | 2",
        "z: { each: //z, key: '[@q]' }, a: { each: //a, key: '[@k]', otherwise: z }, s: { each:"
            + " //x, among: { selection: a, match: '[@v]' } } | <A><z q='1' k='2'/><x id='1'"
            + " v='1'/><x id='2' v='2'/></A> | 1",
        "z: { each: //a }, a: { each: //a, key: '[@k]', where: 'FALSE', otherwise: z }, s: { each:"
            + " //x, among: { selection: a, match: '[@v]' } } | <A><a k='1'/><x id='1' v='1'/><x"
            + " id='2' v='2'/></A> | 1"
      })
  void givesElementsInOrder(String selections, String xml, String expected) {
    String ids =
        rows(ROWS.formatted(indented(selections)), xml).stream()
            .map(row -> row.substring("t: id=".length()))
            .collect(Collectors.joining(" "));
    assertThat(ids).isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void countsAndPicksAmongItsElements() {
    String contract = CONTRACT.formatted(indented("s: { each: //x }"));
    assertThat(rows(contract, "<A/>")).containsExactly("t: n=0");
    assertThat(rows(contract, "<A><x id='1' v=''><x id='2'/></x><x id='3' v='a'/><x v='b'/></A>"))
        .containsExactly("t: n=4, first=1, filled=a");
  }

  @Test
  void readsElementsOfAnotherPathThatStandIn() {
    String contract =
        CONTRACT.formatted(
            indented(
                "z: { each: //z }, y: { each: //y, otherwise: z }, s: { each: //x, otherwise: y"
                    + " }"));
    assertThat(rows(contract, "<A><z id='1' v='2'/></A>"))
        .containsExactly("t: n=1, first=1, last=1, filled=2");
    assertThat(rows(contract, "<A><z id='1'/><y id='2'/></A>"))
        .containsExactly("t: n=1, first=2, last=2");
  }

  private static final String LOOKED_UP =
      """
      xmlfleet: 1
      contract: match
      root: A
      selections:
        old: { each: //Old, key: "[@nr]" }
        p: { each: //P, key: "UPPER([@id])", otherwise: old }
      tables:
        - table: t
          rows: { each: /A/R }
          columns:
            - { column: name, type: string, from: $p/Name, match: "UPPER([@to])" }
            - { column: n, type: int, from: $p/count(), match: "UPPER([@to])" }
            - { column: filled, type: string, from: $p/Name, pick: filled, match: "UPPER([@to])" }
      """;

  @Test
  void looksElementsUpByTheirKeys() {
    assertThat(
            rows(
                LOOKED_UP,
                "<A><P id='a'><Name/></P><P id='A'><Name>n</Name></P><P><Name>no</Name></P>"
                    + "<R to='A'/><R to='b'/><R/></A>"))
        .containsExactly("t: n=2, filled=n", "t: n=0", "t: n=0");
    assertThat(
            rows(LOOKED_UP, "<A><Old nr='X' id='Y'><Name>n</Name></Old><R to='x'/><R to='y'/></A>"))
        .containsExactly("t: name=n, n=1, filled=n", "t: n=0");
  }

  @Test
  void rejectsTheSecondOneWhereThereIsToBeOne() {
    String contract = LOOKED_UP.replace("pick: filled", "pick: only");
    assertThat(failure(contract, "<A><P id='a'/><P id='A'/><R to='a'/></A>").reason())
        .isEqualTo(
            "t.filled is to come from the only element of a selection, and there are several");
  }

  @Test
  void isKnownToRequirementsAndValues() {
    String contract =
        CONTRACT
            .formatted(indented("s: { each: //x, where: \"[@v] = 1\" }"))
            .replace(
                "tables:",
                """
                values: { n: $s/count() }
                require: [ { that: n > 1, message: too few } ]
                tables:""");
    assertThat(failure(contract, "<A><x v='1'/></A>").reason()).isEqualTo("too few");
    assertThat(rows(contract, "<A><x v='1'/><x v='1'/></A>")).hasSize(1);
  }

  @Test
  void takesLinearTimeWhateverTheDocument() {
    String contract =
        """
        xmlfleet: 1
        contract: hostile
        root: A
        selections:
          a: { each: //x, key: "[@k]", unique: { by: ["[@k]", "[@v]"], rank: "[@r]" } }
          b: { each: .//y, below: a, among: { selection: a, match: "[@k]" } }
        values:
          v0: { from: $a/@none, pick: filled }
          v1: { expression: "COALESCE(v0, v0, v0, 'x')" }
          v2: { expression: "COALESCE(NULLIF(v1, v1), NULLIF(v1, v1), v1)" }
          v3: { expression: "COALESCE(NULLIF(v2, v2), NULLIF(v2, v2), v2)" }
        tables:
          - table: t
            rows: { each: $a }
            unique: [k, n]
            columns:
              - { column: k, type: string, from: "@k" }
              - { column: n, type: int, ordinal: . }
              - { column: f, type: string, from: $a/@none, pick: filled, match: "'same'" }
              - { column: g, type: string, from: $a/@none, pick: filled }
              - { column: h, type: string, expression: v3 }
              - { column: o, type: string, overflow: xml }
        """;
    StringBuilder same = new StringBuilder("<A>");
    StringBuilder colliding = new StringBuilder("<A>");
    for (int i = 0; i < 50_000; i++) {
      same.append("<x k='same' v='").append(i).append("'/><y k='same'/>");
      colliding
          .append("<x k='")
          .append(ofOneHash(i))
          .append("' v='")
          .append(ofOneHash(i))
          .append("'/>");
    }
    String deep = ("<x k='1' r='" + "9".repeat(100_000) + "'>").repeat(150) + "</x>".repeat(150);
    assertThat(map(contract, same + "</A>")).isInstanceOf(Mapped.Rows.class);
    assertThat(map(contract, colliding + "</A>")).isInstanceOf(Mapped.Rows.class);
    assertThat(map(contract, "<A>" + deep.replace("<x", "<y/><x") + "</A>"))
        .isInstanceOf(Mapped.Rows.class);
  }

  /** Different texts of one hash code. */
  private static String ofOneHash(int number) {
    StringBuilder text = new StringBuilder();
    for (int bit = 0; bit < 16; bit++) {
      text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return text.toString();
  }

  @Test
  void endsAtTheDeadlineBeforeTheFirstRow() {
    String contract = CONTRACT.formatted(indented("s: { each: //x, where: \"[@v] = 1\" }"));
    byte[] document = ("<A>" + "<x v='1'/>".repeat(200) + "</A>").getBytes(StandardCharsets.UTF_8);
    Deadline past = Deadline.after(Duration.ofSeconds(-1), Clock.systemUTC());
    Mapped mapped =
        MappingFixture.mapper(contract).map(document, new DocumentContext("run", 1, "a.xml", past));
    assertThat(((Mapped.Rejected) mapped).failure().stage()).isEqualTo(Stage.TIMEOUT);
  }

  /** {@code a: { … }, s: { … }} a line each. */
  private static String indented(String selections) {
    return "  " + selections.replaceAll("\\}, (?=[a-z]: )", "}\n  ");
  }

  @Test
  void saysWhatOnePathWithAPredicateAtAnyDepthCannot() {
    String contract =
        """
        xmlfleet: 1
        contract: c
        root: r
        selections:
          a: { each: //A, where: "[@k] IS NOT NULL" }
          b: { each: B, below: a }
          c: { each: .//C, below: b }
        tables:
          - table: t
            rows: { each: $c }
            columns: [ { column: v, type: string, from: . } ]
        """;
    String xml =
        "<r><A k='1'><B><A><B><C>1</C></B></A><C>2</C></B><C>3</C></A><A><B><C>4</C></B></A></r>";
    assertThat(rows(contract, xml)).containsExactly("t: v=1", "t: v=2");
  }
}
