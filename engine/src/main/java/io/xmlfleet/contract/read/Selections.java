package io.xmlfleet.contract.read;

import io.xmlfleet.contract.PathStep;
import io.xmlfleet.contract.Selection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The selections that a contract has declared so far, by name. Confined to one thread. */
final class Selections {
  private final Map<String, Selection> byName = new LinkedHashMap<>();

  boolean contains(String name) {
    return byName.containsKey(name);
  }

  Set<String> names() {
    return byName.keySet();
  }

  @Nullable Selection get(String name) {
    return byName.get(name);
  }

  void add(Selection selection) {
    byName.put(selection.name(), selection);
  }

  List<Selection> all() {
    return List.copyOf(byName.values());
  }

  /** The path of a selection's elements from the root. */
  List<PathStep> path(Selection selection) {
    List<PathStep> path = new ArrayList<>();
    Selection parent = selection.parent() == null ? null : byName.get(selection.parent());
    if (parent != null) {
      path.addAll(path(parent));
    }
    path.addAll(selection.each().steps());
    return path;
  }

  /** Whether all elements that a selection can give are of its own path. */
  boolean isOfOnePath(Selection selection) {
    List<PathStep> path = path(selection);
    Selection otherwise = otherwise(selection);
    while (otherwise != null && path(otherwise).equals(path)) {
      otherwise = otherwise(otherwise);
    }
    return otherwise == null;
  }

  private @Nullable Selection otherwise(Selection selection) {
    return selection.otherwise() == null ? null : byName.get(selection.otherwise());
  }
}
