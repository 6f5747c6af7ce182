package io.xmlfleet.worker;

/**
 * Whether the database is tried. A pure state machine; confined to one thread.
 *
 * <p>CLOSED: batches are loaded. OPEN: the database is only probed. HALF_OPEN: it answered, and one
 * batch shows whether it also works.
 */
final class Breaker {
  enum State {
    CLOSED,
    OPEN,
    HALF_OPEN
  }

  /** What happened. */
  enum Signal {
    LOADED,
    LOAD_FAILED,
    PROBE_ANSWERED,
    PROBE_UNANSWERED
  }

  private State state = State.CLOSED;

  State state() {
    return state;
  }

  /**
   * Moves on.
   *
   * @throws IllegalStateException if that cannot happen in this state
   */
  State on(Signal signal) {
    state = next(state, signal);
    return state;
  }

  static State next(State state, Signal signal) {
    return switch (signal) {
      case LOADED -> legal(state != State.OPEN, State.CLOSED, state, signal);
      case LOAD_FAILED -> legal(state != State.OPEN, State.OPEN, state, signal);
      case PROBE_ANSWERED -> legal(state == State.OPEN, State.HALF_OPEN, state, signal);
      case PROBE_UNANSWERED -> legal(state == State.OPEN, State.OPEN, state, signal);
    };
  }

  private static State legal(boolean legal, State next, State state, Signal signal) {
    if (!legal) {
      throw new IllegalStateException(signal + " cannot happen while " + state);
    }
    return next;
  }
}
