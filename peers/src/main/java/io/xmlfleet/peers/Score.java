package io.xmlfleet.peers;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What one contender made of one arm. Immutable.
 *
 * @param finished whether everything was settled within the limit
 * @param seconds from its start until everything was settled; until the limit if it did not finish
 * @param firstSeconds from its start until the first documents were settled
 * @param firstSettled how many these were
 * @param cpuSeconds of the whole process meanwhile: contender, broker and database
 * @param settled documents in the tables or among the dead letters
 * @param lost documents that are in neither
 * @param doubled documents that are in the tables more than once
 * @param wronglyDead documents that can be loaded, and are dead-lettered
 * @param poisonLoaded documents that cannot be loaded, and are in the tables
 * @param rowsOff rows more (or less, negative) than the documents in the tables have
 */
record Score(
    boolean finished,
    double seconds,
    double firstSeconds,
    long firstSettled,
    double cpuSeconds,
    long settled,
    long lost,
    long doubled,
    long wronglyDead,
    long poisonLoaded,
    long rowsOff) {

  /** How long it took. */
  record Times(
      boolean finished,
      double seconds,
      double firstSeconds,
      long firstSettled,
      double cpuSeconds) {}

  /**
   * Judges what is there in the end.
   *
   * @param times how often each document is in the tables, by number
   * @param rows of all tables
   */
  static Score of(Times took, Map<Long, Integer> times, long rows, Set<Long> dead, Corpus corpus) {
    long count = corpus.files().size();
    long lost = 0;
    for (long number = 1; number <= count; number++) {
      lost += times.containsKey(number) || dead.contains(number) ? 0 : 1;
    }
    long wanted =
        times.entrySet().stream()
            .mapToLong(
                each -> (long) each.getValue() * corpus.rows().getOrDefault(each.getKey(), 0))
            .sum();
    return new Score(
        took.finished(),
        took.seconds(),
        took.firstSeconds(),
        took.firstSettled(),
        took.cpuSeconds(),
        count - lost,
        lost,
        times.values().stream().filter(often -> often > 1).count(),
        dead.stream().filter(number -> !corpus.poison().contains(number)).count(),
        times.keySet().stream().filter(corpus.poison()::contains).count(),
        rows - wanted);
  }

  double documentsPerSecond() {
    return settled / seconds;
  }

  /** Without its start-up: what came after the first ones. */
  double documentsPerSecondOnceBegun() {
    return seconds > firstSeconds ? (settled - firstSettled) / (seconds - firstSeconds) : 0;
  }

  /** One line for people. */
  String inWords() {
    return String.format(
        Locale.ROOT,
        "%,.1f documents/s (%s %.2f s, the first after %.2f s, CPU %.2f s), lost %d, doubled %d, wrongly dead-lettered %d,"
            + " poison loaded %d, rows off %d",
        documentsPerSecond(),
        finished ? "settled in" : "did not finish in",
        seconds,
        firstSeconds,
        cpuSeconds,
        lost,
        doubled,
        wronglyDead,
        poisonLoaded,
        rowsOff);
  }

  /** Nothing lost, doubled, halved or judged wrongly. */
  boolean right() {
    return finished
        && lost == 0
        && doubled == 0
        && wronglyDead == 0
        && poisonLoaded == 0
        && rowsOff == 0;
  }
}
