package io.xmlfleet.pipeline;

import io.xmlfleet.message.Outcome;

/** An item and what became of it. Immutable. */
public record DecidedItem(PreparedItem item, Outcome outcome) {}
