package io.xmlfleet.migrate;

import java.util.List;

/**
 * A contract that was carried over. Immutable.
 *
 * @param text the contract, YAML
 * @param decisions what could not be carried over without somebody's decision: one line each, with
 *     the place in the old contract and what to do
 * @param remarks what is other than it was: one line a sentence, with the lines of the old contract
 */
public record ImportedContract(String text, List<String> decisions, List<String> remarks) {
  public ImportedContract {
    decisions = List.copyOf(decisions);
    remarks = List.copyOf(remarks);
  }
}
