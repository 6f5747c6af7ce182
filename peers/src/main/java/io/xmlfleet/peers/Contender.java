package io.xmlfleet.peers;

/** One way to bring the documents into the tables. */
interface Contender {
  /** As it is written on a command line. */
  String name();

  /** Whether it takes part. */
  default boolean enters(Arm arm) {
    return true;
  }

  /**
   * Whether it finds the documents on the topic of work items; else in the corpus's folder only.
   */
  default boolean readsTopic() {
    return true;
  }

  /** What is done for it before the clock starts. */
  default void prepare(Setting setting) {}

  /**
   * Begins to load; returns while the work goes on. A document that cannot be loaded goes to the
   * dead-letters topic, under its record id.
   *
   * @return closed when everything is settled or the time is over
   */
  Running start(Setting setting);

  /** A contender at work. */
  interface Running extends AutoCloseable {
    /** Finishes what is in hand. */
    @Override
    void close();
  }
}
