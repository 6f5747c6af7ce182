package io.xmlfleet.cli.fleet;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.Stopwatch;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.progress.FleetMembers;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Why a run that is watched stands still, if a part of the fleet is away. Confined to one thread.
 */
final class Absence {
  /** Told well within five seconds; a fleet that works has an outcome or a report meanwhile. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** Longer than brokers take to start anew, one after the other. */
  private static final Duration SILENCE = Duration.ofMinutes(2);

  private final Supplier<FleetMembers> members;
  private final UnaryOperator<String> advice;
  private final Clock clock;
  private Stopwatch still;
  private long completed = -1;
  private String reason = "";
  private @Nullable Stopwatch silent;

  /**
   * @param members asks the brokers
   * @param advice the command line that starts a part
   */
  Absence(Supplier<FleetMembers> members, UnaryOperator<String> advice, Clock clock) {
    this.members = members;
    this.advice = advice;
    this.clock = clock;
    this.still = Stopwatch.start(clock);
  }

  /**
   * What is missing, in one sentence; empty: nothing that is known.
   *
   * @throws InfrastructureException if the brokers have not answered for two minutes
   */
  String reason(@Nullable ProgressReport latest) {
    long now = latest == null ? 0 : latest.counts().completed();
    if (now != completed) {
      still = Stopwatch.start(clock);
      reason = "";
      silent = null;
      completed = now;
    } else if (still.reached(PATIENCE)) {
      still = Stopwatch.start(clock); // asked again after as long
      reason = asked(latest);
    }
    return reason;
  }

  private String asked(@Nullable ProgressReport latest) {
    FleetMembers fleet = members.get();
    if (fleet.silent()) {
      return silence();
    }
    silent = null;
    if (fleet.noAggregator()) {
      return "No aggregator runs, so nobody reports: " + advice.apply("aggregate");
    }
    if (fleet.noConsumer()) {
      return "No consumer runs, so nothing is loaded: " + advice.apply("consume");
    }
    return latest != null && latest.state() == ProgressReport.State.WAITING_FOR_DATABASE
        ? "The consumers wait for the database and go on when it answers."
        : "";
  }

  private String silence() {
    if (silent == null) {
      silent = Stopwatch.start(clock);
    } else if (silent.reached(SILENCE)) {
      throw new InfrastructureException(
          "the brokers have not answered for "
              + SILENCE.toMinutes()
              + " min; the run goes on when they are back: watch it again then");
    }
    return "The brokers do not answer, so nothing is known of the run.";
  }
}
