package io.xmlfleet.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who worked on an item, and how long. Immutable.
 *
 * @param contract name of the contract used; null where none was known
 * @param contractVersion its version
 * @param worker name of the thread's worker, {@code instance/thread}
 * @param source where the item was read; null when the producer rejected it
 * @param finishedAt when the outcome was certain
 * @param busyMicros this item's share of the worker's busy time, in microseconds
 */
public record Processing(
    @Nullable String contract,
    @Nullable String contractVersion,
    String worker,
    @Nullable RecordPosition source,
    Instant finishedAt,
    long busyMicros) {}
