package io.xmlfleet.process;

import io.xmlfleet.message.WorkerStatus.State;
import io.xmlfleet.progress.Aggregator;
import io.xmlfleet.worker.WorkerHealth;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a process is, in one line whose first word is for machines. Immutable.
 *
 * @param alive whether it gets on by itself; if not, only a restart helps
 * @param line {@code ready…} when it does what it is for; without values, names or secrets
 */
public record Health(boolean alive, String line) {
  public static final Health STARTING = new Health(true, "starting");
  public static final Health STOPPING = new Health(true, "stopping: finishes what it has in hand");

  /** A producer sends, or waits for what there is to send; it ends if it cannot. */
  public static final Health SENDING = new Health(true, "ready: sends");

  /**
   * An aggregator's loop comes round several times a second; Kafka's calls may take a minute, a
   * large snapshot longer.
   */
  private static final Duration SILENCE = Duration.ofMinutes(5);

  /**
   * How a consumer is: ready if any of its workers works.
   *
   * @param problem why nobody looks after the workers just now; null: somebody does
   */
  public static Health of(List<WorkerHealth> workers, @Nullable Throwable problem) {
    long working = count(workers, State.WORKING);
    if (working > 0) {
      String supervision =
          problem == null ? "" : "; nobody can look after them: " + problem.getClass().getName();
      return new Health(
          true, "ready: " + working + " of " + workers.size() + " workers work" + supervision);
    }
    if (count(workers, State.WAITING_FOR_DATABASE) > 0) {
      return new Health(true, "waiting: the database does not answer");
    }
    if (count(workers, State.WAITING_FOR_BROKER) > 0) {
      return new Health(true, "waiting: the broker does not answer");
    }
    return new Health(false, "failing: all workers are stuck or have died");
  }

  /** How an aggregator is: ready as well while another one is active. */
  public static Health of(Aggregator.Sign sign) {
    if (sign.silence().compareTo(SILENCE) > 0) {
      return new Health(false, "failing: the aggregator is stuck");
    }
    return switch (sign.role()) {
      case STARTING -> STARTING;
      case STANDING_BY -> new Health(true, "ready: stands by");
      case ACTIVE -> new Health(true, "ready: is active");
      case RECOVERING -> new Health(true, "waiting: begins again from its last snapshot");
    };
  }

  /** Whether it does what it is for. */
  public boolean ready() {
    return line.startsWith("ready");
  }

  private static long count(List<WorkerHealth> workers, State state) {
    return workers.stream().filter(worker -> worker.status().state() == state).count();
  }
}
