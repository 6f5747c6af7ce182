package io.xmlfleet.contract;

import org.jspecify.annotations.Nullable;

/**
 * The name of an element or attribute in a path. Immutable.
 *
 * @param namespace its namespace's URI; null: any namespace or none
 * @param name a local name, or {@link #ANY}
 */
public record PathStep(@Nullable String namespace, String name) {
  /** Matches every element name. */
  public static final String ANY = "*";

  public boolean isAny() {
    return name.equals(ANY);
  }

  public boolean matches(String localName, String namespaceUri) {
    return (isAny() || name.equals(localName))
        && (namespace == null || namespace.equals(namespaceUri));
  }
}
