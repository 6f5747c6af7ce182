package io.xmlfleet.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a run, as published on the compacted runs topic: each event repeats what the
 * earlier ones said, since only the last one is kept. Immutable.
 *
 * @param contract name of the contract; null when items name none
 * @param source what was sent, for people: the folder, the glob, {@code standard input}
 * @param total number of items, known once sealed; null before
 * @param at when this event happened
 */
public record RunEvent(
    String run,
    State state,
    @Nullable String contract,
    String source,
    Instant startedAt,
    @Nullable Long total,
    Instant at) {
  /** How far the sending of a run is. */
  public enum State {
    STARTED,
    /** Everything was sent; the total is known. */
    SEALED,
    /** The sender gave up; what was sent will still be worked on. */
    CANCELLED
  }

  public RunEvent {
    ItemId.requireRunId(run);
  }

  public static RunEvent started(String run, @Nullable String contract, String source, Instant at) {
    return new RunEvent(run, State.STARTED, contract, source, at, null, at);
  }

  public RunEvent sealed(long total, Instant at) {
    return new RunEvent(run, State.SEALED, contract, source, startedAt, total, at);
  }

  /**
   * The sender stops early.
   *
   * @param sent how many items it had sent
   */
  public RunEvent cancelled(long sent, Instant at) {
    return new RunEvent(run, State.CANCELLED, contract, source, startedAt, sent, at);
  }
}
