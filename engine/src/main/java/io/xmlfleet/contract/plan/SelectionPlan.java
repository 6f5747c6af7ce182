package io.xmlfleet.contract.plan;

import io.xmlfleet.contract.Selection.Take;
import io.xmlfleet.contract.Selection.Unique.Keep;
import io.xmlfleet.contract.plan.ValuePlan.ComputedPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A selection and where its elements are. Immutable.
 *
 * @param scope of its elements
 * @param parent the selection below whose elements they stand; {@link #NONE}: anywhere
 * @param parentScope that selection's scope; {@link #NONE} without one
 * @param anyDepth whether its elements stand at any depth below that selection's
 * @param otherwise the selection that stands in for an empty one; {@link #NONE}: none
 */
public record SelectionPlan(
    String name,
    int scope,
    int parent,
    int parentScope,
    boolean anyDepth,
    RulesPlan rules,
    @Nullable ComputedPlan key,
    int otherwise) {
  public static final int NONE = -1;

  /** {@link io.xmlfleet.contract.Selection.Rules}, compiled. */
  public record RulesPlan(
      @Nullable ComputedPlan where,
      @Nullable AmongPlan among,
      @Nullable UniquePlan unique,
      @Nullable ComputedPlan prefer,
      Take take) {}

  /** {@link io.xmlfleet.contract.Selection.Among}, compiled. */
  public record AmongPlan(int selection, ComputedPlan match) {}

  /** {@link io.xmlfleet.contract.Selection.Unique}, compiled. */
  public record UniquePlan(List<ComputedPlan> by, @Nullable ComputedPlan rank, Keep keep) {
    public UniquePlan {
      by = List.copyOf(by);
    }
  }
}
