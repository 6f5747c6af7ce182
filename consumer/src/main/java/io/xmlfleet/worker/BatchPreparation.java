package io.xmlfleet.worker;

import io.xmlfleet.failure.Deadline;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.MemoryLimit;
import io.xmlfleet.pipeline.PreparedItem;
import io.xmlfleet.pipeline.Preparer;
import io.xmlfleet.pipeline.ReceivedItem;
import io.xmlfleet.pipeline.Waiting;
import io.xmlfleet.worker.poll.Batch;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Turns the documents of a batch into rows, in parts: as many at once as there is memory for. A
 * document that does not fit into the worker's share is a part of its own. Confined to one thread,
 * but for {@link #giveBack}.
 */
final class BatchPreparation {
  /** Another worker's large document is loaded meanwhile. */
  private static final Duration TURN = Duration.ofMillis(100);

  private final Preparer preparer;
  private final DocumentMemory memory;
  private final WorkerSignals signals;
  private final Waiting waiting;
  private final Clock clock;

  private Batch batch = Batch.empty();
  private final Deque<ReceivedItem> rest = new ArrayDeque<>();
  private Deadline limit;
  private boolean begun;

  /** Whether the next document does not fit into the worker's share. */
  private boolean alone;

  BatchPreparation(
      Preparer preparer,
      DocumentMemory memory,
      WorkerSignals signals,
      Waiting waiting,
      Clock clock) {
    this.preparer = preparer;
    this.memory = memory;
    this.signals = signals;
    this.waiting = waiting;
    this.clock = clock;
    this.limit = Deadline.after(Duration.ZERO, clock);
  }

  /** The first part. */
  List<PreparedItem> begin(Batch next) {
    batch = next;
    rest.clear();
    rest.addAll(next.items());
    limit = Deadline.after(next.timeLimit(), clock);
    begun = false;
    alone = false;
    return next();
  }

  /** Whether there is no other part. */
  boolean isDone() {
    return rest.isEmpty();
  }

  /** The next part; the one before is loaded. What is no longer ours, or too late, is left out. */
  List<PreparedItem> next() {
    List<PreparedItem> part = new ArrayList<>(rest.size());
    long used = 0;
    while (!rest.isEmpty() && used < memory.enough()) {
      ReceivedItem item = rest.element();
      waiting.waitFor(Duration.ZERO);
      if (begun && limit.expired()) {
        batch.release(item);
      }
      if (batch.holds(item)) {
        MemoryLimit taken = alone ? whole() : memory.share();
        PreparedItem prepared = prepare(item, taken);
        if (taken.exceeded() && !alone) {
          alone = true;
          if (part.isEmpty()) {
            continue;
          }
          break;
        }
        alone = false;
        begun = true;
        used += taken.exceeded() ? 0 : taken.used();
        part.add(prepared);
      }
      rest.remove();
    }
    return part;
  }

  private MemoryLimit whole() {
    while (!memory.takeWhole(this)) {
      waiting.waitFor(TURN);
    }
    return memory.whole();
  }

  /** Whether the last document is one that did not fit into the worker's share. */
  boolean isWhole() {
    return memory.isWhole(this);
  }

  /** The rows of the part are not needed any more. For any thread. */
  void giveBack() {
    memory.giveBack(this);
  }

  private PreparedItem prepare(ReceivedItem item, MemoryLimit taken) {
    Optional<Failure> rejection = signals.stuck().rejection(item);
    if (rejection.isPresent()) {
      return preparer.reject(item, rejection.get());
    }
    signals.heartbeat().preparing(item);
    try {
      PreparedItem prepared = preparer.prepare(item, taken);
      if (alone || !taken.exceeded()) {
        signals.observer().prepared(prepared);
      }
      return prepared;
    } finally {
      signals.heartbeat().prepared();
    }
  }
}
