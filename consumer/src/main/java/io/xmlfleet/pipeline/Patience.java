package io.xmlfleet.pipeline;

/**
 * How often what fails by chance may fail before the documents are to blame. The batch is tried as
 * a whole some times, with waits for the database between; then it is halved. A document that is
 * left is given up when others got through meanwhile, or after a very long time. Confined to one
 * thread.
 */
final class Patience {
  /** Each is {@link LoadPolicy#tries}, and a wait. */
  static final int ROUNDS = 3;

  /** Some minutes. */
  static final int MOST_ROUNDS = 100;

  private int rounds;
  private boolean committed;

  /** A batch is done: the next one has all of it. */
  void renew() {
    rounds = 0;
    committed = false;
  }

  /** A transaction landed. */
  void committed() {
    committed = rounds > 0;
  }

  /** Whether it is over for so many documents, all tries of which have just failed. */
  boolean isOver(int documents) {
    rounds++;
    return rounds > MOST_ROUNDS || (rounds > ROUNDS && (documents > 1 || committed));
  }
}
