package io.xmlfleet.contract.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.xmlfleet.contract.Contract;
import io.xmlfleet.contract.ContractException;
import io.xmlfleet.message.FleetJson;
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
      root: A
      enums: { e: { values: { X: 1 }, otherwise: 0 } }
      tables:
        - table: t
          key: [id]
          rows: { each: /A/B, where: [ { path: "@x", present: true } ] }
          columns:
            - { column: id, type: int, from: "@id", pick: first }
            - { column: e, type: tinyint, from: "@e", enum: e, on-error: reject }
            - { column: s, type: string(5), value: x, too-long: cut }
      """;

  static Stream<String> contracts() throws IOException {
    List<String> contracts = new ArrayList<>(List.of(GOOD));
    Path root = Path.of("..").toAbsolutePath().normalize();
    for (String sample : List.of("credit-applications", "maven-poms")) {
      contracts.add(Files.readString(root.resolve("samples/" + sample + "/contract.yaml")));
    }
    Matcher example = EXAMPLE.matcher(Files.readString(root.resolve("docs/contracts.md")));
    while (example.find()) {
      contracts.add(example.group(1));
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
        new Fault("too-long: cut", "too-long: wrap"),
        new Fault("value: x", "value: x, from: \"@y\""),
        new Fault("value: x, ", ""),
        new Fault("value: x", "value: x, pick: last"),
        new Fault("value: x", "value: x, convert: [shout]"),
        new Fault("value: x", "meta: colour"),
        new Fault("value: x", "ordinal: 1"),
        new Fault("each: /A/B", "each: B"),
        new Fault("{ path: \"@x\", present: true }", "{ path: \"@x\" }"),
        new Fault("{ path: \"@x\", present: true }", "{ path: \"@x\", present: true, in: [a] }"),
        new Fault("rows: { each: /A/B,", "keep: sometimes\n    rows: { each: /A/B,"),
        new Fault("root: A", "root: A\nlimits: { depth: 0 }"));
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
    return new String(FleetJson.write(loaded), StandardCharsets.UTF_8);
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
