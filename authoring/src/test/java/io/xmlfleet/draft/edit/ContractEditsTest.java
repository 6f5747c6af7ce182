package io.xmlfleet.draft.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.contract.Contract;
import io.xmlfleet.contract.read.ContractReader;
import io.xmlfleet.failure.UsageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContractEditsTest {
  private static final String TEXT =
      """
      # Orders, as the shop sends them.
      xmlfleet: 1
      contract: orders # the ledger's name
      root: Order

      # What is loaded.
      tables:
        # One row an order.
        - table: orders # 😀 head
          key: [nr]
          columns:
            - { column: nr, type: int, from: /Order/@no } # given by the shop
            - column: state
              type: string(10) # enough
              from: /Order/@state
            # the last one

        - table: item
          rows: { each: /Order/Item }
          columns:
            - { column: text, type: string(20), from: Text }
      # the end
      """;

  private final ContractEdits edits = new ContractEdits(TEXT);

  @Test
  void addsAColumnBehindTheOthers() {
    ContractEdits.Edited edited =
        edits.addColumn("orders", fields("column", "state", "type", "date", "from", "/Order/Day"));

    changes(
        edited,
        "@state\n",
        """
        @state
              - { column: state_2, type: date, from: /Order/Day }
        """);
    assertThat(edited.text().substring(edited.from(), edited.to()))
        .isEqualTo("      - { column: state_2, type: date, from: /Order/Day }");
  }

  @Test
  void addsATableBehindTheOthers() {
    ContractEdits.Edited edited =
        edits.addTable(
            fields(
                "table",
                "item",
                "key",
                List.of("nr"),
                "rows",
                fields("each", "/Order/Note"),
                "columns",
                List.of(fields("column", "nr", "type", "int", "ordinal", "."))));

    changes(
        edited,
        "from: Text }\n",
        """
        from: Text }

          - table: item_2
            key: [nr]
            rows: { each: /Order/Note }
            columns:
              - { column: nr, type: int, ordinal: . }
        """);
  }

  @Test
  void setsAKeyThatIsThereAndOneThatIsNot() {
    changes(edits.setKey("orders", List.of("nr", "state")), "[nr]", "[nr, state]");
    changes(
        edits.setKey("item", List.of("text")),
        "- table: item\n",
        "- table: item\n    key: [text]\n");
    assertThat(edits.dropColumn("orders", "state").text())
        .doesNotContain("column: state")
        .contains("column: nr");
    changes(edits.setInKey("orders", "state", true), "[nr]", "[nr, state]");
    changes(edits.setInKey("orders", "nr", false), "    key: [nr]\n", "");
    assertThat(edits.setInKey("orders", "nr", true).text()).isEqualTo(TEXT);
    assertThatThrownBy(() -> edits.setInKey("orders", "bill", true)).hasMessageContaining("bill");
    changes(edits.setKey("orders", List.of()), "    key: [nr]\n", "");
  }

  @Test
  void setsATypeAndItsFormats() {
    changes(
        edits.setColumn(
            "orders", "state", fields("type", "date", "formats", List.of("dd.MM.yyyy"))),
        """
              type: string(10) # enough
              from: /Order/@state
        """
            .indent(2),
        """
              type: date # enough
              from: /Order/@state
              formats: [dd.MM.yyyy]
        """
            .indent(2));
    changes(
        edits.setColumn("orders", "nr", fields("type", "bigint", "required", true)),
        "{ column: nr, type: int, from: /Order/@no }",
        "{ column: nr, type: bigint, from: /Order/@no, required: true }");
  }

  @Test
  void makesAnEnumOfWords() {
    ContractEdits.Edited edited = edits.makeEnum("orders", "state", List.of("new", "in work", "1"));

    assertThat(edited.text())
        .isEqualTo(
            TEXT.replace(
                    "root: Order\n",
                    """
                    root: Order
                    enums:
                      state: { new: new, "in work": "in work", 1: 1 }
                    """)
                .replace(
                    "        from: /Order/@state\n",
                    "        from: /Order/@state\n        enum: state\n"));
    read(edited);
    ContractEdits.Edited second =
        new ContractEdits(edited.text()).makeEnum("item", "text", List.of("a"));
    assertThat(second.text())
        .contains("1: 1 }\n  text: { a: a }\n")
        .contains("from: Text, enum: text }");
    read(second);
  }

  @Test
  void editsJsonAsJson() {
    String json =
        "{\"xmlfleet\": 1, \"contract\": \"o\", \"root\": \"Order\", \"tables\": [{\"table\": \"t\","
            + " \"columns\": [{\"column\": \"a\", \"type\": \"int\", \"from\": \"/Order/@a\"}]}]}";
    ContractEdits.Edited column =
        new ContractEdits(json)
            .addColumn("t", fields("column", "b", "type", "string(5)", "from", "/Order/B"));

    assertThat(column.text())
        .contains(", { \"column\": \"b\", \"type\": \"string(5)\", \"from\": \"/Order/B\" }]}]}");
    ContractEdits.Edited all = new ContractEdits(column.text()).makeEnum("t", "b", List.of("x"));
    assertThat(all.text()).contains("\"enums\": { \"b\": { \"x\": \"x\" } }");
    read(new ContractEdits(all.text()).setKey("t", List.of("a")));
  }

  @Test
  void findsTablesByTheNameThatRowsHave() {
    String schema = TEXT.replace("root: Order\n", "root: Order\nschema: shop\n");

    read(new ContractEdits(schema).setKey("shop.item", List.of("text")));
  }

  @Test
  void saysWhyThereIsNothingToEdit() {
    assertThatThrownBy(() -> new ContractEdits("tables: ["))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no contract");
    assertThatThrownBy(() -> edits.setKey("bill", List.of("a"))).hasMessageContaining("bill");
    assertThatThrownBy(() -> edits.setColumn("item", "x", Map.of("type", "int")))
        .hasMessageContaining("item.x");
  }

  /** All but one place is as it was, and the contract can be read. */
  private static void changes(ContractEdits.Edited edited, String old, String now) {
    assertThat(TEXT).contains(old);
    assertThat(edited.text()).isEqualTo(TEXT.replace(old, now));
    read(edited);
  }

  private static void read(ContractEdits.Edited edited) {
    Contract unused = new ContractReader().read("edited", edited.text());
  }

  private static Map<String, Object> fields(Object... keysAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      fields.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return fields;
  }
}
