package io.xmlfleet.cli.letter;

import io.xmlfleet.cli.base.Environment;
import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.Deadline;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.Stopwatch;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.letter.DeadLetterEntry;
import io.xmlfleet.letter.DeadLetterFilter;
import io.xmlfleet.letter.DeadLetterReader;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.progress.ProgressReader;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.wiring.LocalFleet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Waits for what becomes of replayed documents: a letter that is resolved, or that is back with a
 * higher attempt. Confined to one thread.
 */
final class ReplayOutcome implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(500);

  /** The aggregator reports twice a second; beyond this something else is wrong. */
  private static final Duration REPORT_LIMIT = Duration.ofSeconds(20);

  private final Map<ItemId, Integer> attempts;
  private final Set<String> runs;
  private final DeadLetterReader letters;
  private final ProgressReader progress;
  private final Environment environment;
  private List<DeadLetterEntry> open = List.of();

  private ReplayOutcome(
      Map<ItemId, Integer> attempts,
      DeadLetterReader letters,
      ProgressReader progress,
      Environment environment) {
    this.attempts = Map.copyOf(attempts);
    this.runs = attempts.keySet().stream().map(ItemId::run).collect(Collectors.toSet());
    this.letters = letters;
    this.progress = progress;
    this.environment = environment;
  }

  /**
   * Gets ready to wait.
   *
   * @param attempts the attempt of each item whose outcome is to come
   */
  static ReplayOutcome of(
      Map<ItemId, Integer> attempts,
      KafkaSettings kafka,
      TopicNames topics,
      Environment environment) {
    DeadLetterReader letters = DeadLetterReader.connect(kafka, topics);
    return new ReplayOutcome(attempts, letters, ProgressReader.connect(kafka, topics), environment);
  }

  /**
   * Waits until every replayed document has its outcome and progress says so.
   *
   * @return false if somebody asked the process to stop
   * @throws InfrastructureException if the broker does not answer
   */
  boolean await(LocalFleet fleet) {
    Stopwatch looking;
    do {
      looking = Stopwatch.start(environment.clock());
      fleet.requireRunning();
      open = letters.list(DeadLetterFilter.all());
      if (open.stream().noneMatch(this::undecided)) {
        awaitReports();
        return true;
      }
    } while (!environment.shutdown().await(pause(looking.elapsed())));
    return false;
  }

  /** Where there are many letters a look takes long; the work is to get on meanwhile. */
  private static Duration pause(Duration took) {
    return took.multipliedBy(2).compareTo(LOOK) > 0 ? took.multipliedBy(2) : LOOK;
  }

  private void awaitReports() {
    Deadline deadline = Deadline.after(REPORT_LIMIT, environment.clock());
    while (!reports().stream().allMatch(this::current) && !deadline.expired()) {
      environment.shutdown().await(LOOK);
    }
  }

  private boolean undecided(DeadLetterEntry entry) {
    Integer awaited = attempts.get(entry.item());
    return awaited != null && entry.head().attempt() < awaited;
  }

  private boolean current(ProgressReport report) {
    long failed = open.stream().filter(entry -> entry.item().run().equals(report.run())).count();
    return report.counts().failed() == failed;
  }

  /** Replayed documents that are loaded now. */
  long loaded() {
    return (long) attempts.size() - failed().size();
  }

  /** Their new letters. */
  List<DeadLetterEntry> failed() {
    return open.stream().filter(entry -> attempts.containsKey(entry.item())).toList();
  }

  /** What progress says of their runs. */
  List<ProgressReport> reports() {
    return progress.latest().stream().filter(report -> runs.contains(report.run())).toList();
  }

  @Override
  public void close() {
    try {
      letters.close();
    } finally {
      progress.close();
    }
  }
}
