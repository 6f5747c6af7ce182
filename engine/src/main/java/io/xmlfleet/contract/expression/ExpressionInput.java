package io.xmlfleet.contract.expression;

import org.jspecify.annotations.Nullable;

/** What an expression reads of a document. */
@FunctionalInterface
public interface ExpressionInput {
  /**
   * The text of a name.
   *
   * @param slot what the resolver gave for the name
   * @return null if the document has none; an empty attribute is an empty text
   */
  @Nullable String text(int slot);
}
