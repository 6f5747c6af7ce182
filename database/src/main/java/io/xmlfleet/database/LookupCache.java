package io.xmlfleet.database;

import io.xmlfleet.table.Lookup;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers to look-ups that committed transactions had, the ones used last. Forgets all of them once
 * a minute, since nobody tells of a row that was changed. Confined to its session's thread.
 */
final class LookupCache {
  private static final int MOST_ANSWERS = 10_000;
  private static final long LONGEST_NANOS = Duration.ofMinutes(1).toNanos();

  private final Map<Lookup.Value, Object> answers =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Lookup.Value, Object> eldest) {
          return size() > MOST_ANSWERS;
        }
      };

  private final Map<Lookup.Value, Object> open = new HashMap<>();
  private long since = System.nanoTime();

  /** The answer, if it is known. */
  @Nullable Object get(Lookup.Value question) {
    Object answer = open.get(question);
    return answer == null ? answers.get(question) : answer;
  }

  /** An answer that the open transaction has. */
  void put(Lookup.Value question, Object answer) {
    open.put(question, answer);
  }

  /** The open transaction has committed. */
  void keep() {
    if (System.nanoTime() - since > LONGEST_NANOS) {
      answers.clear();
      since = System.nanoTime();
    }
    answers.putAll(open);
    open.clear();
  }

  /** A transaction has failed: perhaps by a row that was there and is no more. */
  void forget() {
    answers.clear();
    open.clear();
  }
}
