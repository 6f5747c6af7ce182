package io.xmlfleet.mapping;

import io.xmlfleet.contract.RowFilter;
import io.xmlfleet.contract.convert.Blanks;
import io.xmlfleet.contract.plan.TablePlan.FilterPlan;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides whether an element becomes a row. Immutable and thread-safe. */
@FunctionalInterface
interface RowTest {
  boolean passes(RowInput row);

  static RowTest of(FilterPlan plan) {
    ValueReader reader = ValueReaders.at(plan.slot());
    if (plan.filter() instanceof RowFilter.Present present) {
      return row -> isPresent(reader.read(row)) == present.expected();
    }
    Set<String> values = ((RowFilter.OneOf) plan.filter()).values();
    return row -> reader.read(row) instanceof String text && values.contains(Blanks.strip(text));
  }

  private static boolean isPresent(@Nullable Object found) {
    return found instanceof String text && !Blanks.isBlank(text);
  }
}
