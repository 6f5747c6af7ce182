package io.xmlfleet.peers;

import io.xmlfleet.contract.plan.ContractPlan;
import io.xmlfleet.mapping.ContractMapper;
import io.xmlfleet.mapping.DocumentContext;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.item.ItemId;

/** xmlfleet's mapper as a library, for those who bring a runtime of their own. Thread-safe. */
final class Mapping {
  private static final ItemId ITEM = ItemId.adhoc(0, 0);

  private final ContractMapper mapper;

  Mapping(ContractPlan contract) {
    this.mapper = new ContractMapper(contract);
  }

  /**
   * The rows of a document.
   *
   * @throws PoisonException if it cannot be loaded
   */
  Mapped.Rows rows(String recordId, byte[] document) {
    Mapped mapped = mapper.map(document, new DocumentContext(ITEM, recordId, () -> false));
    if (mapped instanceof Mapped.Refused refused) {
      throw new PoisonException(refused.failure().reason());
    }
    Mapped.Rows rows = (Mapped.Rows) mapped;
    Failure hindrance = rows.hindrance();
    if (hindrance != null) {
      throw new PoisonException(hindrance.reason());
    }
    return rows;
  }
}
