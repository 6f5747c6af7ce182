package io.xmlfleet.progress;

import io.xmlfleet.notice.NoticeKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What was told of a run, as its snapshot keeps it. Immutable.
 *
 * @param told how often each thing was told
 * @param standing what is no news any more, and how many documents were done when it became so
 */
record RunNotices(Map<NoticeKind, Integer> told, Map<NoticeKind, Long> standing) {
  RunNotices {
    told = Map.copyOf(told);
    standing = Map.copyOf(standing);
  }

  /** Nothing was told. */
  static RunNotices none() {
    return new RunNotices(Map.of(), Map.of());
  }

  /** Of a run that was there before anybody was to be told: what is so now is no news. */
  static RunNotices knowing(Set<NoticeKind> now, long completed) {
    Map<NoticeKind, Long> standing = new HashMap<>();
    now.forEach(kind -> standing.put(kind, completed));
    return new RunNotices(Map.of(), standing);
  }

  /** The numbers under which what is new has to be told. */
  Map<NoticeKind, Integer> due(Set<NoticeKind> now) {
    Map<NoticeKind, Integer> due = new TreeMap<>();
    for (NoticeKind kind : now) {
      if (!standing.containsKey(kind)) {
        due.put(kind, told.getOrDefault(kind, 0) + 1);
      }
    }
    return due;
  }

  /**
   * What is over may be told again when it comes back; that a run fails is told once. After a
   * take-over nobody knows for a while that a run stands still: it is over when work went on.
   */
  RunNotices without(Set<NoticeKind> now, long completed) {
    Map<NoticeKind, Long> still = new HashMap<>(standing);
    still
        .entrySet()
        .removeIf(
            each ->
                !now.contains(each.getKey())
                    && switch (each.getKey()) {
                      case FAILING -> false;
                      case RUN_ENDED -> true;
                      case STALLED, WAITING_FOR_DATABASE -> completed > each.getValue();
                    });
    return still.equals(standing) ? this : new RunNotices(told, still);
  }

  RunNotices telling(NoticeKind kind, int number, long completed) {
    Map<NoticeKind, Integer> more = new HashMap<>(told);
    more.put(kind, number);
    Map<NoticeKind, Long> still = new HashMap<>(standing);
    still.put(kind, completed);
    return new RunNotices(more, still);
  }
}
