package io.xmlfleet.worker.poll;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which workers of this process have documents in hand. One that tries a document of which a
 * process may have died is alone, so that nobody else's document is to blame. Thread-safe.
 */
public final class Turns {
  private final Set<Object> busy = new HashSet<>();
  private @Nullable Object alone;

  /** Whether a worker may take documents now. */
  synchronized boolean enter(Object worker) {
    boolean free = alone == null || alone == worker;
    if (free) {
      busy.add(worker);
    }
    return free;
  }

  /** Whether a worker has all others wait, and none of them has anything in hand any more. */
  synchronized boolean enterAlone(Object worker) {
    if (alone != null && alone != worker) {
      return false;
    }
    alone = worker;
    boolean free = busy.isEmpty() || busy.equals(Set.of(worker));
    if (free) {
      busy.add(worker);
    }
    return free;
  }

  /** A worker has nothing in hand, and may still be about to be alone. */
  synchronized void done(Object worker) {
    busy.remove(worker);
  }

  /** A worker has nothing in hand, nor keeps others from it. */
  synchronized void leave(Object worker) {
    busy.remove(worker);
    alone = alone == worker ? null : alone;
  }
}
