package io.xmlfleet.migrate;

import io.xmlfleet.failure.UsageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A value of the old contract's JSON that knows its line. Reads what is there and no more. */
final class OldNode {
  private static final int MOST_CHARACTERS = 20_000_000;

  private final Node node;

  private OldNode(Node node) {
    this.node = node;
  }

  /**
   * The one value of a JSON text.
   *
   * @throws UsageException if it is not JSON
   */
  static OldNode parse(String name, String text) {
    try {
      // Read at once: the parser fails where a pair of surrogates lies over the end of its buffer.
      LoadSettings settings =
          LoadSettings.builder()
              .setCodePointLimit(MOST_CHARACTERS)
              .setBufferSize(text.length() + 1)
              .build();
      // A tab between JSON's tokens is none of YAML's.
      Optional<Node> node = new Compose(settings).composeString(text.replace('\t', ' '));
      return new OldNode(node.orElseThrow(() -> new UsageException(name + " is empty")));
    } catch (YamlEngineException | IllegalArgumentException | StackOverflowError e) {
      throw new UsageException(name + " is not JSON", e);
    }
  }

  int line() {
    return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }

  /** The value of a key; null if it is absent or null. */
  @Nullable OldNode get(String key) {
    return fields().get(key);
  }

  /** The text of a key's value; null if it is absent or null. */
  @Nullable String text(String key) {
    OldNode value = get(key);
    return value == null ? null : value.text();
  }

  /** Whether a value counts as none where the old system asks for one: 0, false, an empty text. */
  boolean isFalse(String key) {
    OldNode value = get(key);
    return value == null
        || value.text().isEmpty()
        || (value.node instanceof ScalarNode scalar
            && scalar.isPlain()
            && scalar.getValue().matches("-?0+(\\.0*)?|false"));
  }

  boolean isTrue(String key) {
    return "true".equals(text(key));
  }

  /** The items of a key's list; a text counts as a list of one. */
  List<OldNode> list(String key) {
    OldNode value = get(key);
    return value == null ? List.of() : value.items();
  }

  List<OldNode> items() {
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue().stream().map(OldNode::new).toList();
    }
    return List.of(this);
  }

  boolean isNull() {
    return node.getTag().equals(Tag.NULL);
  }

  boolean isList() {
    return node instanceof SequenceNode;
  }

  String text() {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  /** Keys and values in order, without those that are null. */
  Map<String, OldNode> fields() {
    Map<String, OldNode> fields = new LinkedHashMap<>();
    if (node instanceof MappingNode mapping) {
      mapping
          .getValue()
          .forEach(
              entry -> {
                if (entry.getKeyNode() instanceof ScalarNode key
                    && !new OldNode(entry.getValueNode()).isNull()) {
                  fields.put(key.getValue(), new OldNode(entry.getValueNode()));
                }
              });
    }
    return fields;
  }

  /** Asks what is to become of keys that the old system did not read. */
  void tellUnknownKeys(String what, Set<String> known, Remarks remarks) {
    fields()
        .forEach(
            (key, value) -> {
              if (!known.contains(key)) {
                remarks.decide(
                    "line " + value.line(),
                    what + " has a key " + key + ", which is not known here and left out",
                    "write what it says into the contract, if it says something");
              }
            });
  }

  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    list(key).forEach(item -> texts.add(item.text()));
    return texts;
  }
}
