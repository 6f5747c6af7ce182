package io.xmlfleet.message;

import io.xmlfleet.item.ItemId;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one attempt at one item, as published on the results topic. Immutable.
 *
 * @param appId the application id inside the document, where the contract names one
 */
public record WorkResult(
    ItemId item,
    String recordId,
    @Nullable String appId,
    int attempt,
    Outcome outcome,
    Processing processing) {}
