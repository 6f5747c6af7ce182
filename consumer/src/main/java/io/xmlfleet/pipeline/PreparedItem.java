package io.xmlfleet.pipeline;

import io.xmlfleet.ledger.LedgerKey;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.message.WorkItem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An item whose document was mapped, or rejected. Immutable.
 *
 * @param contract the contract used; null when the item's is not loaded here, and then the item is
 *     rejected
 * @param startedAt when mapping began
 * @param busy how long reading and mapping took
 * @param reading how much of that was reading
 */
public record PreparedItem(
    ReceivedItem received,
    @Nullable LoadedContract contract,
    Mapped mapped,
    Instant startedAt,
    Duration busy,
    Duration reading) {
  /** One of which nobody knows how long reading took. */
  public PreparedItem(
      ReceivedItem received,
      @Nullable LoadedContract contract,
      Mapped mapped,
      Instant startedAt,
      Duration busy) {
    this(received, contract, mapped, startedAt, busy, Duration.ZERO);
  }

  public WorkItem work() {
    return received.work();
  }

  /** Its key in the ledger, if a contract is known. */
  Optional<LedgerKey> key() {
    return contract == null
        ? Optional.empty()
        : Optional.of(new LedgerKey(contract.name(), work().recordId()));
  }

  LoadedContract requireContract() {
    if (contract == null) {
      throw new IllegalStateException("an item without a contract has no rows");
    }
    return contract;
  }

  @Nullable String appId() {
    return mapped instanceof Mapped.Rows rows ? rows.appId() : ((Mapped.Rejected) mapped).appId();
  }

  @Nullable String contractVersion() {
    return contract == null ? null : contract.version();
  }

  /** The contract's name; without a contract the name that was asked for, if any. */
  @Nullable String contractName() {
    return contract == null ? work().contract() : contract.name();
  }
}
