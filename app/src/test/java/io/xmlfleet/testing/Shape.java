package io.xmlfleet.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What a YAML node may say: fields, their types, and which have to be there. Immutable. */
public final class Shape {
  private final Object shape;

  /**
   * A shape as YAML gives it.
   *
   * @param shape a map of fields, where {@code !} ends those that have to be there; a list of one
   *     shape; or {@code text}, {@code number}, {@code flag}, {@code texts}, {@code =A|B}
   */
  public Shape(Object shape) {
    this.shape = shape;
  }

  /** What is wrong with a node, with its place; empty: nothing. */
  public List<String> problems(Object node) {
    List<String> problems = new ArrayList<>();
    check("", node, shape, problems);
    return problems;
  }

  private static void check(String place, Object node, Object shape, List<String> problems) {
    if (shape instanceof Map<?, ?> fields) {
      checkFields(place, node, fields, problems);
    } else if (shape instanceof List<?> elements) {
      checkElements(place, node, elements.get(0), problems);
    } else if (!fits(node, shape.toString())) {
      problems.add(place + ": not " + shape + " but " + node);
    }
  }

  private static void checkFields(
      String place, Object node, Map<?, ?> fields, List<String> problems) {
    if (!(node instanceof Map<?, ?> given)) {
      problems.add(place + ": not fields but " + node);
      return;
    }
    for (Map.Entry<?, ?> field : given.entrySet()) {
      Object key = field.getKey();
      Object shape = fields.containsKey(key) ? fields.get(key) : fields.get(key + "!");
      if (shape == null) {
        problems.add(place + "/" + key + ": there is no such field");
      } else {
        check(place + "/" + key, field.getValue(), shape, problems);
      }
    }
    for (Object field : fields.keySet()) {
      String name = field.toString();
      if (name.endsWith("!") && !given.containsKey(name.substring(0, name.length() - 1))) {
        problems.add(place + "/" + name.substring(0, name.length() - 1) + ": is missing");
      }
    }
  }

  private static void checkElements(
      String place, Object node, Object shape, List<String> problems) {
    if (!(node instanceof List<?> given) || given.isEmpty()) {
      problems.add(place + ": not a list of something but " + node);
      return;
    }
    for (int i = 0; i < given.size(); i++) {
      check(place + "/" + i, given.get(i), shape, problems);
    }
  }

  private static boolean fits(Object node, String shape) {
    return switch (shape) {
      case "text" -> node instanceof String;
      case "number" -> node instanceof Integer;
      case "flag" -> node instanceof Boolean;
      case "texts" ->
          node instanceof Map<?, ?> map
              && map.values().stream().allMatch(value -> value instanceof String);
      default -> {
        if (!shape.startsWith("=")) {
          throw new IllegalArgumentException("no shape: " + shape);
        }
        yield node instanceof String
            && Arrays.asList(shape.substring(1).split("\\|", -1)).contains(node);
      }
    };
  }
}
