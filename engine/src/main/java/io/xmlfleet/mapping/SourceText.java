package io.xmlfleet.mapping;

import io.xmlfleet.contract.Metadata;
import io.xmlfleet.contract.Pick;
import io.xmlfleet.contract.plan.ContractPlan;
import io.xmlfleet.contract.plan.FilterPlan;
import io.xmlfleet.contract.plan.SelectionPlan;
import io.xmlfleet.contract.plan.ValuePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Says in a contract's words where values and rows come from. Immutable. */
final class SourceText {
  private final ContractPlan plan;

  SourceText(ContractPlan plan) {
    this.plan = plan;
  }

  String of(ValuePlan value) {
    if (value instanceof ValuePlan.Captured captured) {
      return value.path() + picked(captured.slot().pick());
    }
    if (value instanceof ValuePlan.Selected selected) {
      ValuePlan.ComputedPlan match = selected.match();
      return "selection "
          + selection(selected.selection()).name()
          + (match == null ? "" : " with the key " + match.text())
          + ": "
          + value.path()
          + picked(selected.pick());
    }
    if (value instanceof ValuePlan.Constant) {
      return "a constant";
    }
    if (value instanceof ValuePlan.Ordinal) {
      return value.path() == null ? "the row's number" : "the number of " + value.path();
    }
    if (value instanceof ValuePlan.FromMetadata from) {
      return "meta: " + word(from.metadata());
    }
    if (value instanceof ValuePlan.FromExpression from) {
      return "expression " + from.computed().text();
    }
    if (value instanceof ValuePlan.Overflow) {
      return "what no column takes of the row's element";
    }
    return value instanceof ValuePlan.OfColumn ? "another column" : "the slot's key";
  }

  String of(FilterPlan filter) {
    if (filter instanceof FilterPlan.OneOf oneOf) {
      return filter.path() + " is one of " + String.join(", ", new TreeSet<>(oneOf.values()));
    }
    return filter instanceof FilterPlan.Present present
        ? filter.path() + (present.expected() ? " is there" : " is not there")
        : filter.path();
  }

  /** A selection's name, and what it asks of its elements. */
  String ofSelection(int number) {
    SelectionPlan selection = selection(number);
    SelectionPlan.RulesPlan rules = selection.rules();
    List<String> texts = new ArrayList<>();
    if (selection.parent() != SelectionPlan.NONE) {
      texts.add("below " + selection(selection.parent()).name());
    }
    add(texts, "where", rules.where());
    if (rules.among() != null) {
      texts.add(
          "among "
              + selection(rules.among().selection()).name()
              + " by "
              + rules.among().match().text());
    }
    if (rules.unique() != null) {
      texts.add(
          "unique by "
              + String.join(
                  ", ", rules.unique().by().stream().map(ValuePlan.ComputedPlan::text).toList()));
    }
    add(texts, "prefer", rules.prefer());
    if (rules.take() != io.xmlfleet.contract.Selection.Take.ALL) {
      texts.add("take " + rules.take().name().toLowerCase(Locale.ROOT));
    }
    if (selection.otherwise() != SelectionPlan.NONE) {
      texts.add("otherwise " + selection(selection.otherwise()).name());
    }
    return "selection "
        + selection.name()
        + (texts.isEmpty() ? "" : " (" + String.join("; ", texts) + ")");
  }

  SelectionPlan selection(int number) {
    return plan.selections().get(number);
  }

  private static void add(List<String> texts, String rule, ValuePlan.@Nullable ComputedPlan plan) {
    if (plan != null) {
      texts.add(rule + " " + plan.text());
    }
  }

  private static String picked(Pick pick) {
    return pick == Pick.FIRST ? "" : ", pick: " + pick.name().toLowerCase(Locale.ROOT);
  }

  private static String word(Metadata metadata) {
    return metadata.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
