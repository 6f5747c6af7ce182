package io.xmlfleet.worker;

import io.xmlfleet.worker.poll.StopSignal;
import io.xmlfleet.worker.publish.StatusReporter;

/**
 * How a worker is seen from outside, and told to end. Thread-safe, but for the status, which the
 * worker's thread alone changes.
 *
 * @param stuck the documents on which workers of this process got stuck
 */
record WorkerSignals(
    StatusReporter status,
    Heartbeat heartbeat,
    StopSignal stop,
    StuckDocuments stuck,
    VitalSigns observer) {}
