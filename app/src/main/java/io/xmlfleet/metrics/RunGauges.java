package io.xmlfleet.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.ProgressReport.State;
import io.xmlfleet.progress.Aggregator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What an aggregator says of the runs, one look a scrape; nothing while another one is active. Runs
 * that have been done for an hour are left out. Confined to one thread at a time.
 */
final class RunGauges implements Runnable {
  private static final Duration SHOWN_AFTER_THE_END = Duration.ofHours(1);
  private static final double SECONDS_A_MINUTE = 60;

  /** What is asked of an aggregator. */
  interface Source {
    Aggregator.Sign sign();

    List<ProgressReport> reports();
  }

  private final Gauges gauges;
  private final Source source;
  private final Clock clock;

  RunGauges(MeterRegistry registry, Source source, Clock clock) {
    this.source = source;
    this.clock = clock;
    this.gauges =
        new Gauges(registry)
            .with(MeterNames.AGGREGATOR, "1 for what this aggregator does, 0 for the rest")
            .with(MeterNames.AGGREGATOR_SILENCE, "Time since its loop last came round")
            .with(MeterNames.RUN_STATE, "1 for the run's state, 0 for the others")
            .with(MeterNames.RUN_DOCUMENTS, "Documents of the run by outcome")
            .with(MeterNames.RUN_EXPECTED, "Documents of the run in all, once they are known")
            .with(MeterNames.RUN_FAILURES, "Open failures of the run by stage")
            .with(MeterNames.RUN_PACE, "Documents a minute, over the last minute")
            .with(MeterNames.RUN_ETA, "Time left at that pace, where it is known");
  }

  @Override
  public void run() {
    Instant now = clock.instant();
    Aggregator.Sign sign = source.sign();
    for (Aggregator.Role role : Aggregator.Role.values()) {
      gauges.set(MeterNames.AGGREGATOR, is(role == sign.role()), "role", word(role));
    }
    gauges.set(MeterNames.AGGREGATOR_SILENCE, sign.silence().toMillis() / 1e3);
    source.reports().stream().filter(report -> isShown(report, now)).forEach(this::show);
    gauges.publish();
  }

  private static boolean isShown(ProgressReport report, Instant now) {
    Instant end = report.pace().finishedAt();
    return !report.finished() || end == null || end.plus(SHOWN_AFTER_THE_END).isAfter(now);
  }

  private void show(ProgressReport report) {
    String run = report.run();
    for (State state : State.values()) {
      gauges.set(
          MeterNames.RUN_STATE, is(state == report.state()), "run", run, "state", word(state));
    }
    documents(run, "loaded", report.counts().loaded());
    documents(run, "already_loaded", report.counts().alreadyLoaded());
    documents(run, "failed", report.counts().failed());
    Long total = report.counts().total();
    if (total != null) {
      gauges.set(MeterNames.RUN_EXPECTED, total, "run", run);
    }
    report
        .failuresByStage()
        .forEach(
            (stage, count) ->
                gauges.set(MeterNames.RUN_FAILURES, count, "run", run, "stage", stage.name()));
    gauges.set(MeterNames.RUN_PACE, report.pace().lastMinuteRecordsPerMinute(), "run", run);
    Double eta = report.pace().etaMinutes();
    if (eta != null) {
      gauges.set(MeterNames.RUN_ETA, eta * SECONDS_A_MINUTE, "run", run);
    }
  }

  private void documents(String run, String outcome, long number) {
    gauges.set(MeterNames.RUN_DOCUMENTS, number, "run", run, "outcome", outcome);
  }

  private static double is(boolean claim) {
    return claim ? 1 : 0;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
