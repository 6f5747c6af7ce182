package io.xmlfleet.publish;

import io.xmlfleet.message.RunEvent;
import java.time.Duration;

/**
 * What became of the sending of a run; every count is acknowledged by the brokers. Immutable.
 *
 * @param end {@link RunEvent.State#SEALED}, or {@link RunEvent.State#CANCELLED} when it was stopped
 * @param counts documents on the work topic, and those rejected, which are dead letters already
 */
public record PublishSummary(
    String run, RunEvent.State end, PublishProgress counts, Duration elapsed) {}
