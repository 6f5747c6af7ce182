package io.xmlfleet.contract.convert;

/**
 * What a conversion gives instead of a value. Immutable.
 *
 * @param reason goes on from the column's name, without the text: "is not an int"
 */
public record Unusable(String reason) {}
