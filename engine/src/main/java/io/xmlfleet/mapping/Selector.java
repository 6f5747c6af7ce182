package io.xmlfleet.mapping;

import io.xmlfleet.contract.PathStep;
import io.xmlfleet.contract.Selection;
import io.xmlfleet.contract.Selection.Unique.Keep;
import io.xmlfleet.contract.convert.Blanks;
import io.xmlfleet.contract.convert.Numbers;
import io.xmlfleet.contract.plan.CaptureBuilder;
import io.xmlfleet.contract.plan.Scope;
import io.xmlfleet.contract.plan.Slot;
import io.xmlfleet.failure.MemoryLimit;
import io.xmlfleet.xml.CapturedElement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Chooses the elements of one selection. Compiled once; immutable and thread-safe. */
final class Selector {
  /** Of an element in a list, in one of those that come after it, and in one that grows. */
  private static final int PLACE = 16;

  /** An element in two maps, and a list of others. */
  private static final int BY_PARENT = 200;

  /** An element in a map by its key, and its rank. */
  private static final int UNIQUE = 140;

  /** What has no number comes last. */
  private static final Comparator<Kept> BY_RANK =
      Comparator.comparing(Kept::rank, Comparator.nullsLast(Comparator.naturalOrder()));

  private final int number;
  private final Selection selection;
  private final Scope scope;
  private final @Nullable Selector parent;
  private final int link;
  private final @Nullable Selector otherwise;
  private final @Nullable Computation where;
  private final @Nullable Selector among;
  private final @Nullable Computation match;
  private final List<Computation> by;
  private final @Nullable Computation rank;
  private final @Nullable Computation prefer;
  private final @Nullable Computation key;

  /**
   * Compiles a selection.
   *
   * @param scope of its elements
   * @param before those that it may refer to
   */
  Selector(int number, Selection selection, Scope scope, Compiler before) {
    ValueCompiler values = before.values(scope);
    Selection.Rules rules = selection.rules();
    this.number = number;
    this.selection = selection;
    this.scope = scope;
    this.parent = before.optional(selection.parent());
    this.link = parent == null ? Slot.HERE : scope.linkAround(parent.scope);
    this.otherwise = before.optional(selection.otherwise());
    this.where = values.optional(rules.where());
    this.among = rules.among() == null ? null : before.get(rules.among().selection());
    this.match = rules.among() == null ? null : values.computation(rules.among().match());
    this.by =
        rules.unique() == null
            ? List.of()
            : rules.unique().by().stream().map(values::computation).toList();
    this.rank = rules.unique() == null ? null : values.optional(rules.unique().rank());
    this.prefer = values.optional(rules.prefer());
    this.key = values.optional(selection.key());
  }

  /** Its place among the selections of the contract, from 0. */
  int number() {
    return number;
  }

  String name() {
    return selection.name();
  }

  Selection selection() {
    return selection;
  }

  Scope scope() {
    return scope;
  }

  /** The selection that stands in for an empty one; null: none. */
  @Nullable Selector otherwise() {
    return otherwise;
  }

  /** All that it asks of its elements, in the order in which it asks. */
  List<Computation> computations() {
    return Stream.of(Stream.of(where, match), by.stream(), Stream.of(rank, prefer, key))
        .flatMap(each -> each)
        .filter(Objects::nonNull)
        .toList();
  }

  /** Adds this selection's elements to those of the selections before it. */
  void select(RowInput row) {
    SelectedElements selections = row.document().selections();
    MemoryLimit memory = row.document().context().memory();
    List<CapturedElement> chosen = new ArrayList<>();
    for (CapturedElement element : candidates(row.document())) {
      if (selections.isLate()) {
        break;
      }
      row.begin(element, 0);
      if ((where == null || where.passes(row)) && isAmong(row)) {
        memory.use(PLACE);
        chosen.add(element);
      }
    }
    List<CapturedElement> left = taken(preferred(unique(chosen, row), row));
    if (left.isEmpty() && otherwise != null) {
      selections.addStandIn(otherwise.number, key);
    } else {
      selections.add(left, key);
    }
  }

  private List<CapturedElement> candidates(DocumentInput document) {
    List<CapturedElement> all = document.captured().elements(scope.number());
    if (parent == null || all.isEmpty()) {
      return all;
    }
    Map<CapturedElement, List<CapturedElement>> byParent = new LinkedHashMap<>();
    Map<CapturedElement, Integer> places = new HashMap<>();
    for (CapturedElement around : document.selections().of(parent.number)) {
      document.context().memory().use(BY_PARENT);
      places.put(around, places.size());
      byParent.put(around, new ArrayList<>());
    }
    for (CapturedElement element : all) {
      CapturedElement around = around(element, parent, places);
      if (around != null) {
        byParent.computeIfAbsent(around, any -> new ArrayList<>()).add(element);
      }
    }
    return byParent.values().stream().flatMap(List::stream).toList();
  }

  /** The first one of the chosen elements that an element is below; null: none. */
  private @Nullable CapturedElement around(
      CapturedElement element, Selector chosen, Map<CapturedElement, Integer> places) {
    CapturedElement nearest = element.around(chosen.scope.number(), link);
    if (nearest == null) {
      return null;
    }
    if (selection.each().ways().stream().noneMatch(way -> way.get(0).isAnywhere())) {
      return places.containsKey(nearest) ? nearest : null;
    }
    CapturedElement best = null;
    int bestPlace = Integer.MAX_VALUE;
    for (CapturedElement each = nearest; each != null; each = each.around()) {
      int place = places.getOrDefault(each, Integer.MAX_VALUE);
      if (place < bestPlace) {
        best = each;
        bestPlace = place;
      }
    }
    return best;
  }

  private boolean isAmong(RowInput row) {
    if (among == null || match == null) {
      return true;
    }
    String text = match.text(row);
    RowInput other = new RowInput(row.document());
    return text != null && !row.document().selections().of(among.number, text, other).isEmpty();
  }

  private List<CapturedElement> unique(List<CapturedElement> elements, RowInput row) {
    Selection.Unique rule = selection.rules().unique();
    if (rule == null) {
      return elements;
    }
    Map<String, Kept> kept = new LinkedHashMap<>();
    Keys key = new Keys();
    for (CapturedElement element : elements) {
      if (row.document().selections().isLate()) {
        break;
      }
      row.begin(element, 0);
      for (Computation part : by) {
        key.add(part.text(row));
      }
      Kept candidate = new Kept(element, rank(row));
      String text = key.take();
      row.document().context().memory().use(UNIQUE + MemoryLimit.of(text));
      kept.merge(text, candidate, (old, one) -> better(one, old, rule.keep()) ? one : old);
    }
    return kept.values().stream().map(Kept::element).toList();
  }

  private static boolean better(Kept one, Kept old, Keep keep) {
    int order = BY_RANK.compare(one, old);
    return order < 0 || (order == 0 && keep == Keep.LAST);
  }

  /** Null: there is no number. */
  private @Nullable BigDecimal rank(RowInput row) {
    String text = rank == null ? null : rank.text(row);
    return text == null ? null : Numbers.decimal(Blanks.strip(text));
  }

  private List<CapturedElement> preferred(List<CapturedElement> elements, RowInput row) {
    if (prefer == null) {
      return elements;
    }
    List<CapturedElement> best = new ArrayList<>();
    for (CapturedElement element : elements) {
      if (row.document().selections().isLate()) {
        break;
      }
      row.begin(element, 0);
      if (prefer.passes(row)) {
        best.add(element);
      }
    }
    return best.isEmpty() ? elements : best;
  }

  private List<CapturedElement> taken(List<CapturedElement> elements) {
    int size = elements.size();
    if (size < 2) {
      return elements;
    }
    return switch (selection.rules().take()) {
      case ALL -> elements;
      case FIRST -> elements.subList(0, 1);
      case LAST -> elements.subList(size - 1, size);
    };
  }

  /** Compiles selections, each after those that it refers to. Confined to one thread. */
  static final class Compiler {
    private final CaptureBuilder captures;
    private final Map<String, Selector> byName = new LinkedHashMap<>();

    Compiler(CaptureBuilder captures) {
      this.captures = captures;
    }

    List<Selector> all() {
      return List.copyOf(byName.values());
    }

    /** Compiles what is said of the elements of a scope. */
    ValueCompiler values(Scope row) {
      return new ValueCompiler(captures, row, this);
    }

    void add(Selection selection) {
      Selector parent = optional(selection.parent());
      List<List<PathStep>> paths =
          parent == null
              ? selection.each().ways()
              : Selection.below(parent.scope().paths(), selection.each().ways());
      byName.put(
          selection.name(), new Selector(byName.size(), selection, captures.at(paths), this));
    }

    Selector get(String name) {
      Selector found = byName.get(name);
      if (found == null) {
        throw new IllegalArgumentException("no selection " + name + " so far");
      }
      return found;
    }

    @Nullable Selector optional(@Nullable String name) {
      return name == null ? null : get(name);
    }

    /** What the elements of a selection can be, its own scope first. */
    Set<Scope> scopes(Selector selection) {
      Set<Scope> found = new LinkedHashSet<>();
      for (Selector each = selection; each != null; each = each.otherwise()) {
        found.add(each.scope());
      }
      return found;
    }
  }

  private record Kept(CapturedElement element, @Nullable BigDecimal rank) {}
}
