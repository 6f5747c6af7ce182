package io.xmlfleet.mapping;

import io.xmlfleet.failure.TimeLimit;
import io.xmlfleet.item.ItemId;

/**
 * What a row may know about its document besides the document itself. Immutable.
 *
 * @param deadline when mapping gives up with a TIMEOUT
 */
public record DocumentContext(ItemId item, String recordId, TimeLimit deadline) {}
