package io.xmlfleet.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.contract.read.ContractReader;
import io.xmlfleet.table.TableId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContractUsesTest {
  private static final String CONTRACT =
      """
      xmlfleet: 1
      contract: orders
      root: Order
      selections:
        best: { each: /Order/Person, where: "[@rank] = '1'" }
      require:
        - { path: /Order/@no }
      tables:
        - table: orders
          key: [no]
          columns:
            - { column: no, type: int, from: /Order/@no }
            - { column: name, type: string(20), from: $best/Name }
            - { column: items, type: int, from: Item/count() }
        - table: item
          rows: { each: /Order/Item, where: "[@kind] = 'a'" }
          columns:
            - { column: no, type: int, from: ../@no }
            - { column: text, type: string(20), expression: "UPPER([Text])" }
      """;

  private final ContractUses uses =
      new ContractUses(new ContractPlan(new ContractReader().read("orders.yaml", CONTRACT)));

  @Test
  void saysWhatAnAttributeATextAndAnElementAreTakenFor() {
    ContractUses.Place order = uses.start().child("Order", "");
    ContractUses.Place item = order.child("Item", "urn:any");

    assertThat(said(order.attribute("no", "")))
        .containsOnly("require:7", "orders.no:12", "item.no:18");
    assertThat(said(item.element())).containsExactlyInAnyOrder("item:15", "orders.items:14");
    assertThat(said(item.attribute("kind", ""))).containsExactly("item:15");
    assertThat(said(item.child("Text", "").text())).containsExactly("item.text:19");
    assertThat(item.text()).isEmpty();
    assertThat(item.child("Price", "").isUnused()).isTrue();
    assertThat(item.child("Price", "").attribute("unit", "")).isEmpty();
  }

  @Test
  void saysWhatSlotsAndLookUpsTake() {
    String contract =
        """
        xmlfleet: 1
        contract: fees
        root: Order
        tables:
          - table: fee
            rows:
              slots:
                - { key: A, values: { amount: Fees/@a } }
                - { key: B, when: "[Fees/@b] > 0", values: { amount: { value: 1 } } }
            columns:
              - { column: kind, type: string(10), slot: key }
              - { column: amount, type: "decimal(8,2)", slot: value }
              - column: country_id
                type: int
                lookup:
                  table: country
                  match: { code: { from: Country, type: string(2) } }
                  take: id
        """;
    ContractUses.Place order =
        new ContractUses(new ContractPlan(new ContractReader().read("fees.yaml", contract)))
            .start()
            .child("Order", "");

    assertThat(said(order.child("Fees", "").attribute("a", ""))).contains("fee.amount:8");
    assertThat(said(order.child("Fees", "").attribute("b", ""))).containsExactly("fee:9");
    assertThat(said(order.child("Country", "").text())).containsExactly("fee.country_id:17");
  }

  @Test
  void saysWhatSelectionsTake() {
    ContractUses.Place person = uses.start().child("Order", "").child("Person", "");

    assertThat(said(person.element())).containsExactly("selection best:5");
    assertThat(said(person.attribute("rank", ""))).containsExactly("selection best:5");
    assertThat(said(person.child("Name", "").text())).containsExactly("orders.name:13");
  }

  @Test
  void takesNothingBelowAnotherRoot() {
    assertThat(uses.start().child("Bill", "").isUnused()).isTrue();
  }

  @Test
  void knowsTheScopesOfRows() {
    int items = uses.scope(new TableId(null, "item"));

    assertThat(uses.scope(new TableId(null, "orders"))).isZero();
    assertThat(uses.start().child("Order", "").opens()).containsExactly(0);
    assertThat(uses.start().child("Order", "").child("Item", "").opens()).contains(items);
    assertThat(uses.around(items)).isZero();
  }

  @Test
  void followsWhatPredicatesAskAndLetThrough() {
    String contract =
        """
        xmlfleet: 1
        contract: orders
        root: Order
        tables:
          - table: item
            rows: { each: "/Order/Item[@kind = 'a']" }
            columns:
              - { column: text, type: string(20), from: "Part[@main = '1']/Name" }
              - { column: name, type: string(20), from: name() }
        """;
    ContractUses gated =
        new ContractUses(new ContractPlan(new ContractReader().read("orders.yaml", contract)));
    ContractUses.Place item = gated.start().child("Order", "").child("Item", "");
    ContractUses.Place part = item.child("Part", "");

    assertThat(said(item.attribute("kind", ""))).contains("item:5");
    assertThat(said(item.element())).contains("item:5", "item.name:9");
    assertThat(said(part.attribute("main", ""))).containsExactly("item.text:8");
    assertThat(said(part.child("Name", "").text())).containsExactly("item.text:8");
    assertThat(gated.isGated(gated.scope(new TableId(null, "item")))).isTrue();
    assertThat(uses.isGated(uses.scope(new TableId(null, "item")))).isFalse();
  }

  private static List<String> said(List<ContractUses.Use> found) {
    return found.stream().map(use -> use.purpose() + ":" + use.at().line()).distinct().toList();
  }
}
