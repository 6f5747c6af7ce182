package io.xmlfleet.progress;

import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.DeadLetterCodec;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.MalformedMessageException;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.ResultCodec;
import io.xmlfleet.message.RunEvent;
import io.xmlfleet.message.WorkItemCodec;
import io.xmlfleet.message.WorkResult;
import io.xmlfleet.topic.TopicNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  AggregatorState(TopicNames topics) {
    this.topics = topics;
  }

  void restore(RunState run) {
    runs.put(run.run(), run);
    unreported.add(run.run());
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
      workers.apply(ResultCodec.decodeStatus(consumed));
      return;
    }
    WorkResult result = ResultCodec.decodeResult(consumed);
    note(result.item(), run(result.item().run()).apply(result));
  }

  private void applyDeadLetter(ConsumerRecord<byte[], byte[]> consumed) {
    ItemId item = DeadLetterCodec.item(consumed);
    if (consumed.value() == null) {
      unresolved.remove(item);
      run(item.run()).deadLetterResolved(item.sequence());
    } else {
      note(item, run(item.run()).deadLetter(item.sequence()));
    }
  }

  private void applyRunEvent(ConsumerRecord<byte[], byte[]> consumed) {
    if (consumed.value() != null) {
      RunEvent event = FleetJson.read(consumed.value(), RunEvent.class);
      if (run(event.run()).apply(event) != ItemChange.NONE) {
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

  private RunState run(String name) {
    return runs.computeIfAbsent(name, RunState::new);
  }

  private void changed(String run) {
    unreported.add(run);
    newlyDone |= run(run).takeNewlyDone();
    unsaved.add(run);
  }

  /** Whether a run was done since the last reports: somebody waits for just that one. */
  boolean hasNewlyDone() {
    return newlyDone;
  }

  /**
   * The reports that are due; they count as published.
   *
   * @param all whether unchanged runs are due too: time alone changes a rate, or stalls a run
   */
  List<ProgressReport> takeReports(RunReporter reporter, boolean all, Instant now) {
    Collection<String> due = new LinkedHashSet<>(unreported);
    if (all) {
      runs.values().stream().filter(run -> !run.done()).map(RunState::run).forEach(due::add);
    }
    unreported.clear();
    newlyDone = false;
    boolean away = workers.databaseAway(now);
    List<ProgressReport> reports = new ArrayList<>();
    for (String name : due) {
      ProgressReport report = reporter.report(run(name), away, now);
      warn(report);
      reports.add(report);
    }
    return reports;
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
    List<RunState> taken = unsaved.stream().map(this::run).toList();
    unsaved.clear();
    return taken;
  }

  Map<TopicPartition, Long> positions() {
    return positions;
  }
}
