package io.xmlfleet.trace;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.TraceContext;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a worker did with a document. Immutable.
 *
 * @param trace that the document came with; null: none
 * @param loadingSince when its batch's first transaction began
 * @param loadedAt when the batch was in the database, as far as it was to be
 * @param outcome {@code loaded}, {@code already_loaded} or {@code rejected}
 * @param failure why it was rejected; null: it was not
 */
public record Processed(
    @Nullable TraceContext trace,
    ItemId item,
    int attempt,
    @Nullable String contract,
    Instant startedAt,
    Instant preparedAt,
    Instant loadingSince,
    Instant loadedAt,
    String outcome,
    @Nullable Failure failure) {}
