package io.xmlfleet.contract.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.contract.Contract;
import io.xmlfleet.contract.ContractException;
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
            "10:29: unknown type \"itn\"; known: string, "),
        new Fault("from: \"@id\"", "from: \"@id\", enum: f", "there is no enum \"f\""),
        new Fault("each: /A/B", "each: /B/C", "the path starts at B, but the root element is A"),
        new Fault("each: /A/B", "each: /A//@b", "\"@b\" is not the name of an element"),
        new Fault(
            "each: /A/B", "each: \"/A/B[1]\"", "predicates are not supported; use where or pick"),
        new Fault("from: C,", "from: y:C,", "prefix \"y\" is not in namespaces"),
        new Fault("from: C,", "from: ../../C,", "\"..\" climbs above the root element here"),
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
        new Fault("root: A", "root: A\nroot: B", "key \"root\" is there twice"));
  }

  @Test
  void readsAGoodContract() {
    Contract contract = new ContractReader().read("c.yaml", GOOD);
    assertThat(contract.name()).isEqualTo("good");
    assertThat(contract.version()).matches("[0-9a-f]{12}");
    assertThat(contract.tables()).hasSize(2);
    assertThat(contract.tables().get(0).columns().get(0).column().nullable()).isFalse();
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
  void namesAFileThatCannotBeRead() {
    assertThatThrownBy(() -> new ContractReader().read(Path.of("no", "such.yaml")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("such.yaml");
  }
}
