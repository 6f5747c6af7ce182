package io.xmlfleet.xml;

import org.jspecify.annotations.Nullable;

/** Name and attributes of an element; namespace declarations are no attributes. */
public interface StartTag {
  String localName();

  /** Its namespace's URI; empty: none. */
  String namespace();

  int attributes();

  String attributeName(int index);

  /** The URI of an attribute's namespace; empty: none. */
  String attributeNamespace(int index);

  /** As in the document. */
  String attributeValue(int index);

  /** The URI that a prefix stands for here, the empty one included; null: it is not declared. */
  @Nullable String namespaceOf(String prefix);
}
