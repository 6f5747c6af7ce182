package io.xmlfleet.peers;

/** One way to bring the documents into the tables. */
interface Contender {
  /** As it is written on a command line. */
  String name();

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
