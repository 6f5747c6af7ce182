package io.xmlfleet.progress;

import io.xmlfleet.failure.Stopwatch;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.DeadLetterCodec;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.MalformedMessageException;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.ResultCodec;
import io.xmlfleet.message.RunEvent;
import io.xmlfleet.message.WorkItemCodec;
import io.xmlfleet.message.WorkResult;
import io.xmlfleet.message.WorkerStatus;
import io.xmlfleet.notice.Notice;
import io.xmlfleet.notice.NoticeKind;
import io.xmlfleet.topic.TopicNames;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The states of all runs, how far each input partition was read, and what has changed since the
 * last report and the last snapshot. No I/O. Confined to the aggregator's thread.
 */
final class AggregatorState {
  private static final Logger log = LoggerFactory.getLogger(AggregatorState.class);
  private static final double ALARMING_FAILURES = 0.1;
  private static final long ENOUGH_TO_JUDGE = 20;

  /** Nothing changes of a run of which nothing was heard for so long. */
  private static final Duration QUIET = Duration.ofMinutes(10);

  /** Workers give a sign of life as often. */
  private static final Duration NEWS = Duration.ofSeconds(10);

  private static final int LONGEST_SOURCE = 1_000;
  private static final int MOST_EXPIRED = 1_000;

  private final TopicNames topics;
  private final Map<String, RunState> runs = new HashMap<>();
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final WorkerStatuses workers = new WorkerStatuses();
  private final Set<String> unreported = new LinkedHashSet<>();
  private final Set<String> unsaved = new LinkedHashSet<>();
  private final Set<ItemId> unresolved = new LinkedHashSet<>();
  private final Set<String> alarmed = new LinkedHashSet<>();
  private boolean newlyDone;
  private long passedOver;
  private final Clock clock;
  private final Stopwatch term;
  private Stopwatch sinceNews;
  private Instant newestAt = Instant.EPOCH;

  AggregatorState(TopicNames topics, Clock clock) {
    this.topics = topics;
    this.clock = clock;
    this.term = Stopwatch.start(clock);
    this.sinceNews = term;
  }

  void restore(RunState run) {
    runs.put(run.run(), run);
    unreported.add(run.run());
  }

  void forget(String run) {
    runs.remove(run);
    unreported.remove(run);
  }

  void restorePositions(Map<TopicPartition, Long> saved) {
    positions.putAll(saved);
  }

  /** Reads one record of the inputs; what is not ours is named once and passed over. */
  void apply(ConsumerRecord<byte[], byte[]> consumed) {
    try {
      if (consumed.topic().equals(topics.results())) {
        applyResult(consumed);
      } else if (consumed.topic().equals(topics.deadLetters())) {
        applyDeadLetter(consumed);
      } else {
        applyRunEvent(consumed);
      }
    } catch (MalformedMessageException e) {
      passedOver++;
      log.warn(
          "passed over {}: {} ({} so far)",
          WorkItemCodec.position(consumed),
          e.getMessage(),
          passedOver);
    }
    positions.put(
        new TopicPartition(consumed.topic(), consumed.partition()), consumed.offset() + 1);
  }

  private void applyResult(ConsumerRecord<byte[], byte[]> consumed) {
    if (ResultCodec.isWorkerStatus(consumed)) {
      WorkerStatus status = ResultCodec.decodeStatus(consumed);
      workers.apply(status, moment(consumed, status.at()));
      return;
    }
    WorkResult result = ResultCodec.decodeResult(consumed);
    Moment now = moment(consumed, result.processing().finishedAt());
    workers.heard(RunState.name(result.processing().worker()), now);
    note(result.item(), run(result.item().run(), now).apply(result, now));
  }

  /** What somebody says of himself happened when the broker got it, or else when he says. */
  private Moment moment(ConsumerRecord<byte[], byte[]> consumed, Instant otherwise) {
    Moment now = Moment.of(consumed, otherwise, term.elapsed());
    newestAt = now.at().isAfter(newestAt) ? now.at() : newestAt;
    return now;
  }

  private Moment now() {
    return new Moment(clock.instant(), term.elapsed());
  }

  private Stream<RunState> openRuns() {
    return runs.values().stream().filter(run -> !run.done());
  }

  private void updateWorkers(Moment now) {
    openRuns()
        .filter(run -> workers.update(run.workers(), now.ticks()))
        .map(RunState::run)
        .toList()
        .forEach(this::changed);
    workers.forget(now.ticks());
  }

  private void applyDeadLetter(ConsumerRecord<byte[], byte[]> consumed) {
    ItemId item = DeadLetterCodec.item(consumed);
    if (consumed.value() == null) {
      unresolved.remove(item);
      RunState run = runs.get(item.run());
      if (run != null) {
        run.deadLetterResolved(item.sequence());
        unsaved.add(item.run());
      }
    } else {
      Moment now = moment(consumed, Instant.ofEpochMilli(consumed.timestamp()));
      note(item, run(item.run(), now).deadLetter(item.sequence()));
      unsaved.add(item.run()); // what is saved with another run's change says that it was read
    }
  }

  private void applyRunEvent(ConsumerRecord<byte[], byte[]> consumed) {
    if (consumed.value() != null) {
      RunEvent told = FleetJson.read(consumed.value(), RunEvent.class);
      Moment now = moment(consumed, told.at());
      RunEvent event = told.happened(now.at(), LONGEST_SOURCE);
      if (run(event.run(), now).apply(event, now) != ItemChange.NONE) {
        changed(event.run());
      }
    }
  }

  private void note(ItemId item, ItemChange change) {
    if (change == ItemChange.CHANGED || change == ItemChange.HEALED) {
      changed(item.run());
    }
    if (change == ItemChange.STALE || change == ItemChange.HEALED) {
      unresolved.add(item);
    }
  }

  private RunState run(String name, Moment now) {
    return runs.computeIfAbsent(name, unknown -> new RunState(unknown, now));
  }

  private void changed(String name) {
    RunState run = runs.get(name);
    if (run != null) {
      unreported.add(name);
      newlyDone |= run.takeNewlyDone();
      unsaved.add(name);
    }
  }

  /** Nobody has the reports any more: all are due. */
  void reportAll() {
    unreported.addAll(runs.keySet());
  }

  /**
   * Forgets the runs of which nothing was heard for so long, finished or not. By the newest record,
   * so that no clock that is ahead makes them old; nor a record's, so not beyond this process's.
   * All inputs must be read to their ends: else something newer may stand there.
   *
   * @return their ids, a thousand at most
   */
  List<String> takeExpired(Duration kept) {
    Instant now = clock.instant();
    Instant oldest = (newestAt.isBefore(now) ? newestAt : now).minus(kept);
    List<String> expired =
        runs.values().stream()
            .filter(run -> run.activeAt().isBefore(oldest))
            .filter(run -> run.silence(now()).compareTo(QUIET) >= 0)
            .map(RunState::run)
            .limit(MOST_EXPIRED)
            .toList();
    for (Collection<String> names : List.of(runs.keySet(), unreported, unsaved, alarmed)) {
      names.removeAll(expired);
    }
    return expired;
  }

  /** Whether a run was done since the last reports: somebody waits for just that one. */
  boolean hasNewlyDone() {
    return newlyDone;
  }

  /**
   * The reports that are due; they count as published.
   *
   * @param all whether unchanged runs are due too: time alone changes a rate, or stalls a run; of
   *     one that is silent for long it changes nothing more
   */
  List<ProgressReport> takeReports(RunReporter reporter, boolean all) {
    Moment now = now();
    if (all) {
      updateWorkers(now);
    }
    Collection<String> due = new LinkedHashSet<>(unreported);
    if (all) {
      openRuns()
          .filter(run -> run.silence(now).compareTo(QUIET) < 0)
          .map(RunState::run)
          .forEach(due::add);
    }
    if (all && sinceNews.reached(NEWS) && workers.takeNews()) {
      sinceNews = Stopwatch.start(clock);
      // Nothing goes on, but the workers are there: the latest run's report says how they are.
      runs.values().stream()
          .max(Comparator.comparing(RunState::activeAt))
          .map(RunState::run)
          .ifPresent(due::add);
    }
    unreported.clear();
    newlyDone = false;
    boolean away = workers.databaseAway(now.ticks());
    List<ProgressReport> reports = new ArrayList<>();
    for (String name : due) {
      ProgressReport report = workers.describe(reporter.report(run(name, now), away, now));
      warn(report);
      reports.add(report);
    }
    return reports;
  }

  /** What is to be told of what these reports say; a snapshot that follows knows of it. */
  List<Notice> takeNotices(List<ProgressReport> reports, double failureShare) {
    List<Notice> notices = new ArrayList<>();
    for (ProgressReport report : reports) {
      RunState run = runs.get(report.run());
      if (run != null) {
        run.noticesDue(NoticeKind.of(report, failureShare))
            .forEach((kind, number) -> notices.add(Notice.of(report, kind, number)));
      }
    }
    return notices;
  }

  /** These are through; the next snapshot says so. */
  void told(List<Notice> through) {
    for (Notice notice : through) {
      RunState run = runs.get(notice.run());
      if (run != null) {
        run.told(notice.event(), notice.number());
        unsaved.add(notice.run());
      }
    }
  }

  private void warn(ProgressReport report) {
    ProgressReport.Counts counts = report.counts();
    if (counts.completed() >= ENOUGH_TO_JUDGE
        && counts.failed() > ALARMING_FAILURES * counts.completed()
        && alarmed.add(report.run())) {
      log.warn(
          "run {}: {} of {} documents failed; look at them with: xmlfleet dead-letters list --run"
              + " {}",
          report.run(),
          counts.failed(),
          counts.completed(),
          report.run());
    }
  }

  /** Items whose dead letter contradicts that they are loaded. */
  List<ItemId> takeUnresolved() {
    List<ItemId> taken = List.copyOf(unresolved);
    unresolved.clear();
    return taken;
  }

  /** Runs that changed since the last snapshot; they count as saved. */
  List<RunState> takeUnsaved() {
    List<RunState> taken = unsaved.stream().map(name -> run(name, now())).toList();
    unsaved.clear();
    return taken;
  }

  Map<TopicPartition, Long> positions() {
    return positions;
  }
}
