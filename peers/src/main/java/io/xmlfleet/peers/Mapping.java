package io.xmlfleet.peers;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.mapping.ContractMapper;
import io.xmlfleet.mapping.ContractPlan;
import io.xmlfleet.mapping.DocumentContext;
import io.xmlfleet.mapping.Mapped;

/** xmlfleet's mapper as a library, for those who bring a runtime of their own. Thread-safe. */
final class Mapping {
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
    Mapped mapped = mapper.map(document, DocumentContext.of(recordId));
    if (mapped instanceof Mapped.Rejected rejected) {
      throw new PoisonException(rejected.failure().reason());
    }
    Mapped.Rows rows = (Mapped.Rows) mapped;
    Failure hindrance = rows.rejection();
    if (hindrance != null) {
      throw new PoisonException(hindrance.reason());
    }
    return rows;
  }
}
