package io.xmlfleet.pipeline;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.failure.UsageException;
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

  /**
   * The contract for an item.
   *
   * @param asked a contract's name, or {@code name@version} for this version only; null: none in
   *     particular
   */
  Choice choose(@Nullable String asked) {
    if (asked == null) {
      return byName.size() == 1
          ? new Choice.Chosen(byName.values().iterator().next())
          : rejected("the item names no contract, and several are loaded: " + names());
    }
    LoadedContract exact = byName.get(asked);
    if (exact != null) {
      return new Choice.Chosen(exact);
    }
    int at = asked.lastIndexOf('@');
    LoadedContract named = at < 0 ? null : byName.get(asked.substring(0, at));
    if (named == null) {
      return rejected(
          "the contract \"" + shown(asked) + "\" is not loaded here; loaded: " + names());
    }
    return named.version().equals(asked.substring(at + 1))
        ? new Choice.Chosen(named)
        : rejected(
            "the contract \""
                + shown(asked)
                + "\" is loaded here in version "
                + named.version()
                + " only");
  }

  private String names() {
    return String.join(", ", byName.keySet());
  }

  private static Choice rejected(String reason) {
    return new Choice.Rejected(Failure.of(Stage.VALIDATION, reason));
  }

  private static String shown(String name) {
    return name.length() <= SHOWN_NAME_CHARACTERS
        ? name
        : name.substring(0, SHOWN_NAME_CHARACTERS) + "…";
  }

  /** A contract, or why there is none. */
  sealed interface Choice {
    record Chosen(LoadedContract contract) implements Choice {}

    record Rejected(Failure failure) implements Choice {}
  }
}
