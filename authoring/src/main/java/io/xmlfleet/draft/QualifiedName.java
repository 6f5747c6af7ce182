package io.xmlfleet.draft;

/**
 * The name of an element or attribute in documents. Immutable.
 *
 * @param namespace its URI; empty: none
 */
public record QualifiedName(String namespace, String local) {}
