package io.xmlfleet.reconcile;

/**
 * What a repair published; every count is acknowledged by the brokers. Immutable.
 *
 * @param loaded outcomes LOADED, from the ledger
 * @param rejected outcomes REJECTED, from dead letters
 * @param lettersResolved dead letters of loaded items, taken away
 * @param lettersWritten dead letters of rejected items, from their outcomes
 * @param withoutDocument how many of these could not bring their documents, which Kafka has deleted
 */
public record Repair(
    long loaded, long rejected, long lettersResolved, long lettersWritten, long withoutDocument) {
  public long all() {
    return loaded + rejected + lettersResolved + lettersWritten;
  }
}
