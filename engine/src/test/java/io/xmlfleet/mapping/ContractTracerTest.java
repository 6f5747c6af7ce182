package io.xmlfleet.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.contract.convert.Unusable;
import io.xmlfleet.contract.read.ContractReader;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.TableId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContractTracerTest {
  private static final String CONTRACT =
      """
      xmlfleet: 1
      contract: c
      root: A
      enums: { colour: { R: red } }
      selections:
        main: { each: /A/P, where: "[@role] = 'MAIN'", take: first }
      tables:
        - table: one
          columns:
            - { column: phone, type: string(4), from: Phone, convert: [digits, left(6)], too-long: cut }
            - { column: colour, type: string(5), from: "@colour", enum: colour, on-error: default, default: none }
            - { column: income, type: int, from: Income, on-error: "null" }
            - { column: passed, type: int, from: "@passed", convert: [trim], on-error: pass }
            - { column: twice, type: int, expression: "[Income] * 2" }
            - { column: name, type: string, from: $main/Name, required: true }
            - { column: kind, type: string, from: Kind, default: plain }
        - table: person
          rows: { each: /A/P, where: [ { path: "@role", in: [MAIN, OTHER] } ] }
          keep: not-empty
          unique: [name]
          columns:
            - { column: no, type: int, ordinal: . }
            - { column: name, type: string, from: Name }
      """;

  static List<DocumentedExamplesTest.Example> examples() throws Exception {
    return DocumentedExamplesTest.examples();
  }

  /** Two walks over the same parts: whatever the page shows, they come to the same end. */
  @ParameterizedTest
  @MethodSource("examples")
  void comesToTheMappersRows(DocumentedExamplesTest.Example example) {
    ContractTracer.Trace trace = trace(example.contract(), example.document());

    if (trace.mapped() instanceof Mapped.Rows mapped) {
      assertThat(rows(trace)).isEqualTo(mapped(mapped));
    }
    trace.tables().stream()
        .flatMap(table -> table.rows().stream())
        .flatMap(row -> row.values().stream())
        .forEach(ContractTracerTest::assertEndsInItsValue);
  }

  @Test
  void namesEachStepAndItsResult() {
    String xml =
        "<A colour='B'><Phone>(012) 34-5678</Phone><Income>x</Income>"
            + "<P role='MAIN'><Name>n</Name></P></A>";

    assertThat(steps(xml, "one", "phone"))
        .containsExactly(
            "SOURCE /A/Phone = (012) 34-5678",
            "CONVERTER digits = 012345678",
            "CONVERTER left(6) = 012345",
            "TYPE string(4), too-long: cut = 0123");
    assertThat(steps(xml, "one", "colour"))
        .containsExactly(
            "SOURCE /A/@colour = B",
            "ENUM enum colour = ! has no entry in enum colour",
            "ON_ERROR on-error: default = none");
    assertThat(steps(xml, "one", "income"))
        .containsExactly(
            "SOURCE /A/Income = x", "TYPE int = ! is not an int", "ON_ERROR on-error: null = null");
    assertThat(steps(xml, "one", "name"))
        .containsExactly("SOURCE selection main: /A/P/Name = n", "TYPE string = n");
    assertThat(steps(xml, "one", "kind"))
        .containsExactly("SOURCE /A/Kind = null", "DEFAULT default plain = plain");
  }

  @Test
  void passesOnTheTextThatTheFailedStepWasGiven() {
    assertThat(steps("<A passed=' x '/>", "one", "passed"))
        .containsExactly(
            "SOURCE /A/@passed =  x ",
            "CONVERTER trim = x",
            "TYPE int = ! is not an int",
            "ON_ERROR on-error: pass = x");
  }

  @Test
  void namesTheInputsOfAnExpression() {
    assertThat(steps("<A><Income>4</Income></A>", "one", "twice"))
        .containsExactly(
            "INPUT /A/Income = 4", "SOURCE expression [Income] * 2 = 8", "TYPE int = 8");
  }

  @Test
  void goesOnWhereTheMapperStops() {
    ContractTracer.Trace trace = trace(CONTRACT, "<A><P role='MAIN'/><P role='OTHER'/></A>");

    assertThat(trace.mapped()).isInstanceOf(Mapped.Rejected.class);
    assertThat(reasons(trace, "one"))
        .containsExactly("it rejects the document: one.name is required and has no value");
    assertThat(steps("<A/>", "one", "name"))
        .containsExactly(
            "SOURCE selection main: /A/P/Name = null",
            "REQUIRED required = ! is required and has no value");
    assertThat(reasons(trace, "person")).hasSize(2);
  }

  @Test
  void saysWhyThereIsNoRow() {
    ContractTracer.Trace trace =
        trace(
            CONTRACT,
            "<A><P role='MAIN'><Name>n</Name></P><P role='GUEST'><Name>g</Name></P>"
                + "<P role='OTHER'/><P role='OTHER'><Name>n</Name></P></A>");

    assertThat(reasons(trace, "person"))
        .containsExactly(
            "it does not meet the filter /A/P/@role is one of MAIN, OTHER",
            "keep: not-empty, and no column has something to say of its own",
            "unique: a row before it has the same name");
    assertThat(origins(trace, "person"))
        .containsExactly("1 /A/P[1]", "0 /A/P[2]", "0 /A/P[3]", "0 /A/P[4]");
  }

  @Test
  void saysWhichSlotsAreEmptyAndWhatASelectionAsksFor() {
    String contract =
        """
        xmlfleet: 1
        contract: c
        root: A
        selections:
          chosen: { each: /A/B, where: "[@x] > 1", unique: { by: ["[@y]"] }, take: last }
        tables:
          - table: s
            rows:
              slots:
                - { key: FIRST, values: { value: "@f" } }
                - { key: SECOND, values: { value: "@s" }, when: "[@s] = 'yes'" }
            columns:
              - { column: k, type: string(10), slot: key }
              - { column: value, type: string(10), slot: value }
          - table: b
            rows: { each: $chosen }
            columns:
              - { column: y, type: string, from: "@y" }
        """;
    ContractTracer.Trace trace = trace(contract, "<A s='no'><B x='1'/><B x='2' y='q'/></A>");

    assertThat(reasons(trace, "s"))
        .containsExactly(
            "none of the slot's values is in the document",
            "the slot's condition is not true: when [@s] = 'yes'");
    assertThat(table(trace, "b").candidates())
        .isEqualTo(
            "1 element selection chosen (where [@x] > 1; unique by [@y]; take last), chosen from 2");
  }

  @Test
  void saysNothingOfADocumentThatCannotBeRead() {
    ContractTracer.Trace trace = trace(CONTRACT, "<A><P></A>");

    assertThat(trace.tables()).isEmpty();
    assertThat(trace.mapped()).isInstanceOf(Mapped.Rejected.class);
  }

  private static void assertEndsInItsValue(TableTrace.Value value) {
    Object last = value.steps().get(value.steps().size() - 1).result();
    boolean blank = last instanceof String text && text.isBlank() && value.value() == null;
    assertThat(blank ? null : last).as(value.toString()).isEqualTo(value.value());
  }

  private static ContractTracer.Trace trace(String contract, String xml) {
    ContractPlan plan = new ContractPlan(new ContractReader().read(MappingFixture.FILE, contract));
    Map<TableId, Set<String>> all = new LinkedHashMap<>();
    plan.tables()
        .forEach(
            table ->
                all.put(
                    table.id(),
                    table.columns().stream().map(Column::name).collect(Collectors.toSet())));
    return new ContractTracer(plan, all)
        .trace(xml.getBytes(StandardCharsets.UTF_8), MappingFixture.context());
  }

  private static List<String> rows(ContractTracer.Trace trace) {
    List<String> rows = new ArrayList<>();
    for (TableTrace table : trace.tables()) {
      for (TableTrace.Row row : table.rows()) {
        if (row.number() > 0) {
          rows.add(
              table.table().table().id()
                  + row.values().stream().map(value -> text(value.value())).toList().toString());
        }
      }
    }
    return rows;
  }

  private static List<String> mapped(Mapped.Rows mapped) {
    List<String> rows = new ArrayList<>();
    for (RowBatch batch : mapped.batches()) {
      for (Object[] row : batch.rows()) {
        rows.add(
            batch.table().id() + Stream.of(row).map(ContractTracerTest::text).toList().toString());
      }
    }
    return rows;
  }

  private static String text(@Nullable Object value) {
    return value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value);
  }

  private static TableTrace table(ContractTracer.Trace trace, String name) {
    return trace.tables().stream()
        .filter(table -> table.table().table().id().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> reasons(ContractTracer.Trace trace, String table) {
    return table(trace, table).rows().stream()
        .filter(row -> row.reason() != null)
        .map(TableTrace.Row::reason)
        .toList();
  }

  private static List<String> origins(ContractTracer.Trace trace, String table) {
    return table(trace, table).rows().stream()
        .map(row -> row.number() + " " + row.origin())
        .toList();
  }

  private static List<String> steps(String xml, String table, String column) {
    return table(trace(CONTRACT, xml), table).rows().get(0).values().stream()
        .filter(value -> value.column().column().name().equals(column))
        .flatMap(value -> value.steps().stream())
        .map(step -> step.kind() + " " + step.what() + " = " + shown(step.result()))
        .toList();
  }

  private static String shown(Object result) {
    return result instanceof Unusable unusable ? "! " + unusable.reason() : String.valueOf(result);
  }
}
