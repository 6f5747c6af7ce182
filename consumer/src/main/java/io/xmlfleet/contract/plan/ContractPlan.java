package io.xmlfleet.contract.plan;

import io.xmlfleet.contract.Contract;
import io.xmlfleet.contract.Requirement;
import io.xmlfleet.table.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contract, ready to map documents. Immutable and thread-safe.
 *
 * @param tablePlans in contract order
 * @param appId where the application id is found; null: the contract names none
 */
public record ContractPlan(
    Contract contract,
    CapturePlan capture,
    List<TablePlan> tablePlans,
    List<RequiredText> required,
    @Nullable Slot appId) {
  public ContractPlan {
    tablePlans = List.copyOf(tablePlans);
    required = List.copyOf(required);
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

  /** A demand of the contract and where its text is found. */
  public record RequiredText(Requirement requirement, Slot slot) {}
}
