package io.xmlfleet.pipeline;

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
   * The contracts that an item may go by: one, or all where it names none.
   *
   * @param asked a contract's name, or {@code name@version} for this version only; null: none in
   *     particular
   * @throws RejectionException if it is not loaded here
   */
  List<LoadedContract> candidates(@Nullable String asked) throws RejectionException {
    return asked == null ? contracts() : List.of(named(asked));
  }

  private LoadedContract named(String asked) throws RejectionException {
    LoadedContract exact = byName.get(asked);
    if (exact != null) {
      return exact;
    }
    int at = asked.lastIndexOf('@');
    LoadedContract named = at < 0 ? null : byName.get(asked.substring(0, at));
    if (named == null) {
      throw new RejectionException(
          "the contract \"" + shown(asked) + "\" is not loaded here; loaded: " + names());
    }
    if (!named.version().equals(asked.substring(at + 1))) {
      throw new RejectionException(
          "the contract \"%s\" is loaded here in version %s only"
              .formatted(shown(asked), named.version()));
    }
    return named;
  }

  private String names() {
    return String.join(", ", byName.keySet());
  }

  private static String shown(String name) {
    return name.length() <= SHOWN_NAME_CHARACTERS
        ? name
        : name.substring(0, SHOWN_NAME_CHARACTERS) + "…";
  }
}
