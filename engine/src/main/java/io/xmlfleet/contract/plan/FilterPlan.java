package io.xmlfleet.contract.plan;

import io.xmlfleet.contract.plan.ValuePlan.ComputedPlan;
import java.util.Set;

/** A condition on an element and where its text is found. Immutable. */
public sealed interface FilterPlan {
  /** The path of a text, or an expression; for messages. */
  String path();

  /** The trimmed text is one of these. */
  record OneOf(ValuePlan value, Set<String> values) implements FilterPlan {
    @Override
    public String path() {
      return String.valueOf(value.path());
    }
  }

  /** The text is there and not blank, or is not. */
  record Present(ValuePlan value, boolean expected) implements FilterPlan {
    @Override
    public String path() {
      return String.valueOf(value.path());
    }
  }

  /** An expression is true. */
  record That(ComputedPlan condition) implements FilterPlan {
    @Override
    public String path() {
      return condition.shown();
    }
  }
}
