package io.xmlfleet.pipeline;

/**
 * How often what fails by chance may fail before the documents are to blame. The batch is tried as
 * a whole some times, with waits for the database between; then it is halved. A document that is
 * left is given up when others get through, or when nothing is known of others after a very long
 * time. Confined to one thread.
 */
final class ChanceLimit {
  /** Each is {@link LoadPolicy#tries}, and a wait. */
  static final int ROUNDS = 3;

  /** Some minutes. */
  static final int MOST_ROUNDS = 100;

  private int rounds;

  /** A batch is done: the next one has all of it. */
  void renew() {
    rounds = 0;
  }

  /** All tries have failed once more. */
  void failed() {
    rounds++;
  }

  /** Whether the documents may be to blame now. */
  boolean exceeded() {
    return rounds > ROUNDS;
  }

  /**
   * Whether they are, where it cannot be found out whether others get through.
   *
   * @param documents how many are in the transaction
   */
  boolean blames(int documents) {
    return documents > 1 || rounds > MOST_ROUNDS;
  }
}
