package io.xmlfleet.contract.read;

import io.xmlfleet.contract.PathStep;
import io.xmlfleet.contract.Selection;
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

  /** The paths of a selection's elements from the root. */
  List<List<PathStep>> paths(Selection selection) {
    List<List<PathStep>> ways = selection.each().ways();
    Selection parent = selection.parent() == null ? null : byName.get(selection.parent());
    return parent == null ? ways : Selection.below(paths(parent), ways);
  }

  /** Whether all elements that a selection can give are of its own path. */
  boolean isOfOnePath(Selection selection) {
    List<List<PathStep>> paths = paths(selection);
    Selection otherwise = otherwise(selection);
    while (otherwise != null && paths(otherwise).equals(paths)) {
      otherwise = otherwise(otherwise);
    }
    return otherwise == null;
  }

  private @Nullable Selection otherwise(Selection selection) {
    return selection.otherwise() == null ? null : byName.get(selection.otherwise());
  }
}
