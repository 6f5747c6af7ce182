package io.xmlfleet.migrate;

import java.util.List;

/**
 * A contract that was carried over. Immutable.
 *
 * @param text the contract, YAML
 * @param remarks what is other than it was, or could not be carried over: one line each, with the
 *     line of the old contract where it belongs to one
 */
public record ImportedContract(String text, List<String> remarks) {
  public ImportedContract {
    remarks = List.copyOf(remarks);
  }
}
