package io.xmlfleet.contract;

/**
 * Bounds on one document; beyond them it is rejected at PARSING. All positive. Immutable.
 *
 * @param depth of nested elements
 * @param attributes of one element, namespace declarations included
 * @param attributeCharacters of one attribute's value
 * @param textCharacters of one element's text content, where the contract uses it
 * @param elements of the document
 */
public record Limits(
    int depth, int attributes, int attributeCharacters, int textCharacters, int elements) {
  public static final Limits DEFAULT = new Limits(200, 1_000, 1_000_000, 10_000_000, 10_000_000);

  public Limits {
    if (Math.min(Math.min(depth, attributes), Math.min(attributeCharacters, textCharacters)) < 1
        || elements < 1) {
      throw new IllegalArgumentException("limits are positive");
    }
  }
}
