package io.xmlfleet.dashboard;

import io.xmlfleet.failure.Backoff;
import io.xmlfleet.failure.Stopwatch;
import io.xmlfleet.failure.SupervisedLoop;
import io.xmlfleet.failure.XmlfleetException;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.ProgressReport;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows progress once for everybody who looks: the newest runs with their latest reports, and a
 * subscription for each page that watches one. Thread-safe.
 */
final class ProgressHub implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressHub.class);
  static final int MOST_RUNS = 500;
  private static final Backoff PAUSES = new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(15));
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  /** Three times as long as a page waits before it asks again. */
  private static final Duration LOOK = Duration.ofSeconds(10);

  static final Comparator<ProgressReport> NEWEST_FIRST =
      Comparator.<ProgressReport, java.time.Instant>comparing(report -> report.pace().startedAt())
          .reversed()
          .thenComparing(ProgressReport::run);

  private static final class Known {
    private ProgressReport latest;
    private final RateHistory history = new RateHistory();

    Known(ProgressReport first) {
      latest = first;
    }
  }

  private final ProgressSource source;
  private final Map<String, Known> runs = new HashMap<>();
  private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
  private final SupervisedLoop loop;
  private final Clock clock;
  private volatile @Nullable Stopwatch sinceLook;
  private volatile @Nullable String problem = "has not caught up with the progress topic yet";
  private volatile boolean closed;

  private ProgressHub(ProgressSource source, Clock clock) {
    this.source = source;
    this.clock = clock;
    this.loop =
        new SupervisedLoop("dashboard-progress", Duration.ZERO, PAUSES, new Following(), clock);
  }

  /** Begins to follow, in a thread of its own. */
  static ProgressHub start(ProgressSource source, Clock clock) {
    ProgressHub hub = new ProgressHub(source, clock);
    hub.loop.start();
    return hub;
  }

  private final class Following implements SupervisedLoop.Task {
    @Override
    public void round() {
      source.follow(
          ProgressHub.this::accept,
          () -> {
            problem = null;
            loop.well();
          },
          () -> !loop.stopping(Duration.ZERO));
    }

    @Override
    public void failed(Throwable cause) {
      problem =
          cause instanceof XmlfleetException
              ? String.valueOf(cause.getMessage())
              : "an unexpected failure: " + cause.getClass().getName();
      LOG.warn("the dashboard cannot follow progress and tries again", cause);
    }
  }

  private synchronized void accept(ProgressReport report) {
    Known known = runs.computeIfAbsent(report.run(), run -> new Known(report));
    if (problem != null && report.reportedAt().isBefore(known.latest.reportedAt())) {
      return; // the topic is read anew after a failure; of what comes later the last one counts
    }
    known.latest = report;
    known.history.add(report);
    if (runs.size() > MOST_RUNS) {
      ProgressReport oldest = reports().get(runs.size() - 1);
      runs.remove(oldest.run());
    }
    List<Subscription> watching =
        subscriptions.stream().filter(one -> one.run().equals(report.run())).toList();
    if (!watching.isEmpty()) {
      String text = text(report);
      watching.forEach(one -> one.offer(text));
    }
  }

  /** The latest report of each run, the newest run first. */
  synchronized List<ProgressReport> reports() {
    List<ProgressReport> reports = new ArrayList<>();
    runs.values().forEach(known -> reports.add(known.latest));
    reports.sort(NEWEST_FIRST);
    return reports;
  }

  synchronized Optional<ProgressReport> report(String run) {
    return Optional.ofNullable(runs.get(run)).map(known -> known.latest);
  }

  /**
   * How a run went.
   *
   * @param workers those whose documents the points count
   */
  record History(List<String> workers, List<RateHistory.Point> points) {}

  synchronized History history(String run) {
    Known known = runs.get(run);
    return known == null
        ? new History(List.of(), List.of())
        : new History(known.history.workers(), known.history.points());
  }

  /** Reports of a run from now on, the latest first; of one that nobody knows yet, too. */
  synchronized Subscription subscribe(String run) {
    Subscription subscription = new Subscription(run, subscriptions::remove);
    if (closed) {
      subscription.close();
      return subscription;
    }
    subscriptions.add(subscription);
    report(run).ifPresent(report -> subscription.offer(text(report)));
    return subscription;
  }

  /** A page has asked for something. */
  void looked() {
    sinceLook = Stopwatch.start(clock);
  }

  /** Whether somebody has a page open, or had a moment ago. */
  boolean isWatched() {
    Stopwatch since = sinceLook;
    return !subscriptions.isEmpty() || (since != null && !since.reached(LOOK));
  }

  private static String text(ProgressReport report) {
    return new String(FleetJson.write(report), StandardCharsets.UTF_8);
  }

  /** Why what it knows may be old; null: it follows. */
  @Nullable String problem() {
    return problem;
  }

  /** Whether it will not follow any more: only a restart of the process helps. */
  boolean hasGivenUp() {
    try {
      loop.requireRunning();
      return false;
    } catch (XmlfleetException e) {
      return true;
    }
  }

  /** Ends all subscriptions, too. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      List.copyOf(subscriptions).forEach(Subscription::close);
    }
    loop.close(CLOSE_LIMIT);
  }
}
