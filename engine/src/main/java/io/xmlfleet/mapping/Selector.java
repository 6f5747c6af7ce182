package io.xmlfleet.mapping;

import io.xmlfleet.contract.Selection.Unique.Keep;
import io.xmlfleet.contract.convert.Blanks;
import io.xmlfleet.contract.convert.Numbers;
import io.xmlfleet.contract.plan.SelectionPlan;
import io.xmlfleet.xml.CapturedElement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Chooses the elements of one selection. Compiled once; immutable and thread-safe. */
final class Selector {

  /** What has no number comes last. */
  private static final Comparator<Kept> BY_RANK =
      Comparator.comparing(Kept::rank, Comparator.nullsLast(Comparator.naturalOrder()));

  private final SelectionPlan plan;
  private final @Nullable Computation where;
  private final @Nullable Computation match;
  private final TextReader[] by;
  private final @Nullable Computation rank;
  private final @Nullable Computation prefer;
  private final @Nullable Computation key;

  Selector(SelectionPlan plan, ValueReaders readers) {
    this.plan = plan;
    SelectionPlan.RulesPlan rules = plan.rules();
    this.where = readers.optional(rules.where());
    this.match = rules.among() == null ? null : readers.computation(rules.among().match());
    this.by =
        rules.unique() == null
            ? new TextReader[0]
            : rules.unique().by().stream().map(readers::computation).toArray(TextReader[]::new);
    this.rank = rules.unique() == null ? null : readers.optional(rules.unique().rank());
    this.prefer = readers.optional(rules.prefer());
    this.key = readers.optional(plan.key());
  }

  /** Adds this selection's elements to those of the selections before it. */
  void select(RowInput row) {
    SelectedElements selections = row.document().selections();
    List<CapturedElement> chosen = new ArrayList<>();
    for (CapturedElement element : candidates(row.document())) {
      if (selections.isLate()) {
        break;
      }
      row.begin(element, 0);
      if ((where == null || where.passes(row)) && isAmong(row)) {
        chosen.add(element);
      }
    }
    List<CapturedElement> left = taken(preferred(unique(chosen, row), row));
    if (left.isEmpty() && plan.otherwise() != SelectionPlan.NONE) {
      selections.addStandIn(plan.otherwise(), key);
    } else {
      selections.add(left, key);
    }
  }

  private List<CapturedElement> candidates(DocumentInput document) {
    List<CapturedElement> all = document.captured().elements(plan.scope());
    if (plan.parent() == SelectionPlan.NONE || all.isEmpty()) {
      return all;
    }
    Map<CapturedElement, List<CapturedElement>> byParent = new LinkedHashMap<>();
    Map<CapturedElement, Integer> places = new HashMap<>();
    for (CapturedElement parent : document.selections().of(plan.parent())) {
      places.put(parent, places.size());
      byParent.put(parent, new ArrayList<>());
    }
    for (CapturedElement element : all) {
      CapturedElement parent = parent(element, places);
      if (parent != null) {
        byParent.computeIfAbsent(parent, any -> new ArrayList<>()).add(element);
      }
    }
    return byParent.values().stream().flatMap(List::stream).toList();
  }

  /** The first one of the chosen elements that an element is below; null: none. */
  private @Nullable CapturedElement parent(
      CapturedElement element, Map<CapturedElement, Integer> places) {
    CapturedElement nearest = element.ofScope(plan.parentScope());
    if (!plan.anyDepth()) {
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
    SelectionPlan.AmongPlan rule = plan.rules().among();
    if (rule == null || match == null) {
      return true;
    }
    String text = match.text(row);
    RowInput other = new RowInput(row.document());
    return text != null && !row.document().selections().of(rule.selection(), text, other).isEmpty();
  }

  private List<CapturedElement> unique(List<CapturedElement> elements, RowInput row) {
    SelectionPlan.UniquePlan rule = plan.rules().unique();
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
      for (TextReader part : by) {
        key.add(part.text(row));
      }
      Kept candidate = new Kept(element, rank(row));
      kept.merge(key.take(), candidate, (old, one) -> better(one, old, rule.keep()) ? one : old);
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
    return switch (plan.rules().take()) {
      case ALL -> elements;
      case FIRST -> elements.subList(0, 1);
      case LAST -> elements.subList(size - 1, size);
    };
  }

  private record Kept(CapturedElement element, @Nullable BigDecimal rank) {}
}
