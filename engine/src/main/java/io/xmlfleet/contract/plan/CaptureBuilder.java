package io.xmlfleet.contract.plan;

import io.xmlfleet.contract.Limits;
import io.xmlfleet.contract.PathStep;
import io.xmlfleet.contract.Pick;
import io.xmlfleet.contract.Taken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hands out scopes and slots while a contract is compiled, and plans the pass that fills them.
 * Confined to one thread.
 */
public final class CaptureBuilder {
  private final Map<List<PathStep>, Scope> byPath = new LinkedHashMap<>();
  private final List<PathStep> roots;
  private final Scope document;

  /**
   * @param roots names that the root element may have; a document with another never gets this far
   */
  public CaptureBuilder(List<PathStep> roots) {
    this.roots = roots;
    PathStep root = roots.size() == 1 ? roots.get(0) : new PathStep(null, PathStep.ANY);
    this.document = at(List.of(root));
  }

  public Scope document() {
    return document;
  }

  /** The scope of the elements at a path from the root. */
  public Scope at(List<PathStep> path) {
    return byPath.computeIfAbsent(List.copyOf(path), made -> new Scope(byPath.size(), made));
  }

  /** The plan of a pass that fills all slots which were handed out. */
  public CapturePlan build(Limits limits) {
    List<Pattern> patterns = patterns();
    return new CapturePlan(
        Trie.of(patterns),
        layouts(),
        patterns.stream().anyMatch(Pattern::nests),
        tellPlaces(),
        tellPositions(),
        roots,
        limits);
  }

  private List<ScopeLayout> layouts() {
    return byPath.values().stream()
        .map(
            scope ->
                new ScopeLayout(parent(scope), scope.slots, scope.groups.size(), scope.overflows))
        .toList();
  }

  private boolean tellPlaces() {
    return byPath.values().stream()
        .anyMatch(
            scope -> scope.groups.keySet().stream().anyMatch(key -> key.pick == Pick.LAST_PLACE));
  }

  private boolean tellPositions() {
    return byPath.values().stream()
        .flatMap(scope -> scope.groups.values().stream())
        .flatMap(group -> group.slots.keySet().stream())
        .anyMatch(taken -> taken == Taken.Part.POSITION || taken == Taken.Part.POSITION_OF_ALL);
  }

  private List<Pattern> patterns() {
    List<Pattern> patterns = new ArrayList<>();
    for (Scope scope : byPath.values()) {
      patterns.add(Pattern.opening(scope.path, scope.number));
      scope.groups.values().forEach(group -> patterns.add(group.pattern(scope)));
    }
    return patterns;
  }

  private @Nullable Descent parent(Scope scope) {
    for (int length = scope.path.size() - 1; length > 0; length--) {
      Scope around = byPath.get(scope.path.subList(0, length));
      if (around != null) {
        return around.down(scope.path);
      }
    }
    return scope.number == CapturePlan.DOCUMENT ? null : document.down(scope.path);
  }

  /** A scope in the making. */
  public static final class Scope {
    private final int number;
    private final List<PathStep> path;
    private final Map<GroupKey, Group> groups = new LinkedHashMap<>();
    private int slots;
    private boolean overflows;

    private Scope(int number, List<PathStep> path) {
      this.number = number;
      this.path = path;
    }

    public int number() {
      return number;
    }

    /** From the root. */
    public List<PathStep> path() {
      return path;
    }

    /**
     * The slot for what the elements at a path give this scope.
     *
     * @param path from the root
     */
    public Slot slot(List<PathStep> path, Taken taken, Pick pick, String text) {
      Group group = group(path, pick);
      int index = taken == Taken.Part.COUNT ? Slot.COUNT : group.slotOf(taken, slots);
      slots = Math.max(slots, index + 1);
      return new Slot(number, group.number, index, pick, text);
    }

    private Group group(List<PathStep> path, Pick pick) {
      return groups.computeIfAbsent(
          new GroupKey(List.copyOf(path), pick), key -> new Group(groups.size(), key));
    }

    /**
     * The way to the elements of a path that begins with this scope's, or of any path from here.
     */
    private Descent down(List<PathStep> to) {
      // There is one root element, so nobody asks for the way from it.
      List<PathStep> steps =
          number == CapturePlan.DOCUMENT ? List.of() : to.subList(path.size(), to.size());
      return new Descent(number, steps, path.stream().anyMatch(PathStep::isAnywhere));
    }

    /** Keeps what no slot takes of its elements. */
    public void keepOverflow() {
      overflows = true;
    }
  }

  private record GroupKey(List<PathStep> path, Pick pick) {}

  private static final class Group {
    private final int number;
    private final GroupKey key;
    private final Map<Taken, Integer> slots = new LinkedHashMap<>();

    Group(int number, GroupKey key) {
      this.number = number;
      this.key = key;
    }

    int slotOf(Taken taken, int free) {
      return slots.computeIfAbsent(taken, any -> free);
    }

    Pattern pattern(Scope scope) {
      boolean nests = key.path.stream().anyMatch(PathStep::isAnywhere);
      return Pattern.capturing(
          key.path, new Capture(scope.down(key.path), number, key.pick, nests, slots));
    }
  }
}
