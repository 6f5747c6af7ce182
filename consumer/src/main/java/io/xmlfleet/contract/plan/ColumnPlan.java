package io.xmlfleet.contract.plan;

import io.xmlfleet.contract.ColumnMapping;
import org.jspecify.annotations.Nullable;

/**
 * A column and where its text is found. Immutable.
 *
 * @param slot null if the value does not come from the document
 */
public record ColumnPlan(ColumnMapping mapping, @Nullable Slot slot) {}
