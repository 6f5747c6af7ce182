package io.xmlfleet.progress;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.Backoff;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.Stopwatch;
import io.xmlfleet.failure.SupervisedLoop;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.notice.NoticeSender;
import io.xmlfleet.topic.TopicNames;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidSessionTimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns outcomes into progress reports. Several may run: one is active, the others stand by and one
 * of them takes over when it falls silent. Thread-safe.
 */
public final class Aggregator implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Aggregator.class);
  private static final Duration STEP = Duration.ofMillis(100);
  private static final Duration STANDBY = Duration.ofMillis(500);
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15));

  /** What an aggregator does. */
  public enum Role {
    STARTING,
    STANDING_BY,
    ACTIVE,
    /** Kafka failed it; it begins again after a while. */
    RECOVERING
  }

  /**
   * A sign of life. Immutable.
   *
   * @param silence how long ago its loop last came round
   */
  public record Sign(Role role, Duration silence) {}

  private final Supplier<Election> elections;
  private final TermClients clients;
  private final TopicNames topics;
  private final AggregatorSettings settings;
  private final Clock clock;
  private final SupervisedLoop loop;
  private volatile Role role = Role.STARTING;

  /** Ends what its thread waits for. */
  private Runnable waker = () -> {};

  private volatile Stopwatch sinceSign;
  private final LatestReports reports = new LatestReports();

  private Aggregator(
      Supplier<Election> elections,
      TermClients clients,
      TopicNames topics,
      AggregatorSettings settings,
      Clock clock) {
    this.elections = elections;
    this.clients = clients;
    this.topics = topics;
    this.settings = settings;
    this.clock = clock;
    this.sinceSign = Stopwatch.start(clock);
    this.loop =
        new SupervisedLoop("aggregator", Duration.ZERO, BACKOFF, new Participation(), clock);
  }

  /** Starts one; it becomes active when no other is. The topics must exist. */
  public static Aggregator start(
      KafkaSettings kafka, TopicNames topics, AggregatorSettings settings, Clock clock) {
    return start(
        () -> Election.join(kafka, topics, settings.takeoverAfter()),
        TermClients.of(kafka, topics),
        topics,
        settings,
        clock);
  }

  static Aggregator start(
      Supplier<Election> elections,
      TermClients clients,
      TopicNames topics,
      AggregatorSettings settings,
      Clock clock) {
    Aggregator aggregator = new Aggregator(elections, clients, topics, settings, clock);
    aggregator.loop.start();
    return aggregator;
  }

  private final class Participation implements SupervisedLoop.Task {
    @Override
    public void round() throws InterruptedException {
      try {
        takePart();
      } catch (InvalidSessionTimeoutException e) {
        throw new UsageException(
            "the broker refuses to call an aggregator silent after "
                + settings.takeoverAfter().toMillis()
                + " ms: wait longer, or lower its group.min.session.timeout.ms",
            e);
      } catch (KafkaException e) {
        throw new InfrastructureException(String.valueOf(e.getMessage()), e);
      }
    }

    @Override
    public void wake() {
      synchronized (Aggregator.this) {
        waker.run();
      }
    }

    @Override
    public void failed(Throwable cause) {
      is(Role.RECOVERING);
      log.warn("the aggregator begins again from its last snapshot: {}", cause.getMessage(), cause);
    }
  }

  /**
   * Whom {@link #close} wakes from now on. Each is replaced before its client is closed, because a
   * closed client would write to a connection that may belong to others by then.
   */
  private synchronized void waitsIn(Runnable waker) {
    this.waker = waker;
  }

  private void takePart() throws InterruptedException {
    try (Election election = elections.get()) {
      waitsIn(election::wake);
      try {
        while (!loop.stopping(Duration.ZERO)) {
          if (election.active(STANDBY)) {
            lead(election);
          } else {
            is(Role.STANDING_BY);
          }
        }
      } finally {
        waitsIn(() -> {});
      }
    }
  }

  private void lead(Election election) throws InterruptedException {
    log.info("this aggregator is active");
    try (ActiveTerm term = ActiveTerm.begin(clients, topics, settings, clock)) {
      waitsIn(term::wake);
      try {
        lead(election, term);
      } finally {
        waitsIn(election::wake);
      }
    } finally {
      reports.clear(); // however the term ended, another one may speak from here on
    }
  }

  private void lead(Election election, ActiveTerm term) {
    while (election.active(Duration.ZERO)) {
      if (loop.stopping(Duration.ZERO)) {
        term.finish();
        return;
      }
      try {
        reports.add(term.step(STEP));
        is(Role.ACTIVE);
      } catch (WakeupException e) {
        // By close: the term finishes.
      }
    }
    log.info("this aggregator stands by");
  }

  /** What it has last said of the runs it has reported on, the newest runs first, at most 200. */
  public List<ProgressReport> reports() {
    return reports.newestFirst();
  }

  private void is(Role role) {
    this.role = role;
    sinceSign = Stopwatch.start(clock);
  }

  /** What it does, and when it last got on. */
  public Sign sign() {
    return new Sign(role, sinceSign.elapsed());
  }

  /**
   * Makes sure that it takes part, active or standing by.
   *
   * @throws UsageException if Kafka refuses its settings; the message says which
   * @throws InfrastructureException if it has ended: after {@link #close}, or because it failed too
   *     often
   */
  public void requireRunning() {
    loop.requireRunning();
  }

  /** Saves its state and stops, within 15 s; whoever tells notices stops, too. */
  @Override
  public void close() {
    loop.close();
    NoticeSender sender = settings.notices().sender();
    if (sender != null) {
      sender.close();
    }
  }
}
