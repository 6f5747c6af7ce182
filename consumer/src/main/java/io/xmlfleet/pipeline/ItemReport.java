package io.xmlfleet.pipeline;

import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.TraceContext;
import io.xmlfleet.message.WorkResult;
import org.jspecify.annotations.Nullable;

/**
 * What is to be published about an item. Immutable.
 *
 * @param deadLetter the document and why, when it was rejected; else null
 * @param resolvesDeadLetter whether an earlier attempt left a dead letter that is now void
 * @param trace that the item belongs to; null: none
 */
public record ItemReport(
    WorkResult result,
    @Nullable DeadLetter deadLetter,
    boolean resolvesDeadLetter,
    @Nullable TraceContext trace) {}
