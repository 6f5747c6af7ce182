package io.xmlfleet.worker;

import io.xmlfleet.message.WorkerStatus;
import java.time.Duration;

/**
 * A look at one worker from outside. Immutable.
 *
 * @param partitions partitions that it reads now
 * @param lag records behind the end of those, as far as known
 * @param sinceProgress how long ago it last finished a batch; before the first one: started
 * @param restarts how often it had to be replaced
 */
public record WorkerHealth(
    WorkerStatus status, int partitions, long lag, Duration sinceProgress, int restarts) {}
