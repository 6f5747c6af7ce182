package io.xmlfleet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.contract.read.ContractReader;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.Table;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableMergeTest {
  private static final String APPLES =
      """
      - table: fruit
        key: [id]
        columns:
          - { column: id, type: int, from: "@id", required: true }
          - { column: name, type: string(10), from: "@name", required: true }
          - { column: price, type: "decimal(8,2)", from: "@price", required: true }
          - { column: sort, type: string(4), from: "@sort", required: true }
      """;

  @Test
  void givesATableThatTakesTheRowsOfBoth() {
    TableMerge merge =
        merge(
            APPLES,
            """
            - table: FRUIT
              key: [ID]
              columns:
                - { column: ID, type: bigint, from: "@id", required: true }
                - { column: name, type: string(25), from: "@name" }
                - { column: price, type: "decimal(5,4)", from: "@price", required: true }
                - { column: colour, type: string, from: "@colour" }
            """);

    assertThat(merge.contradictions()).isEmpty();
    assertThat(merge.tables()).hasSize(1);
    assertThat(merge.tables().get(0).primaryKey()).containsExactly("id");
    assertThat(columns(merge))
        .containsExactly(
            "id bigint required",
            "name string(25)",
            "price decimal(10,4) required",
            "sort string(4)",
            "colour string");
  }

  @Test
  void tellsWhatIsOtherThanOneOfThemHasIt() {
    TableMerge merge =
        merge(
            APPLES,
            """
            - table: fruit
              key: [id]
              columns:
                - { column: id, type: int, from: "@id", required: true }
                - { column: name, type: string(12), from: "@name" }
                - { column: price, type: "decimal(8,2)", from: "@price", required: true }
            """);

    assertThat(merge.notes())
        .containsExactly(
            "fruit.name is string(12): it is string(10) in one.yaml:9:9 and string(12) in"
                + " two.yaml:9:9",
            "fruit.name may be null: only one.yaml:9:9 requires it, and not two.yaml:9:9",
            "fruit.sort may be null: one.yaml:11:9 requires it, and two.yaml:5:5 does not fill it");
  }

  @Test
  void namesBothPlacesOfTypesAndKeysThatContradictEachOther() {
    TableMerge merge =
        merge(
            APPLES,
            """
            - table: fruit
              key: [id, name]
              columns:
                - { column: id, type: int, from: "@id", required: true }
                - { column: name, type: string(10), from: "@name", required: true }
                - { column: price, type: string(9), from: "@price" }
                - { column: sort, type: string(4), from: "@sort", required: true }
            """);

    assertThat(merge.contradictions())
        .containsExactly(
            "fruit: its key is (id) in one.yaml:5:5 and (id, name) in two.yaml:5:5; let it be"
                + " the same in both",
            "fruit.price is decimal(8,2) in one.yaml:10:9 and string(9) in two.yaml:10:9; give it"
                + " a type that holds both");
  }

  @Test
  void letsTheContractsDifferInWhatBecomesOfRowsThatAreThere() {
    String keeping = APPLES.replace("key: [id]", "key: [id]\n  natural-key: [name]");

    TableMerge merge = merge(APPLES, keeping + "  on-duplicate: keep\n");

    assertThat(merge.contradictions()).isEmpty();
    assertThat(merge.tables().get(0).existing().naturalKey()).containsExactly("name");
    assertThat(merge(keeping, keeping.replace("[name]", "[sort]")).contradictions())
        .containsExactly(
            "fruit: its natural key is (name) in one.yaml:5:5 and (sort) in two.yaml:5:5; let it be"
                + " the same in both");
  }

  @Test
  void namesAKeyThatTheDatabaseMakesForOneOfThem() {
    assertThat(
            merge(APPLES, APPLES.replace("from: \"@id\", required: true", "generated: identity"))
                .contradictions())
        .containsExactly(
            "fruit: its generated column is none in one.yaml:5:5 and (id) in two.yaml:5:5; let it"
                + " be the same in both");
  }

  @Test
  void putsEachTableAfterThoseThatItRefersTo() {
    String basket =
        """
        - table: basket
          key: [id]
          columns: [ { column: id, type: int, from: "@basket", required: true } ]
        - table: fruit
          key: [id]
          foreign-keys: [ { columns: [basket], references: basket } ]
          columns:
            - { column: id, type: int, from: "@id", required: true }
            - { column: basket, type: int, from: "@basket" }
        """;

    TableMerge merge = merge(APPLES, basket);

    assertThat(merge.contradictions()).isEmpty();
    assertThat(merge.tables())
        .extracting(table -> table.id().name())
        .containsExactly("basket", "fruit");
    assertThat(merge.tables().get(1).foreignKeys()).hasSize(1);
  }

  @Test
  void namesTablesThatReferToEachOther() {
    String other =
        """
        - table: %s
          key: [id]
          columns: [ { column: id, type: int, from: "@id" } ]
        """;
    String refers =
        """
        - table: %s
          key: [id]
          foreign-keys: [ { columns: [id], references: %s } ]
          columns: [ { column: id, type: int, from: "@id" } ]
        """;

    TableMerge merge =
        merge(
            other.formatted("a") + refers.formatted("b", "a"),
            other.formatted("b") + refers.formatted("a", "b"));

    assertThat(merge.contradictions())
        .containsExactly(
            "the contracts' foreign keys lead in a circle: a, b; leave one of them out");
    assertThat(merge.tables()).hasSize(2);
  }

  @Test
  void leavesTheTableOfOneContractAsItIs() {
    List<TableMapping> alone = read("one.yaml", APPLES);

    TableMerge merge = TableMerge.of(List.of(alone));

    assertThat(merge.tables()).containsExactly(alone.get(0).table());
    assertThat(merge.notes()).isEmpty();
  }

  private static List<String> columns(TableMerge merge) {
    List<String> columns = new ArrayList<>();
    for (Table table : merge.tables()) {
      for (Column column : table.columns()) {
        columns.add(column.name() + " " + column.type() + (column.nullable() ? "" : " required"));
      }
    }
    return columns;
  }

  private static TableMerge merge(String one, String two) {
    return TableMerge.of(List.of(read("one.yaml", one), read("two.yaml", two)));
  }

  private static List<TableMapping> read(String file, String tables) {
    String head = "xmlfleet: 1\ncontract: c\nroot: A\ntables:\n";
    return new ContractReader().read(file, head + tables.indent(2)).tables();
  }
}
