package io.xmlfleet.contract.read;

import java.util.Map;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.Schema;

/**
 * What a contract asks of a YAML value: whether it is null, as in YAML's JSON schema. All else is
 * text until a column's type says more. Stateless and thread-safe.
 */
final class TextSchema implements Schema {
  @Override
  public ScalarResolver getScalarResolver() {
    return TextSchema::tag;
  }

  @Override
  public Map<Tag, ConstructNode> getSchemaTagConstructors() {
    return Map.of();
  }

  private static Tag tag(String value, Boolean plain) {
    return plain && (value.isEmpty() || value.equals("null")) ? Tag.NULL : Tag.STR;
  }
}
