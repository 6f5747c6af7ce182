package io.xmlfleet.mapping;

import io.xmlfleet.contract.convert.Blanks;
import io.xmlfleet.contract.plan.FilterPlan;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides whether an element becomes a row. Immutable and thread-safe. */
@FunctionalInterface
interface RowTest {
  boolean passes(RowInput row);

  static RowTest of(FilterPlan plan, ValueReaders readers) {
    if (plan instanceof FilterPlan.That that) {
      return readers.computation(that.condition());
    }
    if (plan instanceof FilterPlan.Present present) {
      ValueReader reader = readers.of(present.value());
      return row -> isPresent(reader.read(row)) == present.expected();
    }
    FilterPlan.OneOf oneOf = (FilterPlan.OneOf) plan;
    ValueReader reader = readers.of(oneOf.value());
    Set<String> values = oneOf.values();
    return row -> reader.read(row) instanceof String text && values.contains(Blanks.strip(text));
  }

  static RowTest[] all(List<FilterPlan> plans, ValueReaders readers) {
    return plans.stream().map(plan -> of(plan, readers)).toArray(RowTest[]::new);
  }

  private static boolean isPresent(@Nullable Object found) {
    return found instanceof String text && !Blanks.isBlank(text);
  }
}
