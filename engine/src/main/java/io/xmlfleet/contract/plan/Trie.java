package io.xmlfleet.contract.plan;

import io.xmlfleet.contract.PathStep;
import io.xmlfleet.contract.plan.ElementNode.Branch;
import io.xmlfleet.contract.plan.ElementNode.Ways;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes one deterministic trie of many patterns by subset construction, so that a pass does one
 * look-up an element however many paths, wildcards and namespaces meet there.
 *
 * <p>States are made when a document first gets there: elements at any depth make cycles, and a few
 * dozen such paths have more states in common than any memory, of which documents meet a handful.
 * Thread-safe.
 */
final class Trie {
  private static final String NO_NAMED_NAMESPACE = "";

  /** States beyond are made again whenever a document gets there. */
  static final int MOST_REMEMBERED = 20_000;

  private final List<Pattern> patterns;
  private final Map<Set<Position>, ElementNode> nodes = new ConcurrentHashMap<>();

  private Trie(List<Pattern> patterns) {
    this.patterns = List.copyOf(patterns);
  }

  /** The state before the root element. */
  static ElementNode of(List<Pattern> patterns) {
    Set<Position> start = new LinkedHashSet<>();
    for (int pattern = 0; pattern < patterns.size(); pattern++) {
      start.add(new Position(pattern, 0));
    }
    return new Trie(patterns).node(start);
  }

  /** Whether what leads to a state may keep it. */
  boolean isRoomy() {
    return nodes.size() < MOST_REMEMBERED;
  }

  private ElementNode node(Set<Position> positions) {
    ElementNode known = nodes.get(positions);
    if (known != null) {
      return known;
    }
    Map<String, Branch> children = new HashMap<>();
    for (String name : names(positions)) {
      // Parsers intern names, so a look-up mostly ends at the comparison of two references.
      children.put(name.intern(), new Branch(this, positions, name));
    }
    ElementNode made =
        new ElementNode(
            children, new Branch(this, positions, null), opens(positions), captures(positions));
    ElementNode other = isRoomy() ? nodes.putIfAbsent(positions, made) : null;
    return other == null ? made : other;
  }

  /**
   * Where elements of a local name lead.
   *
   * @param name null: of a name that no step has
   */
  Ways ways(Set<Position> positions, @Nullable String name) {
    if (name == null) {
      return new Ways(target(positions, PathStep::isAny), Map.of());
    }
    Map<String, ElementNode> byNamespace = new HashMap<>();
    for (String namespace : namespaces(positions, name)) {
      ElementNode target = target(positions, step -> step.matches(name, namespace));
      byNamespace.put(namespace, Objects.requireNonNull(target));
    }
    ElementNode plain =
        target(
            positions, step -> step.namespace() == null && step.matches(name, NO_NAMED_NAMESPACE));
    return new Ways(plain, Map.copyOf(byNamespace));
  }

  private @Nullable ElementNode target(Set<Position> positions, Predicate<PathStep> matches) {
    Set<Position> next = new LinkedHashSet<>();
    for (Position position : positions) {
      PathStep step = next(position);
      if (step != null && step.isAnywhere()) {
        next.add(position);
      }
      if (step != null && matches.test(step)) {
        next.add(new Position(position.pattern, position.steps + 1));
      }
    }
    return next.isEmpty() ? null : node(next);
  }

  private Set<String> names(Set<Position> positions) {
    Set<String> names = new LinkedHashSet<>();
    for (Position position : positions) {
      PathStep step = next(position);
      if (step != null && !step.isAny()) {
        names.add(step.name());
      }
    }
    return names;
  }

  private Set<String> namespaces(Set<Position> positions, String name) {
    Set<String> namespaces = new LinkedHashSet<>();
    for (Position position : positions) {
      PathStep step = next(position);
      if (step != null && step.name().equals(name) && step.namespace() != null) {
        namespaces.add(step.namespace());
      }
    }
    return namespaces;
  }

  private int[] opens(Set<Position> positions) {
    return positions.stream()
        .filter(
            position -> next(position) == null && patterns.get(position.pattern).capture() == null)
        .mapToInt(position -> patterns.get(position.pattern).opens())
        .sorted()
        .distinct()
        .toArray();
  }

  private Capture[] captures(Set<Position> positions) {
    Set<Capture> captures = new LinkedHashSet<>();
    for (Position position : positions) {
      Capture capture = patterns.get(position.pattern).capture();
      if (next(position) == null && capture != null) {
        captures.add(capture);
      }
    }
    return captures.toArray(Capture[]::new);
  }

  private @Nullable PathStep next(Position position) {
    List<PathStep> steps = patterns.get(position.pattern).steps();
    return position.steps < steps.size() ? steps.get(position.steps) : null;
  }

  /** A pattern's number and how many of its steps are behind. */
  record Position(int pattern, int steps) {}
}
