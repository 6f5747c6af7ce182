package io.xmlfleet.contract.plan;

import org.jspecify.annotations.Nullable;

/**
 * What the elements of one scope keep. Immutable.
 *
 * @param parent from the nearest scope around it; null for the document
 * @param slots how many texts
 * @param groups how many captures
 * @param overflows whether what no capture takes is kept too
 */
public record ScopeLayout(@Nullable Descent parent, int slots, int groups, boolean overflows) {}
