package io.xmlfleet.contract.plan;

import io.xmlfleet.contract.Limits;
import io.xmlfleet.contract.PathStep;
import io.xmlfleet.contract.Pick;
import io.xmlfleet.contract.Taken.Part;
import io.xmlfleet.contract.XmlPath.Start;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Hands out scopes and slots while a contract is compiled, and plans the pass that fills them.
 * Confined to one thread.
 */
public final class CaptureBuilder {
  private final List<Scope> scopes = new ArrayList<>();
  private final Map<List<List<PathStep>>, Scope> byPaths = new LinkedHashMap<>();
  private final Map<Start.Nearest, Scope> linked = new HashMap<>();
  private final List<PathStep> roots;
  private final Scope document;
  private int counters;
  private int lastPlaces;

  /**
   * @param roots names that the root element may have; a document with another never gets this far
   */
  public CaptureBuilder(List<PathStep> roots) {
    this.roots = roots;
    PathStep root = roots.size() == 1 ? roots.get(0) : new PathStep(null, PathStep.ANY);
    List<List<PathStep>> path = List.of(List.of(root));
    this.document = add(number -> new Scope(this, number, path));
    byPaths.put(path, document);
  }

  public Scope document() {
    return document;
  }

  /** The scope of the elements at a path from the root, or at any of several. */
  public Scope at(List<List<PathStep>> written) {
    List<List<PathStep>> paths = written.stream().distinct().toList();
    Scope known = byPaths.get(paths);
    if (known == null) {
      known = add(number -> new Scope(this, number, paths));
      byPaths.put(paths, known);
      if (paths.stream().flatMap(List::stream).anyMatch(PathStep::isConditional)) {
        known.gateMembers(document);
      }
    }
    return known;
  }

  /** The scope of the elements of a name that stand around or before others, wherever those are. */
  public Scope near(Start.Nearest nearest) {
    Start.Nearest key = new Start.Nearest(nearest.axis(), nearest.name().with(List.of()));
    Scope known = linked.get(key);
    if (known == null) {
      List<List<PathStep>> path = List.of(List.of(key.name().in(PathStep.Form.ANYWHERE)));
      known = add(number -> new Scope(this, number, path)).linked();
      linked.put(key, known);
    }
    return known;
  }

  Scope add(IntFunction<Scope> factory) {
    Scope made = factory.apply(scopes.size());
    scopes.add(made);
    return made;
  }

  int counter() {
    return counters++;
  }

  int lastPlace() {
    return lastPlaces++;
  }

  /** The plan of a pass that fills all slots which were handed out. */
  public CapturePlan build(Limits limits) {
    List<Pattern> patterns = scopes.stream().flatMap(each -> each.patterns().stream()).toList();
    return new CapturePlan(
        Trie.of(patterns),
        scopes.stream().map(each -> each.layout(parent(each))).toList(),
        new CapturePlan.Needs(
            patterns.stream().anyMatch(Pattern::nests)
                || scopes.stream().anyMatch(each -> each.paths().size() > 1),
            scopes.stream().anyMatch(each -> each.asks(Pick.LAST_PLACE)),
            take(Part.POSITION) || take(Part.POSITION_OF_ALL),
            take(Part.SPACED_TEXT) || take(Part.OWN_TEXT),
            take(Part.XML),
            counters,
            lastPlaces),
        false,
        roots,
        limits);
  }

  private boolean take(Part part) {
    return scopes.stream().anyMatch(each -> each.takes(part));
  }

  private @Nullable Descent parent(Scope scope) {
    if (scope == document || !scope.isKept()) {
      return null;
    }
    Scope nearest = null;
    Descent way = document.down(List.of());
    for (Scope each : byPaths.values()) {
      Descent down = each.around(scope);
      if (down != null && (nearest == null || each.length() > nearest.length())) {
        nearest = each;
        way = down;
      }
    }
    return way;
  }
}
