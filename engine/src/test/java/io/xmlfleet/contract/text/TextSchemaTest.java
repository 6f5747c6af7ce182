package io.xmlfleet.contract.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.JsonSchema;

class TextSchemaTest {
  private final ScalarResolver resolver = new ContractText.TextSchema().getScalarResolver();
  private final ScalarResolver json = new JsonSchema().getScalarResolver();

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "Null", "NULL", "~", "nul", "nulls", " ", "1", "true", "-.5", "$a/b"})
  void nullIsWhatTheJsonSchemaCallsNull(String value) {
    for (boolean plain : new boolean[] {true, false}) {
      assertThat(resolver.resolve(value, plain).equals(Tag.NULL))
          .isEqualTo(json.resolve(value, plain).equals(Tag.NULL));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "true", "x"})
  void everythingElseIsText(String value) {
    assertThat(resolver.resolve(value, true)).isEqualTo(Tag.STR);
  }
}
