package io.xmlfleet.dashboard;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.ProgressReport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
  private static final Comparator<ProgressReport> NEWEST_FIRST =
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
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "dashboard-progress");
  private volatile @Nullable String problem = "has not caught up with the progress topic yet";

  private ProgressHub(ProgressSource source) {
    this.source = source;
  }

  /** Begins to follow, in a thread of its own. */
  static ProgressHub start(ProgressSource source) {
    ProgressHub hub = new ProgressHub(source);
    hub.thread.setDaemon(true);
    hub.thread.start();
    return hub;
  }

  private void run() {
    while (stop.getCount() > 0 && !Thread.currentThread().isInterrupted()) {
      try {
        source.follow(this::accept, () -> problem = null, () -> stop.getCount() > 0);
      } catch (InfrastructureException | UsageException e) {
        problem = String.valueOf(e.getMessage());
        LOG.warn("the dashboard cannot follow progress and tries again: {}", e.getMessage(), e);
        pause();
      }
    }
  }

  private void pause() {
    try {
      boolean unused = stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void accept(ProgressReport report) {
    Known known = runs.computeIfAbsent(report.run(), run -> new Known(report));
    if (report.reportedAt().isBefore(known.latest.reportedAt())) {
      return; // the topic is read anew after a failure
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

  synchronized List<RateHistory.Point> history(String run) {
    Known known = runs.get(run);
    return known == null ? List.of() : known.history.points();
  }

  /** Reports of a run from now on, the latest first; of one that nobody knows yet, too. */
  synchronized Subscription subscribe(String run) {
    Subscription subscription = new Subscription(run, subscriptions::remove);
    if (stop.getCount() == 0) {
      subscription.close();
      return subscription;
    }
    subscriptions.add(subscription);
    report(run).ifPresent(report -> subscription.offer(text(report)));
    return subscription;
  }

  private static String text(ProgressReport report) {
    return new String(FleetJson.write(report), StandardCharsets.UTF_8);
  }

  /** Why it cannot follow progress; null: it does. */
  @Nullable String problem() {
    return problem;
  }

  /** Ends all subscriptions, too. */
  @Override
  public void close() {
    synchronized (this) {
      stop.countDown();
      List.copyOf(subscriptions).forEach(Subscription::close);
    }
    try {
      thread.join(CLOSE_LIMIT.toMillis());
      thread.interrupt();
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
