package io.xmlfleet.mapping;

import io.xmlfleet.contract.Selection.Unique.Keep;
import io.xmlfleet.contract.plan.SelectionPlan;
import io.xmlfleet.xml.CapturedElement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Chooses the elements of one selection. Compiled once; immutable and thread-safe. */
final class Selector {
  private static final BigDecimal UNRANKED = new BigDecimal("1e50");

  private final SelectionPlan plan;
  private final @Nullable Computation where;
  private final @Nullable Computation match;
  private final @Nullable TextReader among;
  private final TextReader[] by;
  private final @Nullable Computation rank;
  private final @Nullable Computation prefer;

  /** Compiles a selection; {@code readers} has all before it. */
  Selector(SelectionPlan plan, ValueReaders readers) {
    this.plan = plan;
    SelectionPlan.RulesPlan rules = plan.rules();
    this.where = readers.optional(rules.where());
    this.match = rules.among() == null ? null : readers.computation(rules.among().match());
    this.among = rules.among() == null ? null : readers.key(rules.among().selection());
    this.by =
        rules.unique() == null
            ? new TextReader[0]
            : rules.unique().by().stream().map(readers::computation).toArray(TextReader[]::new);
    this.rank = rules.unique() == null ? null : readers.optional(rules.unique().rank());
    this.prefer = readers.optional(rules.prefer());
  }

  /** Adds this selection's elements to those of the selections before it. */
  void select(RowInput row) {
    SelectedElements selections = row.document().selections();
    List<CapturedElement> chosen = new ArrayList<>();
    for (CapturedElement element : candidates(row.document())) {
      row.begin(element, 0);
      if ((where == null || where.passes(row)) && isAmong(row)) {
        chosen.add(element);
      }
    }
    List<CapturedElement> left = taken(preferred(unique(chosen, row), row));
    selections.add(
        left.isEmpty() && plan.otherwise() != SelectionPlan.NONE
            ? selections.of(plan.otherwise())
            : left);
  }

  private List<CapturedElement> candidates(DocumentInput document) {
    List<CapturedElement> all = document.captured().elements(plan.scope());
    if (plan.parent() == SelectionPlan.NONE || all.isEmpty()) {
      return all;
    }
    Map<CapturedElement, List<CapturedElement>> byParent = new HashMap<>();
    for (CapturedElement element : all) {
      byParent
          .computeIfAbsent(element.ofScope(plan.parentScope()), any -> new ArrayList<>())
          .add(element);
    }
    List<CapturedElement> below = new ArrayList<>();
    for (CapturedElement parent : document.selections().of(plan.parent())) {
      below.addAll(byParent.getOrDefault(parent, List.of()));
    }
    return below;
  }

  private boolean isAmong(RowInput row) {
    SelectionPlan.AmongPlan rule = plan.rules().among();
    if (rule == null || match == null || among == null) {
      return true;
    }
    String text = match.text(row);
    return text != null
        && row.document()
            .selections()
            .byKey(rule.selection(), new RowInput(row.document()), among)
            .containsKey(text);
  }

  private List<CapturedElement> unique(List<CapturedElement> elements, RowInput row) {
    SelectionPlan.UniquePlan rule = plan.rules().unique();
    if (rule == null) {
      return elements;
    }
    Map<List<@Nullable String>, Kept> kept = new LinkedHashMap<>();
    for (CapturedElement element : elements) {
      row.begin(element, 0);
      List<@Nullable String> key = new ArrayList<>(by.length);
      for (TextReader part : by) {
        key.add(part.text(row));
      }
      Kept candidate = new Kept(element, rank(row));
      kept.merge(key, candidate, (old, one) -> better(one, old, rule.keep()) ? one : old);
    }
    return kept.values().stream().map(Kept::element).toList();
  }

  private static boolean better(Kept one, Kept old, Keep keep) {
    int order = one.rank.compareTo(old.rank);
    return order < 0 || (order == 0 && keep == Keep.LAST);
  }

  /** What has no number comes last. */
  private BigDecimal rank(RowInput row) {
    String text = rank == null ? "0" : rank.text(row);
    try {
      return text == null ? UNRANKED : new BigDecimal(text);
    } catch (NumberFormatException e) {
      return UNRANKED;
    }
  }

  private List<CapturedElement> preferred(List<CapturedElement> elements, RowInput row) {
    if (prefer == null) {
      return elements;
    }
    List<CapturedElement> best = new ArrayList<>();
    for (CapturedElement element : elements) {
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

  private record Kept(CapturedElement element, BigDecimal rank) {}
}
