package io.xmlfleet.draft;

import io.xmlfleet.contract.ContractException;
import io.xmlfleet.contract.read.ContractReader;

/** Whether the contract language has {@code overflow: xml}; to be dropped when it has. */
final class OverflowColumn {
  private static final boolean KNOWN = probe();

  private OverflowColumn() {}

  static boolean isKnown() {
    return KNOWN;
  }

  private static boolean probe() {
    String contract =
        """
        xmlfleet: 1
        contract: probe
        root: A
        tables:
          - table: a
            columns:
              - { column: overflow, type: string, overflow: xml }
        """;
    try {
      new ContractReader().read("probe", contract);
      return true;
    } catch (ContractException e) {
      return false;
    }
  }
}
