package io.xmlfleet.contract.read;

import io.xmlfleet.contract.SourcePosition;
import io.xmlfleet.text.Suggestions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * The keys of one mapping, read by type. What is wrong goes to the problems; the reader gets a
 * stand-in and goes on. A key whose value is null counts as absent. Confined to one thread.
 */
final class Fields {
  private final Problems problems;
  private final Node node;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Node> keys = new LinkedHashMap<>();

  private Fields(Node node, Problems problems) {
    this.node = node;
    this.problems = problems;
  }

  /** The keys of a mapping, which must be among the known ones; null if it is no mapping. */
  static @Nullable Fields of(Node node, Problems problems, String what, List<String> known) {
    Fields fields = any(node, problems, what);
    if (fields != null) {
      fields.keys.forEach(
          (key, place) -> {
            if (!known.contains(key)) {
              problems.add(place, "unknown key \"" + key + "\"" + Suggestions.hint(key, known));
            }
          });
    }
    return fields;
  }

  /** What a mapping of one key to a value would have. */
  static Fields of(String key, Node value, Problems problems) {
    Fields fields = new Fields(value, problems);
    fields.values.put(key, value);
    return fields;
  }

  /** The keys of a mapping, whatever they are; null if it is no mapping. */
  static @Nullable Fields any(Node node, Problems problems, String what) {
    if (!(node instanceof MappingNode mapping)) {
      problems.add(node, what + " is a mapping of keys to values, not " + kind(node));
      return null;
    }
    Fields fields = new Fields(node, problems);
    mapping.getValue().forEach(fields::add);
    return fields;
  }

  private void add(NodeTuple entry) {
    if (!(entry.getKeyNode() instanceof ScalarNode key)) {
      problems.add(entry.getKeyNode(), "a key is text");
    } else if (keys.put(key.getValue(), key) != null) {
      problems.add(key, "key \"" + key.getValue() + "\" is there twice");
    } else if (!isNull(entry.getValueNode())) {
      values.put(key.getValue(), entry.getValueNode());
    }
  }

  SourcePosition at() {
    return problems.at(node);
  }

  /** The value's node, or the mapping's where the key is absent. */
  Node place(String key) {
    return values.getOrDefault(key, node);
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  List<String> names() {
    return List.copyOf(values.keySet());
  }

  @Nullable Node node(String key) {
    return values.get(key);
  }

  @Nullable String text(String key) {
    Node value = values.get(key);
    return value == null ? null : textOf(value, key);
  }

  /** The key's text; a problem and a stand-in where it is absent or blank. */
  String required(String key) {
    String text = text(key);
    if (text == null ? !has(key) : text.isBlank()) {
      problems.add(place(key), has(key) ? key + " is blank" : key + " is missing");
    }
    return text == null || text.isBlank() ? "?" : text;
  }

  boolean flag(String key, boolean otherwise) {
    String text = text(key);
    if (text == null || text.equals("true") || text.equals("false")) {
      return text == null ? otherwise : text.equals("true");
    }
    problems.add(place(key), key + " is true or false");
    return otherwise;
  }

  int positive(String key, int otherwise) {
    String text = text(key);
    if (text == null) {
      return otherwise;
    }
    String digits = text.replace("_", "");
    if (digits.matches("[1-9][0-9]{0,8}")) {
      return Integer.parseInt(digits);
    }
    problems.add(place(key), key + " is a positive whole number below 1,000,000,000");
    return otherwise;
  }

  <E extends Enum<E>> E choice(String key, E otherwise) {
    String text = text(key);
    if (text == null && keys.containsKey(key) && !has(key)) {
      for (E constant : otherwise.getDeclaringClass().getEnumConstants()) {
        if (constant.name().equals("NULL")) {
          return constant; // a word of ours, though somebody did not quote it
        }
      }
    }
    return text == null ? otherwise : word(place(key), text, otherwise);
  }

  /** A list of texts, where a single text stands for a list of one. */
  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (Node item : items(key)) {
      String text = textOf(item, key);
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  /** The items of a list, where a single text stands for a list of one. */
  List<Node> items(String key) {
    Node value = values.get(key);
    if (value instanceof ScalarNode) {
      return List.of(value);
    }
    return list(key);
  }

  List<Node> list(String key) {
    Node value = values.get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    problems.add(value, key + " is a list, not " + kind(value));
    return List.of();
  }

  @Nullable String textOf(Node value, String what) {
    if (value instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    problems.add(value, what + " is text, not " + kind(value));
    return null;
  }

  /** The constant that a word such as {@code not-empty} names. */
  <E extends Enum<E>> E word(Node place, String text, E otherwise) {
    E[] constants = otherwise.getDeclaringClass().getEnumConstants();
    for (E constant : constants) {
      if (word(constant).equals(text)) {
        return constant;
      }
    }
    List<String> known = Arrays.stream(constants).map(Fields::word).toList();
    problems.add(place, "unknown word \"" + text + "\"" + Suggestions.hint(text, known));
    return otherwise;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static boolean isNull(Node value) {
    return value.getTag().equals(Tag.NULL);
  }

  private static String kind(Node value) {
    return switch (value.getNodeType()) {
      case MAPPING -> "a mapping";
      case SEQUENCE -> "a list";
      default -> "text";
    };
  }
}
