package io.xmlfleet.contract.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.xmlfleet.contract.Contract;
import io.xmlfleet.contract.ContractException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The published JSON Schema and the reader agree on what a contract is. */
class ContractSchemaTest {
  private static final JsonSchema SCHEMA = schema();
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
  private static final String GOOD =
      """
      xmlfleet: 1
      contract: good
      no-rows: accept
      inexact: reject
      two-digit-years: 1930
      narrower: refused
      zone: Europe/Berlin
      root: A
      require: [ { that: "v = 'x'", message: m } ]
      enums: { e: { values: { X: 1 }, otherwise: 0, ignore-case: true } }
      selections:
        a: { each: //B, key: "[@k]", where: "[@k] > 0", take: last }
        c: { each: .//C, below: a, among: { selection: a, match: "[@m]" }, unique: { by: "[@u]", rank: "1", keep: last } }
        d: { each: /A/D, prefer: "[@p] = 1", otherwise: c }
      values: { v: /A/@v, w: { from: $a/@w, pick: filled, match: v }, x: { expression: v }, y: { value: 1 } }
      tables:
        - table: t
          key: [id]
          rows: { each: /A/B, where: [ { path: "@x", present: true } ] }
          columns:
            - { column: id, type: int, from: "@id", pick: first }
            - { column: e, type: tinyint, from: "@e", enum: e, on-error: reject }
            - { column: s, type: string(5), value: x, too-long: cut, narrower: allowed }
            - { column: d, type: decimal(5), from: "@d", inexact: round }
            - { column: y, type: date, from: "@y", formats: [d.M.yy], two-digit-years: 2000 }
            - { column: o, type: datetimeoffset, from: "@o", zone: "+02:00" }
        - table: u
          rows: { slots: [ { key: K, when: "v = 'x'", values: { f: "@f", g: { expression: x } } } ] }
          keep: { when: f > 1 }
          unique: [f]
          columns:
            - { column: k, type: string, slot: key }
            - { column: f, type: int, slot: value, on-error: pass }
            - { column: g, type: string, slot: value, convert: [left(3)] }
        - table: w
          rows: { each: $a, where: "[@k] = 1" }
          columns:
            - { column: f, type: string, from: $a/@f, match: "[@k]" }
            - { column: g, type: string, expression: "[@k] || v", convert: ["blank(a|b c)"] }
            - { column: h, type: string, overflow: xml }
            - { column: i, type: binary, from: "@k", formats: [hex] }
            - { column: j, type: int, from: "@k", convert: ["duration( days )"] }
        - table: words
          rows: { each: /A/B, list: { expression: "[@k] || v" } }
          columns:
            - { column: w, type: string, list: value }
            - { column: n, type: int, list: position }
        - table: x
          key: [i]
          natural-key: [k, l]
          on-duplicate: keep
          columns:
            - { column: i, type: bigint, generated: identity }
            - { column: k, type: string(5), from: "@k" }
            - { column: l, type: int, lookup: { table: z, match: { c: "@c", d: { from: "@d", convert: trim } }, take: id, on-missing: insert } }
        - table: y
          key: [j]
          columns:
            - { column: j, type: int, generated: { sequence: s.q } }
            - { column: i, type: bigint, from: { key-of: x } }
      """;

  static Stream<String> contracts() throws IOException {
    List<String> contracts = new ArrayList<>(List.of(GOOD));
    Path root = Path.of("..").toAbsolutePath().normalize();
    for (String sample : List.of("credit-applications", "maven-poms")) {
      contracts.add(Files.readString(root.resolve("samples/" + sample + "/contract.yaml")));
    }
    Gallery.names().forEach(name -> contracts.add(Gallery.text(name)));
    for (String page : List.of("contracts", "tutorial")) {
      Matcher example = EXAMPLE.matcher(Files.readString(root.resolve("docs/" + page + ".md")));
      while (example.find()) {
        contracts.add(example.group(1));
      }
    }
    return contracts.stream();
  }

  /** What is replaced in the good contract, and by what. */
  record Fault(String good, String bad) {}

  static Stream<Fault> faults() {
    return Stream.of(
        new Fault("xmlfleet: 1", "xmlfleet: 2"),
        new Fault("contract: good\n", ""),
        new Fault("root: A\n", ""),
        new Fault("contract: good", "contract: good\ncolour: red"),
        new Fault("type: int", "type: integer"),
        new Fault("type: int", "type: int(4)"),
        new Fault("pick: first", "pick: any"),
        new Fault("on-error: reject", "on-error: ignore"),
        new Fault("no-rows: accept", "no-rows: maybe"),
        new Fault("inexact: reject", "inexact: cut"),
        new Fault("narrower: allowed", "narrower: yes"),
        new Fault("two-digit-years: 2000", "two-digit-years: 0"),
        new Fault("two-digit-years: 2000", "two-digit-years: 9901"),
        new Fault("zone: \"+02:00\"", "zone: \"+15:00\""),
        new Fault("zone: Europe/Berlin", "zone: 7"),
        new Fault("too-long: cut", "too-long: wrap"),
        new Fault("value: x", "value: x, from: \"@y\""),
        new Fault("value: x, ", ""),
        new Fault("value: x", "value: x, pick: last"),
        new Fault("value: x", "value: x, convert: [shout]"),
        new Fault("value: x", "meta: colour"),
        new Fault("list: position", "list: ordinal"),
        new Fault("duration( days )", "duration(day)"),
        new Fault("list: { expression: \"[@k] || v\" }", "list: [a]"),
        new Fault("value: x", "meta: header"),
        new Fault("value: x", "meta: \"header:\""),
        new Fault("value: x", "ordinal: 1"),
        new Fault("each: /A/B", "each: B"),
        new Fault("{ path: \"@x\", present: true }", "{ path: \"@x\" }"),
        new Fault("{ path: \"@x\", present: true }", "{ path: \"@x\", present: true, in: [a] }"),
        new Fault("rows: { each: /A/B,", "keep: sometimes\n    rows: { each: /A/B,"),
        new Fault("root: A", "root: A\nlimits: { depth: 0 }"),
        new Fault("that: \"v = 'x'\", message", "message"),
        new Fault("that: \"v = 'x'\", message", "path: /A, that: \"v = 'x'\", message"),
        new Fault("ignore-case: true", "ignore-case: maybe"),
        new Fault("  a: { each: //B,", "  a b: { each: //B,"),
        new Fault("  a: { each: //B,", "  a: { each: B,"),
        new Fault("  a: { each: //B,", "  a: { each: $a,"),
        new Fault("  a: { each: //B,", "  a: { each: ///B,"),
        new Fault("  a: { each: //B, key", "  a: { key"),
        new Fault("  a: { each: //B,", "  a: { each: //B, colour: red,"),
        new Fault("each: .//C", "each: /A/C"),
        new Fault("each: .//C", "each: ../C"),
        new Fault("each: .//C", "each: ."),
        new Fault("take: last", "take: some"),
        new Fault("selection: a, match: \"[@m]\"", "selection: a"),
        new Fault("selection: a, match: \"[@m]\"", "match: \"[@m]\""),
        new Fault("by: \"[@u]\", rank", "rank"),
        new Fault("by: \"[@u]\"", "by: []"),
        new Fault("rank: \"1\", keep: last", "rank: \"1\", keep: all"),
        new Fault("v: /A/@v", "v: \"@v\""),
        new Fault("v: /A/@v", "v: { from: \"@v\" }"),
        new Fault("pick: filled", "pick: full"),
        new Fault("x: { expression: v }", "x: { expression: v, value: 1 }"),
        new Fault("x: { expression: v }", "x: { expression: v, pick: last }"),
        new Fault("x: { expression: v }", "x: { }"),
        new Fault("x: { expression: v }", "x: { pick: last }"),
        new Fault("key: K, when", "when"),
        new Fault(", values: { f: \"@f\", g: { expression: x } }", ""),
        new Fault("rows: { slots: [ {", "rows: { pairs: [], slots: [ {"),
        new Fault("rows: { slots: [", "rows: { where: \"1 = 1\", slots: ["),
        new Fault("f: \"@f\", g:", "f: [\"@f\"], g:"),
        new Fault("keep: { when: f > 1 }", "keep: { }"),
        new Fault("keep: { when: f > 1 }", "keep: { when: f > 1, that: g }"),
        new Fault("slot: key", "slot: name"),
        new Fault("on-error: pass", "on-error: keep"),
        new Fault("left(3)", "left(0)"),
        new Fault("left(3)", "left"),
        new Fault("left(3)", "trim()"),
        new Fault("blank(a|b c)", "blank()"),
        new Fault("blank(a|b c)", "blank(a|)"),
        new Fault("blank(a|b c)", "blank(|a)"),
        new Fault("each: $a, where", "each: a, where"),
        new Fault("from: $a/@f, match", "value: x, match"),
        new Fault("overflow: xml", "overflow: json"),
        new Fault("overflow: xml", "overflow: xml, value: x"),
        new Fault("on-duplicate: keep", "on-duplicate: ignore"),
        new Fault("natural-key: [k, l]", "natural-key: { k: l }"),
        new Fault("generated: identity", "generated: serial"),
        new Fault("generated: identity", "generated: identity, value: 1"),
        new Fault("generated: identity", "generated: identity, default: 1"),
        new Fault("sequence: s.q", "sequence: s.q, start: 1"),
        new Fault("sequence: s.q", ""),
        new Fault("key-of: x", "key-of: x, pick: last"),
        new Fault("{ key-of: x }", "{ key-of: x }, pick: last"),
        new Fault("key-of: x", "of: x"),
        new Fault("table: z, ", ""),
        new Fault("take: id, ", ""),
        new Fault("on-missing: insert", "on-missing: add"),
        new Fault("on-missing: insert }", "on-missing: insert }, on-error: pass"),
        new Fault("convert: trim }", "convert: trim, lookup: z }"),
        new Fault("from: \"@d\", convert", "from: { key-of: x }, convert"),
        new Fault("c: \"@c\", d: { from: \"@d\", convert: trim }", ""));
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void takesWhatTheReaderTakes(String contract) {
    Contract read = new ContractReader().read("contract.yaml", contract);
    assertThat(read.tables()).isNotEmpty();
    assertThat(problems(contract)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void refusesWhatTheReaderRefuses(Fault fault) {
    assertThat(GOOD).contains(fault.good());
    String contract = GOOD.replace(fault.good(), fault.bad());

    assertThatThrownBy(() -> new ContractReader().read("contract.yaml", contract))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("contract.yaml:");
    assertThat(problems(contract)).isNotEmpty();
  }

  @Test
  void readsJsonAsWellAsYaml() {
    Contract yaml = new ContractReader().read("c", GOOD.replace("good", "same\nversion: 1"));
    String json = json(GOOD.replace("good", "same\nversion: 1"));

    assertThat(new ContractReader().read("c", json))
        .usingRecursiveComparison()
        .ignoringFieldsOfTypes(io.xmlfleet.contract.SourcePosition.class)
        .isEqualTo(yaml);
  }

  private static Set<ValidationMessage> problems(String contract) {
    return SCHEMA.validate(json(contract), InputFormat.JSON);
  }

  private static String json(String yaml) {
    Object loaded = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return new ObjectMapper().valueToTree(loaded).toString();
  }

  private static JsonSchema schema() {
    try (InputStream file =
        ContractReader.class.getResourceAsStream("/io/xmlfleet/contract/contract.schema.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
