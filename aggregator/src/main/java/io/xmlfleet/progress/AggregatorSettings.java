package io.xmlfleet.progress;

import io.xmlfleet.notice.NoticePolicy;
import java.time.Duration;

/**
 * How the aggregator works. Immutable.
 *
 * @param reportEvery shortest time between two reports of a run
 * @param snapshotEvery how much work a restart may have to read again, as time
 * @param stalledAfter how long a run with work left may be silent before it is called stalled
 * @param takeoverAfter how long the active aggregator may be silent before a standby takes over; a
 *     broker refuses less than its {@code group.min.session.timeout.ms}, 6 s unless told otherwise
 * @param keepRuns how long a run is kept after the last that was heard of it, finished or not
 * @param notices what is told to other programs
 */
public record AggregatorSettings(
    Duration reportEvery,
    Duration snapshotEvery,
    Duration stalledAfter,
    Duration takeoverAfter,
    Duration keepRuns,
    NoticePolicy notices) {
  /** The same without telling anybody. */
  public AggregatorSettings(
      Duration reportEvery,
      Duration snapshotEvery,
      Duration stalledAfter,
      Duration takeoverAfter,
      Duration keepRuns) {
    this(reportEvery, snapshotEvery, stalledAfter, takeoverAfter, keepRuns, NoticePolicy.NONE);
  }

  /** Half a second, five seconds, a minute, six seconds, thirty days. */
  public static AggregatorSettings standard() {
    return new AggregatorSettings(
        Duration.ofMillis(500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(60),
        Duration.ofSeconds(6),
        Duration.ofDays(30));
  }

  /** For a broker on this machine, which allows a quicker takeover: four seconds. */
  public AggregatorSettings onOneMachine() {
    return takingOverAfter(Duration.ofSeconds(4));
  }

  /** The same with another time until a standby takes over. */
  public AggregatorSettings takingOverAfter(Duration silence) {
    return new AggregatorSettings(
        reportEvery, snapshotEvery, stalledAfter, silence, keepRuns, notices);
  }

  /** The same with another time for which runs are kept. */
  public AggregatorSettings keepingRuns(Duration kept) {
    return new AggregatorSettings(
        reportEvery, snapshotEvery, stalledAfter, takeoverAfter, kept, notices);
  }

  /** The same with somebody who is told. */
  public AggregatorSettings telling(NoticePolicy policy) {
    return new AggregatorSettings(
        reportEvery, snapshotEvery, stalledAfter, takeoverAfter, keepRuns, policy);
  }
}
