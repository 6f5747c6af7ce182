package io.xmlfleet.publish;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * Gives the documents of a run their numbers, from 1 and without a gap. A document of a run that
 * goes on keeps the number under which it was sent. Confined to one thread.
 */
final class Sequences {
  private final Map<String, Queue<Long>> sentBefore = new HashMap<>();
  private final Set<Long> taken = new HashSet<>();
  private long last;

  /** All up to this number are taken. */
  Sequences(long last) {
    this.last = last;
  }

  /**
   * A document was sent under a number beyond the last one. It does not matter how often one hears
   * of it.
   */
  void addSent(String recordId, long sequence) {
    if (sequence > last && taken.add(sequence)) {
      sentBefore.computeIfAbsent(recordId, id -> new ArrayDeque<>()).add(sequence);
    }
  }

  /** Whether the document was sent already; of several of one name, each is asked for once. */
  boolean wasSent(String recordId) {
    Queue<Long> numbers = sentBefore.get(recordId);
    if (numbers == null) {
      return false;
    }
    numbers.remove();
    if (numbers.isEmpty()) {
      sentBefore.remove(recordId);
    }
    return true;
  }

  /** The number for a document that was not sent. */
  long next() {
    do {
      last++;
    } while (taken.remove(last));
    return last;
  }

  /**
   * The largest number that was given; of a run that goes on, none that was given before is larger
   * once {@link #settled}.
   */
  long last() {
    return last;
  }

  /** How many documents were sent under numbers that this one did not give. */
  int sentBefore() {
    return taken.size();
  }

  /**
   * Whether everything that was sent has been met again: then numbers tell places in the source.
   */
  boolean settled() {
    passTaken();
    return taken.isEmpty() && sentBefore.isEmpty();
  }

  /** Whether numbers are taken beyond the last one, so that the ones between must be given. */
  boolean hasGap() {
    passTaken();
    return !taken.isEmpty();
  }

  private void passTaken() {
    while (taken.remove(last + 1)) {
      last++;
    }
  }
}
