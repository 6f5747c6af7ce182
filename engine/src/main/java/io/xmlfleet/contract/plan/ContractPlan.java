package io.xmlfleet.contract.plan;

import io.xmlfleet.contract.Contract;
import io.xmlfleet.contract.Requirement;
import io.xmlfleet.table.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contract, ready to map documents. Immutable and thread-safe.
 *
 * @param selections by number, each after those that it refers to
 * @param tablePlans in contract order
 * @param appId where the application id is found; null: the contract names none
 */
public record ContractPlan(
    Contract contract,
    CapturePlan capture,
    List<SelectionPlan> selections,
    List<TablePlan> tablePlans,
    List<RequirementPlan> requirements,
    @Nullable ValuePlan appId) {
  public ContractPlan {
    selections = List.copyOf(selections);
    tablePlans = List.copyOf(tablePlans);
    requirements = List.copyOf(requirements);
  }

  public String name() {
    return contract.name();
  }

  public String version() {
    return contract.version();
  }

  /** The tables that the contract fills, in the order in which they are filled. */
  public List<Table> tables() {
    return tablePlans.stream().map(plan -> plan.mapping().table()).toList();
  }

  /** A demand of the contract and where its texts are found. */
  public record RequirementPlan(Requirement requirement, FilterPlan filter) {}
}
