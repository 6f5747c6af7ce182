package io.xmlfleet.contract.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.contract.Contract;
import io.xmlfleet.contract.ContractException;
import io.xmlfleet.contract.XmlPath;
import io.xmlfleet.failure.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractReaderTest {
  private static final String GOOD =
      """
      xmlfleet: 1
      contract: good
      root: A
      namespaces: { x: "urn:x" }
      enums: { e: { X: 1 } }
      selections:
        keyed: { each: /A/B, key: "[@k]" }
        deep: { each: //C, among: { selection: keyed, match: "[@k]" } }
        low: { each: .//D, below: deep, unique: { by: "[@u]", rank: "[@r]" } }
        other: { each: /A/F, key: "[@k]", otherwise: keyed }
      values: { n: /A/@n, m: { expression: n || 'x' } }
      tables:
        - table: t
          key: [id]
          columns:
            - { column: id, type: int, from: "@id" }
        - table: u
          foreign-keys: [ { columns: [t_id], references: t } ]
          rows: { each: /A/B }
          columns:
            - { column: t_id, type: int, from: /A/@id }
            - { column: c, type: date, from: C, formats: [M/d/yyyy] }
        - table: v
          rows: { slots: [ { key: K, when: "n > 0", values: { s: "@s" } } ] }
          keep: { when: s > 1 }
          unique: [s]
          columns:
            - { column: s, type: string, slot: value, convert: [trim] }
        - table: w
          rows: { each: $deep, where: "[@w] = 1" }
          columns:
            - { column: s, type: string, from: $keyed/@s, match: "[@k]" }
      """;

  /** What is replaced in the good contract, and the line that the message must have. */
  record Fault(String good, String bad, String message) {
    @Override
    public String toString() {
      return message;
    }
  }

  static Stream<Fault> faults() {
    return Stream.of(
        new Fault("root: A", "roots: A", "3:1: unknown key \"roots\"; did you mean \"root\"?"),
        new Fault(
            "type: int, from: \"@id\"",
            "type: itn, from: \"@id\"",
            "16:29: unknown type \"itn\"; did you mean \"int\"?"),
        new Fault(
            "type: int, from: \"@id\"",
            "type: float5, from: \"@id\"",
            "16:29: unknown type \"float5\"; known: string, "),
        new Fault("from: \"@id\"", "from: \"@id\", enum: f", "there is no enum \"f\""),
        new Fault("each: /A/B", "each: /B/C", "the path starts at B, but the root element is A"),
        new Fault("each: /A/B", "each: /A//@b", "\"@b\" is not the name of an element"),
        new Fault("each: /A/B", "each: \"/A/B[0]\"", "the first element is [1]"),
        new Fault(
            "from: C,",
            "from: \"C[@a = B]/@c\",",
            "those only\n      C[@a = B]/@c\n             ^"),
        new Fault(
            "from: C,",
            "from: \"C[D[@a=1 or ]]\",",
            "expected a path\n      C[D[@a=1 or ]]\n                  ^"),
        new Fault("from: C,", "from: \"C[@a\",", "there is no closing ]\n      C[@a\n       ^"),
        new Fault("from: C,", "from: \"C[1]x\",", "the next step follows on ]"),
        new Fault("from: C,", "from: \"C[]\",", "expected a path"),
        new Fault("from: C,", "from: \"C[../@a]\",", "a predicate looks down from its element"),
        new Fault("from: C,", "from: \"C[/A]\",", "a predicate looks down from its element"),
        new Fault("from: C,", "from: \"C[y:D]\",", "prefix \"y\" is not in namespaces"),
        new Fault("from: C,", "from: \"C[position()]\",", "position() is compared with a number"),
        new Fault("from: C,", "from: \"@c[1]\",", "is not the name of an element"),
        new Fault("from: C,", "from: \".//C[D]/E//F\",", "// does not stand further behind"),
        new Fault("from: C,", "from: \"C[D]\", pick: last-place,", "paths without predicates"),
        new Fault("from: C,", "from: \"C | ../D\",", "what | unites starts at one element"),
        new Fault("from: C,", "from: \"C | D/count()\",", "count() is of one path"),
        new Fault("from: C,", "from: \"C[@a] | C[@b]\",", "may be the same element twice"),
        new Fault("from: C,", "from: \"@a | @b\",", "COALESCE([@x], [@y])"),
        new Fault("from: C,", "from: \"C/@a | C/@b\",", "COALESCE([@x], [@y])"),
        new Fault("from: C,", "from: \"C | \",", "it is blank"),
        new Fault("from: C,", "expression: \"SUM([C/count()])\",", "count() is one number"),
        new Fault("from: C,", "expression: \"SUM(1)\",", "SUM is of one path"),
        new Fault("from: C,", "expression: \"MIN([C] + [D])\",", "MIN is of one path"),
        new Fault("from: C,", "expression: \"MAX(SUM([C]))\",", "does not stand in another one"),
        new Fault("from: C,", "expression: \"SUMM([C])\",", "did you mean \"SUM\"?"),
        new Fault("from: C,", "expression: \"SUM(DATE([C]))\",", "a number is needed here"),
        new Fault("from: C,", "expression: \"STRING_AGG([C])\",", "expected ,"),
        new Fault("from: C,", "expression: \"STRING_AGG([C], [D])\",", "a text to put between"),
        new Fault("from: C,", "from: y:C,", "prefix \"y\" is not in namespaces"),
        new Fault("from: C,", "from: ../../C,", "the path climbs above the root element here"),
        new Fault("from: C,", "ordinal: ../.., ", "\"..\" climbs above the root element here"),
        new Fault("from: C,", "pair: key,", "pair goes with rows: { pairs: … }"),
        new Fault("[M/d/yyyy]", "[M/d/bbbb]", "not a date pattern"),
        new Fault("references: t ", "references: u ", "there is no table u before this one"),
        new Fault(
            "columns: [t_id]", "columns: [tid]", "there is no column tid; did you mean \"t_id\"?"),
        new Fault("columns: [t_id]", "columns: [t_id, c]", "the key of t has 1 columns, not 2"),
        new Fault("key: [id]", "key: [idd]", "there is no column idd; did you mean \"id\"?"),
        new Fault("table: u", "table: T", "table T is there twice"),
        new Fault("column: c,", "column: T_ID,", "column T_ID is there twice"),
        new Fault("from: \"@id\"", "value: one", "value"),
        new Fault("from: \"@id\"", "from: \"@id\", default: none", "default"),
        new Fault(
            "type: int, from: \"@id\"",
            "type: \"decimal(39,2)\", from: \"@id\"",
            "precision at most 38"),
        new Fault(
            "type: int, from: \"@id\"", "type: decimal(9,2), from: \"@id\"", "put it in quotes"),
        new Fault("from: C,", "from: C, on-error: default,", "on-error: default needs a default"),
        new Fault("root: A", "root: A\nroot: B", "key \"root\" is there twice"),
        // selections
        new Fault(".//D, below: deep", "D//E, below: deep", "so // comes first or not at all"),
        new Fault("below: deep", "below: dep", "9:29: there is no selection dep above; did"),
        new Fault("below: deep", "below: low", "there is no selection low above"),
        new Fault("otherwise: keyed", "otherwise: other", "there is no selection other above"),
        new Fault("selection: keyed", "selection: other", "there is no selection other above"),
        new Fault("selection: keyed", "selection: keyd", "above; did you mean \"keyed\"?"),
        new Fault("key: \"[@k]\" }\n  deep", "take: all }\n  deep", "selection keyed has no key"),
        new Fault(
            "key: \"[@k]\" }\n  deep",
            "take: all }\n  deep",
            "match goes with a path into a selection"),
        new Fault(
            "key: \"[@k]\" }\n  deep",
            "take: all }\n  deep",
            "selection keyed has another path, so it needs a key of its own"),
        new Fault("each: $deep", "each: $dep", "there is no selection dep; did you mean \"deep\"?"),
        new Fault("each: $deep", "each: $other", "rows are elements of one path, and other may be"),
        new Fault(
            "values: { n",
            "  sub: { each: G, below: other }\nvalues: { n",
            "above are of one path"),
        new Fault("  low:", "  l o w:", "a selection's name has letters, digits, - and _ only"),
        new Fault("each: /A/B, key", "each: B, key", "the path must be absolute here"),
        new Fault("each: /A/B, key", "each: /A/B/@c, key", "each is the path of an element"),
        new Fault("each: /A/B, key", "each: /A/B/count(), key", "each is the path of an element"),
        new Fault(
            "each: .//D", "each: //D", "the path leads down to elements here: Child, .//Child"),
        new Fault("each: .//D", "each: .", "the path leads down to elements here"),
        new Fault("each: .//D", "each: .//D/@e", "the path leads down to elements here"),
        new Fault("by: \"[@u]\", ", "", "by lists at least one expression"),
        new Fault("rank: \"[@r]\"", "rank: \"DATE([@r])\"", "rank is a number"),
        new Fault("rank: \"[@r]\"", "keep: newest", "unknown word \"newest\"; known: first, last"),
        new Fault("selection: keyed, match", "match", "selection is missing"),
        // values and expressions
        new Fault("n: /A/@n", "n: \"@n\"", "the path must be absolute here"),
        new Fault("n: /A/@n", "n: { from: /A/@n, value: 1 }", "a value is a path, or has one of"),
        new Fault("n: /A/@n", "n: { from: /A/@n, match: \"'a'\" }", "match goes with a path into"),
        new Fault("{ expression: n ||", "{ pick: last, expression: n ||", "pick goes with from"),
        new Fault("n: /A/@n", "n-n: /A/@n", "no expression can say \"n-n\""),
        new Fault("n: /A/@n", "case: /A/@n", "no expression can say \"case\""),
        new Fault("n: /A/@n, m", "m2: { expression: m }, n: /A/@n, m", "there is no value m"),
        new Fault(
            "n || 'x'",
            "\"nn || 'x'\"",
            "there is no value nn; did you mean \"n\"?; a path stands in brackets: [@name]\n"
                + "      nn || 'x'\n      ^"),
        new Fault("n || 'x'", "\"n + 'x' ||\"", "\n      n + 'x' ||\n                ^"),
        new Fault("n || 'x'", "\"[//@q]\"", "is not the name of an element"),
        new Fault("\"n > 0\"", "\"n + 0\"", "\n      n + 0\n        ^"),
        new Fault(
            "from: C,", "from: \"ancestor::B\",", "an ancestor gives an attribute or a child"),
        new Fault(
            "from: C,", "from: \"ancestor::B[2]/C\",", "[n], last() and position() do not fit"),
        new Fault("from: C,", "from: \"preceding::B[@k]/C\",", "element before has no predicates"),
        new Fault(
            "from: C,", "from: \"following-sibling::B\",", "the axes of paths are ancestor::"),
        new Fault("from: C,", "ordinal: \"ancestor::B[@k]\", ", "takes a name without predicates"),
        new Fault("from: C,", "from: \"ancestor::y:B/C\",", "prefix \"y\" is not in namespaces"),
        new Fault("from: C,", "ordinal: \"ancestor::\", ", "is not the name of an element"),
        new Fault("from: C,", "ordinal: \"parent::B\", ", "or ancestor::NAME for elements around"),
        new Fault("\"[@w] = 1\"", "[ \"[@w] =\" ]", "30:35:"),
        new Fault("\"[@w] = 1\"", "{ }", "where is a list, not a mapping"),
        // paths
        new Fault("from: C,", "from: ///C,", "is not the name of an element"),
        new Fault("from: C,", "from: B//count(),", "is not the name of an element"),
        new Fault("from: C,", "from: count(),", "count() stands behind an element"),
        new Fault("from: C,", "from: ../count(),", "count() stands behind an element"),
        new Fault("from: C,", "from: /count(),", "an absolute path starts at the root element"),
        new Fault("from: C,", "from: \"..\",", "an ancestor gives an attribute or a child"),
        new Fault("from: C,", "from: \"//@c\",", "is not the name of an element"),
        new Fault("from: C,", "from: \"@~\",", "is not the name of an element"),
        new Fault("from: C,", "from: ~C,", "is not the name of an element"),
        new Fault("from: C,", "from: C/,", "it ends with a slash"),
        new Fault("from: C,", "from: ./C,", "leave out ./ before a child"),
        new Fault("from: C,", "from: C/../D,", ".. stands at the beginning"),
        new Fault("from: C,", "from: \"//@c\",", "behind one element: //*/@c"),
        new Fault("from: C,", "from: C/raw-txt(),", "did you mean \"raw-text()\"?"),
        new Fault("from: C,", "from: -C,", "is not the name of an element"),
        new Fault("from: C,", "from: .C,", "is not the name of an element"),
        new Fault("from: C,", "from: 1C,", "is not the name of an element"),
        new Fault("from: C,", "from: \":C\",", "is not the name of an element"),
        new Fault("from: C,", "from: \"x:\",", "is not the name of an element"),
        new Fault("from: C,", "from: \"x:y:C\",", "is not the name of an element"),
        new Fault(
            "from: C,",
            "from: C" + "/C".repeat(PathParser.MOST_STEPS) + ",",
            "more than " + PathParser.MOST_STEPS + " steps"),
        new Fault(
            "from: C,",
            "from: C" + " | C".repeat(XmlPath.MOST_BRANCHES) + ",",
            "more than " + XmlPath.MOST_BRANCHES + " paths"),
        new Fault(
            "from: C,",
            "from: \"ancestor::B[position() = 2]/C\",",
            "[n], last() and position() do not fit"),
        new Fault(
            "from: \"@id\"",
            "ordinal: \"ancestor::B\"",
            "there is no element around or before the root element"),
        new Fault("root: A", "root: x:A\napp-id: /z:A/@i", "prefix \"z\" is not in namespaces"),
        new Fault(
            "from: C,",
            "from: \"C | D[@a = 1][E[@b = ]]\",",
            "with those only\n      C | D[@a = 1][E[@b = ]]\n                           ^"),
        new Fault("from: C,", "from: .//../C,", "is not the name of an element"),
        new Fault("from: C,", "from: $no/C,", "there is no selection no above"),
        new Fault("from: C,", "from: $,", "there is no selection  above"),
        new Fault("root: A", "root: A\napp-id: /A/B/count()", "app-id is the path of a text"),
        new Fault("root: A", "root: A\napp-id: $keyed", "the path must be absolute here"),
        new Fault("root: A", "root: A\nrequire: [ { message: m } ]", "either path or that"),
        new Fault("root: A", "root: A\nrequire: [ { that: \"1\" } ]", "4:20:"),
        // columns and rows
        new Fault("match: \"[@k]\" }\n", "pick: last, expression: n }\n", "more than one source"),
        new Fault("from: C,", "value: 2026-01-01, match: n,", "match goes with from"),
        new Fault("from: C,", "slot: key,", "slot goes with rows: { slots: … }"),
        new Fault("from: C,", "overflow: json,", "overflow is xml"),
        new Fault("slot: value", "slot: name", "slot is key or value"),
        new Fault("slot: value", "overflow: xml", "overflow goes with rows of the document"),
        new Fault("values: { s: \"@s\" }", "values: { z: \"@s\" }", "no column z says slot: value"),
        new Fault("values: { s: \"@s\" }", "value: 1", "unknown key \"value\"; did you mean"),
        new Fault(", values: { s: \"@s\" }", "", "a slot has values by column"),
        new Fault("slots: [ {", "pairs: [], slots: [ {", "rows has one of each, pairs, slots"),
        new Fault("{ slots: [ {", "{ where: n = 1, slots: [ {", "where goes with each, not with"),
        new Fault(
            "slots: [ { key: K, when: \"n > 0\", values: { s: \"@s\" } } ]",
            "slots: []",
            "at least"),
        new Fault("keep: { when: s > 1 }", "keep: { if: s > 1 }", "unknown key \"if\""),
        new Fault("keep: { when: s > 1 }", "keep: { when: n > 1 }", "there is no column n; "),
        new Fault("keep: { when: s > 1 }", "keep: { when: s }", "\n      s\n      ^"),
        new Fault("keep: { when: s > 1 }", "keep: not-emty", "did you mean \"not-empty\"?"),
        new Fault("unique: [s]", "unique: [s, s]", "column s is there twice"),
        new Fault("unique: [s]", "unique: [t]", "there is no column t"),
        new Fault(
            "from: C,",
            "from: C, zone: Europe/Berln,",
            "as Europe/Berlin; did you mean \"Europe/B"),
        new Fault("[trim]", "[duration]", "duration is written duration(unit), with unit one of"),
        new Fault(
            "[trim]", "[duration(day)]", "one of years, months, weeks, days, hours, minutes,"),
        new Fault("from: C,", "list: value,", "list goes with rows: { each: …, list: … }"),
        new Fault("from: C,", "list: word,", "list is value or position"),
        new Fault("[trim]", "[left]", "left is written left(n)"),
        new Fault("[trim]", "[left(0)]", "left is written left(n)"),
        new Fault("[trim]", "[left(1|2)]", "left is written left(n)"),
        new Fault("[trim]", "[left(9999999999)]", "left is written left(n)"),
        new Fault("[trim]", "[blank]", "blank is written blank(word|word)"),
        new Fault("[trim]", "[blank(a|)]", "blank is written blank(word|word)"),
        new Fault("[trim]", "[html(5)]", "html takes nothing in parentheses"),
        new Fault("[trim]", "[first-digit]", "did you mean \"first-digits\"?"),
        new Fault("slot: value,", "slot: value, on-error: ignore,", "reject, null, default, pass"),
        new Fault(
            "e: { X: 1 }", "e: { values: { X: 1 }, ignore-case: 2 }", "ignore-case is true or"));
  }

  @Test
  void readsAGoodContract() {
    Contract contract = new ContractReader().read("c.yaml", GOOD);
    assertThat(contract.name()).isEqualTo("good");
    assertThat(contract.version()).matches("[0-9a-f]{12}");
    assertThat(contract.tables()).hasSize(4);
    assertThat(contract.selections()).hasSize(4);
    assertThat(contract.tables().get(0).columns().get(0).column().nullable()).isFalse();
  }

  /** What names a column that is at fault itself is none. */
  @Test
  void doesNotSayThatAColumnAtFaultIsNotThere() {
    String contract =
        """
        xmlfleet: 1
        contract: c
        root: A
        tables:
          - table: t
            key: [id]
            unique: [id]
            columns:
              - { column: id, type: integer, from: "@id" }
        """;
    assertThatThrownBy(() -> new ContractReader().read("c.yaml", contract))
        .isInstanceOfSatisfying(
            ContractException.class,
            e -> assertThat(e.problems()).singleElement().asString().contains("integer"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void saysWhatIsWrongAndWhere(Fault fault) {
    assertThat(GOOD).contains(fault.good());
    String contract = GOOD.replace(fault.good(), fault.bad());

    assertThatThrownBy(() -> new ContractReader().read("c.yaml", contract))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("c.yaml:")
        .hasMessageContaining(fault.message());
  }

  @Test
  void reportsEverythingAtOnceInTheOrderOfTheText() {
    String contract = GOOD.replace("root: A", "rot: A").replace("type: date", "type: dat");

    assertThatThrownBy(() -> new ContractReader().read("c.yaml", contract))
        .isInstanceOfSatisfying(
            ContractException.class,
            e -> {
              List<Integer> lines =
                  e.problems().stream().map(problem -> problem.at().line()).toList();
              assertThat(lines).hasSizeGreaterThan(2).isSorted();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# nothing\n",
        "a: [",
        "just text",
        "[]",
        "\t",
        "a: 1\na: 2",
        "---\na: 1\n---\nb: 2",
        "\u0000"
      })
  void refusesWhatIsNoContract(String text) {
    assertThatThrownBy(() -> new ContractReader().read("c.yaml", text))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("c.yaml:");
  }

  @Test
  @Timeout(20)
  void survivesHostileYaml() {
    StringBuilder laughs = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      laughs.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    for (String text :
        List.of(laughs.toString(), "[".repeat(100_000), "{a: ".repeat(100_000), "a: &a [*a]")) {
      assertThatThrownBy(() -> new ContractReader().read("c.yaml", text))
          .isInstanceOf(ContractException.class);
    }
  }

  @Test
  void readsCharactersBeyondTheBasicPlaneWhereverTheyStand() {
    for (int i = 0; i < 1_100; i++) {
      String contract = "# " + "x".repeat(i) + "\uD83D\uDE00\n" + GOOD + "# \uD83D\uDE00\n";
      assertThat(new ContractReader().read("c.yaml", contract).name()).isEqualTo("good");
    }
    for (String half : List.of("\uD83D", "\uDE00")) {
      assertThatThrownBy(() -> new ContractReader().read("c.yaml", GOOD + "# " + half))
          .isInstanceOf(ContractException.class);
    }
  }

  @Test
  void namesAFileThatCannotBeRead() {
    assertThatThrownBy(() -> new ContractReader().read(Path.of("no", "such.yaml")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("such.yaml");
  }
}
