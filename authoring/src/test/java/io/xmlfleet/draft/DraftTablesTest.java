package io.xmlfleet.draft;

import static io.xmlfleet.draft.DraftFixture.contract;
import static io.xmlfleet.draft.DraftFixture.draft;
import static io.xmlfleet.draft.DraftFixture.lines;
import static io.xmlfleet.draft.DraftFixture.profile;
import static io.xmlfleet.draft.DraftFixture.tables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.draft.profile.DocumentProfile;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.UsageException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DraftTablesTest {
  @Test
  void makesATableOfWhatRepeatsAndColumnsOfAllElse() {
    assertThat(
            tables(
                contract(
                    """
                    <Order id="7">
                      <Customer><Name>Example Ltd</Name></Customer>
                      <Lines>
                        <Line article="A1"><Price>12.5</Price><Tax>a</Tax><Tax>b</Tax></Line>
                        <Line article="B2"><Price>3</Price></Line>
                      </Lines>
                    </Order>
                    """)))
        .containsExactly(
            "orders: id int, customer_name string(20)",
            "line: line_no int, article string(10), price decimal(18,3)",
            "tax: line_no int, tax_no int, text string(10)");
  }

  @Test
  void countsRepetitionInEverySample() {
    assertThat(tables(contract("<A><b>x</b></A>", "<A><b>x</b><b>y</b></A>")))
        .containsExactly("a: ", "b: b_no int, text string(10)");
  }

  @Test
  void joinsToTheNearestTableAround() {
    ContractDraft draft =
        draft("<A><b><w><c k='1'/><c k='2'/></w></b><b><w><c k='3'/></w></b></A>");

    assertThat(lines(draft, "ordinal: .."))
        .containsExactly("- { column: b_no, type: int, ordinal: ../.. }  # joins to b");
  }

  @Test
  void neverWritesAValue() {
    String text = draft("<A s='SECRET'><b>SECRET</b><b>SECRET</b><c>1 SECRET</c></A>").text();

    assertThat(text).doesNotContain("SECRET").contains("1 of 1, 6 characters");
  }

  @Test
  void notesWhatMayBeAKey() {
    assertThat(lines(draft("<A id='1' k='1'/>", "<A id='2' k='1'/>"), "a possible key"))
        .hasSize(1)
        .first()
        .asString()
        .contains("column: id,");
  }

  @Test
  void takesTheWholeTextOfMixedContent() {
    assertThat(tables(contract("<A><p>some <b k='v'>bold</b> text</p><p>more <i>text</i></p></A>")))
        .containsExactly("a: ", "p: p_no int, text string(50), b_k string(10)");
  }

  @Test
  void takesMarkupForTextWhereverItIsNowAndThen() {
    assertThat(
            tables(
                contract("<q><p>Do <b>not</b> go.</p><p><b>x</b><i>y</i></p><p><b>z</b></p></q>")))
        .containsExactly("q: ", "p: p_no int, text string(20)");
  }

  @Test
  void takesNoTextWhoseWordsWouldRunTogether() {
    ContractDraft draft = draft("<q><d>See <p>over there.</p><p>Starts here</p></d></q>");

    assertThat(lines(draft, "from:")).isEmpty();
    assertThat(draft.text()).contains("Left to overflow: d: its text, as words");
  }

  @Test
  void tellsWhetherWhatMayBeEmptyIsThere() {
    assertThat(
            tables(
                contract("<s><c n='a'><skipped/></c><c n=''><t>x</t><x/><x/></c><c><t/></c></s>")))
        .containsExactly(
            "s: ",
            "c: c_no int, n_present bit, n string(10), skipped int, t_count int, t string(10),"
                + " x int");
  }

  @Test
  void keepsNamespacesApartWhereOneParentHasBoth() {
    ContractDraft draft =
        draft("<A xmlns:x='urn:x' xmlns:y='urn:y'><x:t>one</x:t><y:t>two</y:t></A>");

    assertThat(lines(draft, "from:"))
        .containsExactly(
            "- { column: t, type: string(10), from: \"ns1:t\" }  # 1 of 1, 3 characters",
            "- { column: t_2, type: string(10), from: \"ns2:t\" }  # 1 of 1, 3 characters");
  }

  @Test
  void foldsNamespacesOtherwise() {
    assertThat(tables(contract("<A><t>one</t></A>", "<A xmlns='urn:x'><t>two</t></A>")))
        .containsExactly("a: t string(10)");
  }

  @Test
  void stopsWhereElementsNestInThemselves() {
    String nested = "<s t='1'>".repeat(9) + "<s t='2'/>" + "</s>".repeat(9);

    ContractDraft draft = draft("<A>" + nested + nested + "</A>");

    assertThat(draft.tables()).isEqualTo(2);
    assertThat(draft.text()).contains("s: it is nested in itself");
  }

  @Test
  void leavesNamesThatAreDataToTheOverflow() {
    String[] documents =
        IntStream.range(0, 40)
            .mapToObj(i -> "<A><p><k" + i + ">v</k" + i + "></p></A>")
            .toArray(String[]::new);

    assertThat(draft(documents).text()).contains("the names look like data").doesNotContain("k17");
  }

  @Test
  void boundsTables() {
    String lists =
        IntStream.range(0, 90)
            .mapToObj(i -> "<l" + i + "><e>1</e><e>2</e></l" + i + ">")
            .collect(Collectors.joining());

    ContractDraft draft = draft("<A>" + lists + "</A>");

    assertThat(draft.tables()).isEqualTo(TableLayout.MOST_TABLES);
    assertThat(draft.text()).contains("l59/e: more than 60 tables").contains("parts more");
  }

  @Test
  void boundsColumnsAndKeepsTheFrequentOnes() {
    String attributes =
        IntStream.range(0, 300).mapToObj(i -> "a" + i + "='1'").collect(Collectors.joining(" "));

    ContractDraft draft = draft("<A " + attributes + "/>", "<A a299='1'/>");

    assertThat(lines(draft, "from:")).hasSize(TableLayout.MOST_COLUMNS);
    assertThat(draft.text()).contains("100 values, more than 200 columns").contains("@a299");
  }

  @Test
  void keepsSeveralRootsInTablesOfTheirOwn() {
    ContractDraft draft = draft("<A x='1'/>", "<B x='1'><c>1</c><c>2</c></B>");

    assertThat(draft.name()).isEqualTo("a-b");
    assertThat(draft.text()).contains("root: [A, B]").contains("rows: { each: /A }");
    assertThat(draft.text()).contains("references: b }");
  }

  @Test
  void refusesTooManyRoots() {
    String[] documents =
        IntStream.range(0, 20).mapToObj(i -> "<R" + i + "/>").toArray(String[]::new);

    assertThatThrownBy(() -> draft(documents))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("20 different root elements")
        .hasMessageContaining("R0, R1")
        .hasMessageContaining("--root");
    assertThat(profile(documents).draft("R7", null).text()).contains("root: R7");
  }

  @Test
  void survivesNamesThatMeanSomethingElsewhere() {
    assertThat(
            tables(
                contract(
                    "<null record_id='1' overflow='2' true='3'><select>4</select>"
                        + "<yes>5</yes><yes>6</yes></null>")))
        .containsExactly(
            "nulls: record_id_2 int, overflow_2 int, null_true int, null_select int",
            "yes: yes_no int, text int");
  }

  @Test
  void refusesWhatARunWouldRefuse() {
    DocumentProfile profile = profile("<A/>");

    Failure failure =
        profile.add(
            "<!DOCTYPE A [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><A>&e;</A>"
                .getBytes(StandardCharsets.UTF_8));

    assertThat(failure).isNotNull();
    assertThat(profile.documents()).isEqualTo(1);
    assertThat(profile.add("<A><b x='1'>".getBytes(StandardCharsets.UTF_8))).isNotNull();
    assertThat(profile.draft(null, null).text()).doesNotContain("@x");
  }
}
