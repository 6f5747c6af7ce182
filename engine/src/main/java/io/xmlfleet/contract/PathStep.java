package io.xmlfleet.contract;

import org.jspecify.annotations.Nullable;

/**
 * The name of an element or attribute in a path. Immutable.
 *
 * @param namespace its namespace's URI; null: any namespace or none
 * @param name a local name, or {@link #ANY}
 * @param form how it is looked for
 */
public record PathStep(@Nullable String namespace, String name, Form form) {
  /** Matches every element name. */
  public static final String ANY = "*";

  /** How a name is looked for. */
  public enum Form {
    /** A child or an attribute of this name. */
    PLAIN,
    /** An element at any depth below. */
    ANYWHERE,
    /** An attribute of this name, else the first one of this name in other letter cases. */
    ANY_CASE
  }

  public PathStep(@Nullable String namespace, String name) {
    this(namespace, name, Form.PLAIN);
  }

  public PathStep in(Form other) {
    return new PathStep(namespace, name, other);
  }

  public boolean isAny() {
    return name.equals(ANY);
  }

  public boolean isAnywhere() {
    return form == Form.ANYWHERE;
  }

  public boolean matches(String localName, String namespaceUri) {
    return (isAny() || name.equals(localName))
        && (namespace == null || namespace.equals(namespaceUri));
  }
}
