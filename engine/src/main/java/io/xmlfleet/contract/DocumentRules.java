package io.xmlfleet.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a contract says of a document as a whole. Immutable.
 *
 * @param root names that the root element may have; at least one
 * @param appId where the application id stands inside the document
 * @param mayBeEmpty whether a document that maps to no row is loaded all the same
 */
public record DocumentRules(
    List<PathStep> root,
    @Nullable XmlPath appId,
    List<Requirement> requirements,
    Limits limits,
    boolean mayBeEmpty) {
  public DocumentRules {
    root = List.copyOf(root);
    requirements = List.copyOf(requirements);
  }
}
