package io.xmlfleet.peers;

import io.xmlfleet.testing.FaultyLink;
import java.time.Duration;

/**
 * When the database goes away and comes back: once a quarter of the documents is settled, for the
 * same time for every contender. Confined to one thread.
 */
final class Outage {
  private static final long MUTE_NANOS = Duration.ofMillis(250).toNanos();
  private static final int ONE_IN = 4;

  private final FaultyLink link;
  private final long documents;
  private final long lengthNanos;
  private State state = State.BEFORE;
  private long sinceNanos;

  private enum State {
    BEFORE,
    MUTE,
    AWAY,
    OVER
  }

  Outage(FaultyLink link, long documents, Duration length) {
    this.link = link;
    this.documents = documents;
    this.lengthNanos = length.toNanos();
  }

  /** Takes the next step if it is due. */
  void look(long settled) {
    long now = System.nanoTime();
    switch (state) {
      case BEFORE -> {
        if (settled * ONE_IN >= documents) {
          link.holdReplies(true);
          enter(State.MUTE, now);
        }
      }
      case MUTE -> {
        if (now - sinceNanos >= MUTE_NANOS) {
          link.goAway();
          enter(State.AWAY, now);
        }
      }
      case AWAY -> {
        if (now - sinceNanos >= lengthNanos) {
          link.heal(0);
          enter(State.OVER, now);
        }
      }
      case OVER -> {}
    }
  }

  private void enter(State next, long now) {
    state = next;
    sinceNanos = now;
  }
}
