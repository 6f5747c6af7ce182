package io.xmlfleet.mapping;

import static io.xmlfleet.mapping.MappingFixture.failure;
import static io.xmlfleet.mapping.MappingFixture.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.contract.read.ContractReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What predicates, aggregates and unions mean beside XPath: for rows, keys and the overflow. */
class PredicateTest {
  private static final String HEAD =
      """
      xmlfleet: 1
      contract: c
      root: A
      no-rows: accept
      tables:
      """;

  private static final String ONE =
      HEAD
          + """
            - table: t
              columns:
                - { column: v, type: string, %s }
                - { column: rest, type: string, overflow: xml }
          """;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "from: \"b[@k='1']\" ; <A><b>x</b><b k='1'>y</b></A> ; v=y, rest=<A><b>x</b><b k=\"1\">y</b></A>",
        "from: \"b[@k='1']/@k\" ; <A><b>x</b><c/></A> ; rest=<A><b>x</b><c/></A>",
        "from: \"b[c]//d\" ; <A><b><c/>t<d>u</d></b>s</A> ; v=u, rest=<A><b>t<d>u</d></b>s</A>",
        "expression: \"SUM([b])\" ; <A><b>1</b><b>2<c/></b></A> ; v=3, rest=<A><b>2<c/></b></A>",
        "expression: \"SUM([b/@k])\" ; <A><b k='1' j='2'/></A> ; v=1, rest=<A><b j=\"2\"/></A>",
        "from: b/text() ; <A><b>x<c>y</c><d/> z</b></A> ; v=x z, rest=<A><b>x<c>y</c><d/> z</b></A>",
        "from: \"b[contains(@k, '%')]\" ; <A><b k='1'>x</b><b k='%'>y</b></A> ; v=y, rest=<A><b k=\"1\">x</b><b k=\"%\">y</b></A>",
        "from: \"@xml:id\" ; <A xml:id='a' id='b'/> ; v=a, rest=<A id=\"b\"/>",
        "from: b | c, pick: last ; <A><c>1</c><b>2</b><d/></A> ; v=2, rest=<A><d/></A>"
      })
  void leavesForTheOverflowWhatMayNotCount(String source, String xml, String expected) {
    assertThat(rows(ONE.formatted(source), xml)).containsExactly("t: " + expected);
  }

  @Test
  void tellsNamesInNoNamespaceFromOthers() {
    String contract =
        ONE.replace("root: A", "root: A\nnamespaces: { none: \"\" }")
            .formatted("from: \"none:b/@none:k\"");
    String xml =
        "<A xmlns:p='urn:p'><p:b k='1'/><b p:k='2'/><b xmlns='urn:p' k='3'/><b k='4'/></A>";
    assertThat(rows(contract, xml).get(0)).startsWith("t: v=4, rest=");
  }

  @Test
  void refusesTheOnlyOneIfSeveralMeetTheCondition() {
    String contract = ONE.formatted("from: \"b[@k > 1]\", pick: only");
    assertThat(rows(contract, "<A><b k='1'>x</b><b k='2'>y</b></A>").get(0)).contains("v=y");
    assertThat(failure(contract, "<A><b k='2'>x</b><b k='3'>y</b></A>").reason())
        .contains("only such element");
  }

  @Test
  void leadsToWhatMayNotCountForWhoAsksWhatIsUnused() {
    String contract =
        HEAD
            + """
              - table: t
                rows: { each: "//b" }
                columns:
                  - { column: v, type: string, from: "c[@k='1']" }
                  - { column: a, type: string, from: "../@j" }
                  - { column: n, type: string, from: "ancestor::A/n" }
            """;
    ContractPlan plan = new ContractPlan(new ContractReader().read("c", contract));
    UnusedPaths unused = new UnusedPaths(plan.capture());
    String xml = "<A j='1'><n>x</n><b j='2'><c k='2'>y</c></b><e>z</e></A>";

    assertThat(unused.add(xml.getBytes(StandardCharsets.UTF_8), () -> false)).isNull();
    assertThat(unused.found()).extracting(UnusedPaths.Found::path).containsExactly("/A/e");
    ContractUses.Place root = new ContractUses(plan).start().child("A", "");
    assertThat(root.child("n", "").text()).hasSize(1);
    assertThat(root.attribute("j", "")).hasSize(1);
    assertThat(root.child("b", "").child("c", "").attribute("k", "")).hasSize(1);
  }

  @Test
  void looksForWhatAnAncestorHasWhereverThePredicateHolds() {
    String contract =
        HEAD
            + """
              - table: t
                rows: { each: "//b" }
                columns:
                  - { column: v, type: string, from: "ancestor::A[@q]/n" }
                  - { column: w, type: string, from: "preceding-sibling::m/@k" }
                  - { column: o, type: string, from: "preceding-sibling::o" }
            """;
    SampleSurvey survey =
        SampleSurvey.ofPaths(new ContractPlan(new ContractReader().read("c", contract)));
    String xml = "<A><n>x</n><b/><o/></A>";
    survey.add(xml.getBytes(StandardCharsets.UTF_8), DocumentContext.of("a.xml"));
    assertThat(survey.unreached("none has"))
        .extracting(SampleSurvey.Finding::what)
        .containsExactly("none has preceding-sibling::m/@k (t.w)");
  }

  @Test
  void tellsApartWhatACandidateForARowHoldsAndWhatAColumnTakes() {
    String contract =
        HEAD
            + """
              - table: t
                rows: { each: "/A/*[@k]" }
                columns: [ { column: v, type: string, from: . } ]
            """;
    UnusedPaths paths =
        new UnusedPaths(new ContractPlan(new ContractReader().read("c", contract)).capture());
    String xml = "<A><fact k='1'>x</fact><about><who>y</who></about></A>";

    assertThat(paths.add(xml.getBytes(StandardCharsets.UTF_8), () -> false)).isNull();
    assertThat(paths.found()).extracting(UnusedPaths.Found::path).contains("/A/about/who");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "p/xml() | /A/p/@k /A/e",
        "p[q]/xml() | /A/p/@k /A/e",
        "p/raw-text() | /A/p/@k /A/p/q/@j /A/e",
        "p/spaced-text() | /A/p/@k /A/p/q/@j /A/e",
        "p[2]/spaced-text() | /A/p/@k /A/p/q/@j /A/e",
        "p | /A/p/@k /A/p/q/@j /A/e"
      })
  void saysNotThatUnusedIsWhatAColumnTakesInAnElement(String from, String unused) {
    String contract =
        HEAD
            + """
              - table: t
                columns:
                  - { column: v, type: string, from: "%s" }
                  - { column: r, type: string, from: p/s }
            """;
    ContractPlan plan = new ContractPlan(new ContractReader().read("c", contract.formatted(from)));
    UnusedPaths paths = new UnusedPaths(plan.capture());
    String xml = "<A><p k='1'>x<q j='2'>y</q><s>t</s><r/></p><p><q>z</q></p><e/></A>";

    assertThat(paths.add(xml.getBytes(StandardCharsets.UTF_8), () -> false)).isNull();
    assertThat(paths.found())
        .extracting(UnusedPaths.Found::path)
        .containsExactly(unused.split(" "));
  }

  @Test
  void givesTheKeyOfTheRowAroundOnlyWhereThatIsOne() {
    String contract =
        HEAD
            + """
              - table: p
                key: [p_id]
                rows: { each: "/A/b[c]" }
                columns:
                  - { column: p_id, type: int, generated: identity }
                  - { column: no, type: int, ordinal: . }
              - table: q
                rows: { each: "/A/b[c]/d[not(@x)]" }
                columns:
                  - { column: p_id, type: int, from: { key-of: p } }
                  - { column: p_no, type: int, ordinal: .. }
                  - { column: k, type: string, from: "../@k" }
            """;
    assertThat(
            rows(
                contract,
                "<A><b k='1'><d/></b><b k='2'><d/><d x=''/><c/></b><b k='3'><c/><d/></b></A>"))
        .containsExactly(
            "p: p_id=(key 1), no=1",
            "p: p_id=(key 2), no=2",
            "q: p_id=(key 1), p_no=1, k=2",
            "q: p_id=(key 2), p_no=2, k=3");
  }

  @Test
  void choosesElementsOfSelectionsAndAggregatesOverThem() {
    String contract =
        """
        xmlfleet: 1
        contract: c
        root: A
        selections:
          big: { each: "//b[@n > 1] | //c", where: "[@off] IS NULL", key: "[@id]" }
          below: { each: "d[1]", below: big }
        values: { total: { expression: "SUM([$big/@n])" } }
        tables:
          - table: t
            columns:
              - { column: total, type: int, expression: total }
              - { column: ids, type: string, expression: "STRING_AGG([$big/@id], ' ')" }
              - { column: d, type: int, expression: "COUNT([$big/d]) * 10 + COUNT([$below])" }
              - { column: none, type: int, expression: "SUM([$big/nothing])" }
          - table: u
            rows: { each: $below }
            columns:
              - { column: v, type: string, from: . }
              - { column: name, type: string, from: ../name() }
        """;
    assertThat(
            rows(
                contract,
                "<A><b id='1' n='1'/><b id='2' n='2'><c id='3' n='5'><d>x</d><d>y</d></c></b>"
                    + "<c off='' n='9'><d>z</d></c><b id='4' n='4'><d>w</d></b></A>"))
        .containsExactly("t: total=11, ids=2 3 4, d=32", "u: v=x, name=c", "u: v=w, name=b");
  }

  @Test
  void followsPathsAsDeepAsADocumentMayBe() {
    int depth = 190;
    String contract =
        HEAD
            + """
              - table: t
                rows: { each: "//b[not(b)][@k] | //b[c]" }
                columns:
                  - { column: k, type: string, from: "@k" }
                  - { column: all, type: int, expression: "COUNT([.//b[@k > 100]//c])" }
              - table: u
                columns:
                  - { column: deep, type: int, from: ".//b[c]/c[last()]/depth()" }
            """;
    StringBuilder xml = new StringBuilder("<A>");
    for (int i = 1; i <= depth; i++) {
      xml.append("<b k='").append(i).append("'>");
    }
    xml.append("<c/><c/>").append("</b>".repeat(depth)).append("</A>");
    assertThat(rows(contract, xml.toString())).containsExactly("t: k=190, all=0", "u: deep=192");
  }
}
