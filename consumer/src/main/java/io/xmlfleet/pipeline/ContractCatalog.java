package io.xmlfleet.pipeline;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.message.Failure;
import io.xmlfleet.message.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The contracts of this consumer, by name. Immutable. */
public final class ContractCatalog {
  private static final int SHOWN_NAME_CHARACTERS = 100;

  private final Map<String, LoadedContract> byName;

  private ContractCatalog(Map<String, LoadedContract> byName) {
    this.byName = byName;
  }

  /**
   * A catalog of these contracts.
   *
   * @throws UsageException if there is none, or two have one name
   */
  public static ContractCatalog of(List<LoadedContract> contracts) {
    if (contracts.isEmpty()) {
      throw new UsageException("no contract is given; a consumer needs one at least");
    }
    Map<String, LoadedContract> byName = new LinkedHashMap<>();
    for (LoadedContract contract : contracts) {
      if (byName.put(contract.name(), contract) != null) {
        throw new UsageException("two contracts are named \"" + contract.name() + "\"");
      }
    }
    return new ContractCatalog(byName);
  }

  public List<LoadedContract> contracts() {
    return List.copyOf(byName.values());
  }

  /** The contract for an item that asks for this one, or for none in particular. */
  Choice choose(@Nullable String name) {
    if (name == null) {
      return byName.size() == 1
          ? new Choice.Chosen(byName.values().iterator().next())
          : refused("the item names no contract, and several are loaded: ");
    }
    LoadedContract contract = byName.get(name);
    return contract == null
        ? refused("the contract \"" + shown(name) + "\" is not loaded here; loaded: ")
        : new Choice.Chosen(contract);
  }

  private Choice refused(String reason) {
    return new Choice.Refused(
        Failure.of(Stage.VALIDATION, reason + String.join(", ", byName.keySet())));
  }

  private static String shown(String name) {
    return name.length() <= SHOWN_NAME_CHARACTERS
        ? name
        : name.substring(0, SHOWN_NAME_CHARACTERS) + "…";
  }

  /** A contract, or why there is none. */
  sealed interface Choice {
    record Chosen(LoadedContract contract) implements Choice {}

    record Refused(Failure failure) implements Choice {}
  }
}
