package io.xmlfleet.fleet;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * A fleet as queues: each worker takes batches of its partitions, computes on one of the cores, and
 * then makes one round trip after the other to the database, whose cores it shares with all other
 * workers. What nobody waits for, outcomes above all, is not in it. Immutable.
 *
 * @param partitions shared out evenly; documents fall to them at random, as keys do
 * @param cores of all consumers together
 * @param batch most documents of a transaction
 * @param roundTrips of one transaction: one a table, and three
 * @param latencyMillis of one round trip, without what the database computes
 * @param coreMillis what a consumer computes for one document
 * @param databaseMillis what the database computes for one document
 */
record FleetModel(
    int workers,
    int partitions,
    int cores,
    int batch,
    int roundTrips,
    double latencyMillis,
    double coreMillis,
    int databaseCores,
    double databaseMillis) {

  /** One worker at the end of a step: the cores first, then each round trip. */
  private record Event(double at, int worker, int step, int documents) {}

  FleetModel withWorkers(int count) {
    return new FleetModel(
        count,
        partitions,
        cores,
        batch,
        roundTrips,
        latencyMillis,
        coreMillis,
        databaseCores,
        databaseMillis);
  }

  /** Documents a second while all workers have work, from what a long run takes. */
  double documentsPerSecond() {
    int documents = workers * batch * 200;
    int[] even = new int[workers];
    Arrays.fill(even, documents / workers);
    return documents / seconds(even);
  }

  /** How long so many documents take, until the last worker is done. */
  double secondsFor(int documents, long seed) {
    Random keys = new Random(seed);
    int[] waiting = new int[workers];
    for (int i = 0; i < documents; i++) {
      waiting[keys.nextInt(partitions) % workers]++;
    }
    return seconds(waiting);
  }

  private double seconds(int[] waiting) {
    Station consumers = new Station(cores);
    Station database = new Station(databaseCores);
    PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparingDouble(Event::at));
    for (int worker = 0; worker < workers; worker++) {
      events.add(new Event(0, worker, 0, 0));
    }
    double last = 0;
    while (!events.isEmpty()) {
      Event event = events.remove();
      double now = event.at();
      int worker = event.worker();
      if (event.step() == 0) { // the transaction before is done
        last = now;
        int documents = Math.min(batch, waiting[worker]);
        waiting[worker] -= documents;
        if (documents > 0) {
          double computed = consumers.serve(now, documents * coreMillis);
          events.add(new Event(computed + latencyMillis, worker, 1, documents));
        }
      } else {
        double share = event.documents() * databaseMillis / roundTrips;
        double answered = database.serve(now, share);
        boolean committed = event.step() == roundTrips;
        events.add(
            committed
                ? new Event(answered, worker, 0, 0)
                : new Event(answered + latencyMillis, worker, event.step() + 1, event.documents()));
      }
    }
    return last / 1_000;
  }

  /** Cores that take what comes in the order in which it comes. Confined to one thread. */
  private static final class Station {
    private final double[] free;

    Station(int cores) {
      free = new double[cores];
    }

    double serve(double now, double millis) {
      int first = 0;
      for (int i = 1; i < free.length; i++) {
        first = free[i] < free[first] ? i : first;
      }
      free[first] = Math.max(now, free[first]) + millis;
      return free[first];
    }
  }
}
