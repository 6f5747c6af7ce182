package io.xmlfleet.reconcile;

import io.xmlfleet.item.ItemId;
import org.jspecify.annotations.Nullable;

/**
 * One thing that does not agree. Immutable.
 *
 * @param item null: it concerns the run or a table
 * @param recordId the item's document, where a topic or the ledger still names it
 * @param text what is so, for people; never a value of a document
 */
public record Difference(
    DifferenceKind kind, @Nullable ItemId item, @Nullable String recordId, String text) {}
