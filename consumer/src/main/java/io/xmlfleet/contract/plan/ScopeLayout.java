package io.xmlfleet.contract.plan;

/**
 * What the elements of one scope keep. Immutable.
 *
 * @param parent the nearest scope around it; {@link CapturePlan#NONE} for the document
 * @param slots how many texts
 * @param groups how many captures
 * @param overflows whether what no capture takes is kept too
 */
public record ScopeLayout(int parent, int slots, int groups, boolean overflows) {}
