package io.xmlfleet.message;

import io.xmlfleet.item.ItemId;
import java.time.Duration;
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
 * @param checkpoint how far the sending surely was; null: unknown
 */
public record RunEvent(
    String run,
    State state,
    @Nullable String contract,
    String source,
    Instant startedAt,
    @Nullable Long total,
    Instant at,
    @Nullable Checkpoint checkpoint) {
  /**
   * A point in the source up to which every document was acknowledged, and none beyond it sent.
   *
   * @param sequence of the last of these documents, and so their number
   * @param recordId of the last of them
   */
  public record Checkpoint(long sequence, String recordId, Instant at) {}

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
    return new RunEvent(run, State.STARTED, contract, source, at, null, at, null);
  }

  /** Still sending, and this far at least. */
  public RunEvent reached(Checkpoint point) {
    return new RunEvent(run, State.STARTED, contract, source, startedAt, null, point.at(), point);
  }

  /** Sending goes on, after it had ended without being sealed. */
  public RunEvent resumed(Instant at) {
    return new RunEvent(run, State.STARTED, contract, source, startedAt, null, at, checkpoint);
  }

  /**
   * The same by the clock of those that keep it, whatever the producer's shows.
   *
   * @param moment when this event happened
   * @param longest characters of the source
   */
  public RunEvent happened(Instant moment, int longest) {
    Duration ahead = Duration.between(at, moment);
    return new RunEvent(
        run,
        state,
        contract,
        source.length() > longest ? source.substring(0, longest) + "…" : source,
        startedAt.plus(ahead),
        total,
        moment,
        checkpoint);
  }

  public RunEvent sealed(long total, Instant at) {
    return new RunEvent(run, State.SEALED, contract, source, startedAt, total, at, null);
  }

  /**
   * The sender stops early.
   *
   * @param sent how many items it had sent
   */
  public RunEvent cancelled(long sent, Instant at) {
    return new RunEvent(run, State.CANCELLED, contract, source, startedAt, sent, at, checkpoint);
  }
}
