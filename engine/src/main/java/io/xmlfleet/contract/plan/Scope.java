package io.xmlfleet.contract.plan;

import io.xmlfleet.contract.PathStep;
import io.xmlfleet.contract.Pick;
import io.xmlfleet.contract.Predicate;
import io.xmlfleet.contract.Taken;
import io.xmlfleet.contract.XmlPath;
import io.xmlfleet.contract.XmlPath.Branch;
import io.xmlfleet.contract.expression.Aggregate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A scope in the making. Confined to one thread.
 *
 * <p>A step with predicates makes a scope of its own below the one that asks, a <i>gate</i>: it
 * captures what the path leads to from there, and what the predicates ask.
 */
public final class Scope {
  private final CaptureBuilder plan;
  private final int number;
  private final List<List<PathStep>> paths;
  private final @Nullable GateOf gateOf;
  private final Map<Group.Key, Group> groups = new LinkedHashMap<>();
  private final Map<GateKey, Scope> gates = new HashMap<>();
  private final List<Gate.Test> tests = new ArrayList<>();
  private final List<Gate.Delivery> deliveries = new ArrayList<>();
  private final List<ScopeLayout.Link> links = new ArrayList<>();
  private final List<Integer> members = new ArrayList<>();
  private int slots;
  private boolean overflows;
  private boolean aggregates;
  private boolean isTarget;
  private boolean isGated;
  private boolean isLinked;

  /**
   * Whose elements a gate lets through.
   *
   * @param target gets what its elements have
   * @param isRepeated whether one element of the target may have some in others
   */
  private record GateOf(GateKey key, Scope target, boolean isRepeated) {}

  /** A gate is for values, or for what another gate asks of its elements: each counts alone. */
  private record GateKey(List<PathStep> steps, boolean isOfTest) {}

  Scope(CaptureBuilder plan, int number, List<List<PathStep>> paths) {
    this(plan, number, paths, null);
  }

  private Scope(
      CaptureBuilder plan, int number, List<List<PathStep>> paths, @Nullable GateOf gateOf) {
    this.plan = plan;
    this.number = number;
    this.paths = List.copyOf(paths);
    this.gateOf = gateOf;
  }

  public int number() {
    return number;
  }

  /** From the root; several for elements of several paths. */
  public List<List<PathStep>> paths() {
    return paths;
  }

  /** Whether its elements are rows, or around rows for certain. */
  boolean isKept() {
    return gateOf == null && !isLinked;
  }

  boolean mayBeDropped() {
    return !isKept() || isGated;
  }

  /** Its elements are kept only by those of other scopes that have links to them. */
  Scope linked() {
    isLinked = true;
    return this;
  }

  /**
   * The number of a link to the nearest element of a scope whose paths those of this one begin
   * with; {@link Slot#HERE}: it is found without one, among the scopes around.
   */
  public int linkAround(Scope outer) {
    return outer == this || (paths.size() == 1 && outer.paths.size() == 1)
        ? Slot.HERE
        : link(outer, ScopeLayout.Link.NEAREST_OR_SELF);
  }

  /**
   * The number of a link to an element around each of this scope.
   *
   * @param climbs how many elements further up it stands; {@link ScopeLayout.Link#NEAREST}: the
   *     nearest of the other scope
   */
  public int link(Scope other, int climbs) {
    return link(new ScopeLayout.Link(other.number, climbs, List.of()));
  }

  /** The number of a link to the nearest element of an axis that meets predicates. */
  public int link(Scope other, XmlPath.Start.Nearest nearest) {
    int climbs =
        switch (nearest.axis()) {
          case ANCESTOR -> ScopeLayout.Link.NEAREST;
          case PRECEDING_SIBLING -> ScopeLayout.Link.SIBLING_BEFORE;
          case PRECEDING -> ScopeLayout.Link.BEFORE;
        };
    List<Gate.That> tests =
        nearest.name().predicates().stream().map(other::test).map(Gate.That.class::cast).toList();
    return link(new ScopeLayout.Link(other.number, climbs, tests));
  }

  private int link(ScopeLayout.Link link) {
    if (!links.contains(link)) {
      links.add(link);
    }
    return links.indexOf(link);
  }

  /** Keeps what no slot takes of its elements. */
  public void keepOverflow() {
    overflows = true;
  }

  /**
   * The slot for what paths give the elements of this scope.
   *
   * @param branches from the scope's element, or of the document from the root
   * @param aggregate of all texts; null: as the pick says
   * @param text of the path, for messages
   */
  public Slot slot(List<Branch> branches, Pick pick, @Nullable Aggregate aggregate, String text) {
    return slot(branches, pick, aggregate, text, false);
  }

  private Slot slot(
      List<Branch> branches,
      Pick pick,
      @Nullable Aggregate aggregate,
      String text,
      boolean isOfTest) {
    boolean innermost = !isOfTest && gateOf != null && gateOf.isRepeated;
    boolean plain =
        branches.size() == 1 && branches.get(0).steps().stream().noneMatch(PathStep::isConditional);
    // Slots of one path share their group, so that one element gives all of them; what is handed
    // on from element to element goes slot by slot.
    boolean shares =
        plain && aggregate == null && gateOf == null && sharesGroup(branches.get(0).taken(), pick);
    List<?> what = shares ? List.of(branches.get(0).steps()) : branches;
    Group group =
        groups.computeIfAbsent(
            new Group.Key(List.copyOf(what), pick, aggregate, innermost),
            key -> new Group(groups.size(), key));
    int index = Slot.COUNT;
    for (Branch branch : branches) {
      int gate = firstConditional(branch.steps());
      if (gate < 0) {
        index = direct(group, branch, index, shares);
      } else {
        index = delivered(group, branch, gate, index, text, isOfTest);
      }
    }
    return new Slot(number, group.number(), index, pick, aggregate, Slot.HERE, text);
  }

  /** A group has one kind of content, and counts elements whatever attributes they have. */
  private static boolean sharesGroup(Taken taken, Pick pick) {
    if (taken instanceof Taken.Attribute) {
      return pick != Pick.ONLY;
    }
    return !(taken instanceof Taken.Part part && part.isOfContent() && part != Taken.Part.TEXT);
  }

  private static int firstConditional(List<PathStep> steps) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).isConditional()) {
        return i;
      }
    }
    return -1;
  }

  private int direct(Group group, Branch branch, int known, boolean shares) {
    if (branch.taken() == Taken.Part.COUNT) {
      Group.Source unused = group.source(branch.steps(), null);
      return Slot.COUNT;
    }
    return group
        .source(branch.steps(), shares ? null : branch.taken())
        .slots()
        .computeIfAbsent(branch.taken(), any -> known == Slot.COUNT ? free(group) : known);
  }

  private int delivered(
      Group group, Branch branch, int at, int known, String text, boolean isOfTest) {
    Scope gate = gate(branch.steps().subList(0, at + 1), isOfTest);
    Branch rest = new Branch(branch.steps().subList(at + 1, branch.steps().size()), branch.taken());
    Group.Key key = group.key();
    Slot from = gate.slot(List.of(rest), key.pick(), key.aggregate(), text, false);
    for (Gate.Delivery each : gate.deliveries) {
      if (each.from().equals(from) && each.group() == group.number()) {
        return each.index();
      }
    }
    int index = from.index() == Slot.COUNT ? Slot.COUNT : known == Slot.COUNT ? free(group) : known;
    gate.deliveries.add(new Gate.Delivery(from, group.number(), index, gate.falls(rest.steps())));
    isTarget = true;
    return index;
  }

  /**
   * Whether what an element of this gate has at a path, an element of it around that one has, too.
   */
  private boolean falls(List<PathStep> steps) {
    return gateOf != null && gateOf.isRepeated && !steps.isEmpty() && steps.get(0).isAnywhere();
  }

  private int free(Group group) {
    aggregates |= group.key().aggregate() != null;
    return slots++;
  }

  private Scope gate(List<PathStep> steps, boolean isOfTest) {
    GateKey key = new GateKey(List.copyOf(steps), isOfTest);
    Scope known = gates.get(key);
    if (known == null) {
      boolean repeated =
          steps.stream().anyMatch(PathStep::isAnywhere)
              || (!isOfTest && gateOf != null && gateOf.isRepeated);
      GateOf of = new GateOf(key, this, repeated);
      known = plan.add(each -> new Scope(plan, each, below(steps), of));
      gates.put(key, known);
      for (Predicate predicate : steps.get(steps.size() - 1).predicates()) {
        known.tests.add(known.test(predicate));
      }
    }
    return known;
  }

  private Gate.Test test(Predicate predicate) {
    if (predicate instanceof Predicate.Nth nth) {
      return new Gate.Nth(plan.counter(), nth.number());
    }
    if (predicate instanceof Predicate.That that) {
      List<Slot> inputs = new ArrayList<>();
      boolean counts = false;
      for (Predicate.Input input : that.inputs()) {
        XmlPath path = input.path();
        counts |= path == null;
        inputs.add(
            path == null
                ? Gate.That.NUMBER
                : slot(path.branches(), Pick.FIRST, input.aggregate(), that.text(), true));
      }
      return new Gate.That(that.condition(), inputs, counts ? plan.counter() : CapturePlan.NONE);
    }
    return new Gate.Last(plan.lastPlace());
  }

  /** Only elements that meet the predicates of their path are in the document's list. */
  void gateMembers(Scope document) {
    isGated = true;
    for (List<PathStep> path : paths) {
      Scope scope = document;
      List<PathStep> rest = path;
      while (!rest.isEmpty()) {
        int at = firstConditional(rest);
        int length = at < 0 ? rest.size() : at + 1;
        scope = scope.gate(rest.subList(0, length), false);
        rest = rest.subList(length, rest.size());
      }
      scope.members.add(number);
    }
  }

  /** The paths from the root of what stands at a path below. */
  List<List<PathStep>> below(List<PathStep> steps) {
    if (number == CapturePlan.DOCUMENT) {
      return List.of(List.copyOf(steps));
    }
    return paths.stream()
        .map(
            path -> {
              List<PathStep> below = new ArrayList<>(path);
              below.addAll(steps);
              return List.copyOf(below);
            })
        .toList();
  }

  /** The way to the elements of a path below. */
  Descent down(List<PathStep> steps) {
    return way(List.of(steps));
  }

  private Descent way(List<List<PathStep>> ways) {
    // There is one root element, so nobody asks for the way from it.
    return new Descent(number, number == CapturePlan.DOCUMENT ? List.of() : ways, nests());
  }

  /** Whether its elements may stand in each other. */
  private boolean nests() {
    return number != CapturePlan.DOCUMENT && (paths.size() > 1 || isAnywhere(paths));
  }

  static boolean isAnywhere(List<List<PathStep>> paths) {
    return paths.stream().flatMap(List::stream).anyMatch(PathStep::isAnywhere);
  }

  /** The way from this scope's elements to those of a scope below; null: it is not below. */
  @Nullable Descent around(Scope inner) {
    List<List<PathStep>> ways = new ArrayList<>();
    for (List<PathStep> path : inner.paths) {
      int before = ways.size();
      for (List<PathStep> outer : paths) {
        if (path.size() > outer.size() && path.subList(0, outer.size()).equals(outer)) {
          ways.add(path.subList(outer.size(), path.size()));
        }
      }
      if (ways.size() == before) {
        return null;
      }
    }
    return way(ways);
  }

  /** How many steps lead to it, at least. */
  int length() {
    return paths.stream().mapToInt(List::size).min().orElse(0);
  }

  ScopeLayout layout(@Nullable Descent parent) {
    boolean plain =
        isKept()
            && !isGated
            && !isOrdered()
            && !aggregates
            && links.isEmpty()
            && !asks(Pick.LAST_PLACE);
    return new ScopeLayout(parent, slots, groups.size(), overflows, plain ? null : more());
  }

  private ScopeLayout.More more() {
    Gate gate =
        gateOf == null
            ? null
            : new Gate(
                gateOf.target.down(gateOf.key.steps),
                !gateOf.key.isOfTest
                    && gateOf.target.gateOf != null
                    && gateOf.target.gateOf.isRepeated,
                gateOf.target.falls(gateOf.key.steps),
                tests,
                deliveries,
                members);
    return new ScopeLayout.More(
        isKept() && !isGated, isLinked, isOrdered(), aggregates ? slots : 0, links, gate);
  }

  private boolean isOrdered() {
    return gateOf != null || isTarget || groups.values().stream().anyMatch(Group::isShared);
  }

  List<Pattern> patterns() {
    List<Pattern> patterns = new ArrayList<>();
    paths.forEach(path -> patterns.add(Pattern.opening(path, number)));
    groups.values().forEach(group -> patterns.addAll(group.patterns(this)));
    return patterns;
  }

  boolean asks(Pick pick) {
    return groups.keySet().stream().anyMatch(key -> key.pick() == pick);
  }

  boolean takes(Taken taken) {
    return groups.values().stream().anyMatch(group -> group.takes(taken));
  }
}
