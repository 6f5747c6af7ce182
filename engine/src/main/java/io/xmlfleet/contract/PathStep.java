package io.xmlfleet.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The name of an element or attribute in a path. Immutable.
 *
 * @param namespace its namespace's URI; null: any namespace or none
 * @param name a local name, or {@link #ANY}
 * @param form how it is looked for
 * @param predicates what an element of the name must meet, one after the other
 */
public record PathStep(
    @Nullable String namespace, String name, Form form, List<Predicate> predicates) {
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

  public PathStep {
    predicates = List.copyOf(predicates);
  }

  public PathStep(@Nullable String namespace, String name) {
    this(namespace, name, Form.PLAIN, List.of());
  }

  public PathStep in(Form other) {
    return new PathStep(namespace, name, other, predicates);
  }

  public PathStep with(List<Predicate> others) {
    return new PathStep(namespace, name, form, others);
  }

  public boolean isConditional() {
    return !predicates.isEmpty();
  }

  public boolean isAny() {
    return name.equals(ANY);
  }

  public boolean isAnywhere() {
    return form == Form.ANYWHERE;
  }

  /** How many elements are known that steps from the root lead through, the last one included. */
  public static int known(List<PathStep> path) {
    int known = 0;
    for (PathStep step : path) {
      // What is around an element that may stand anywhere is not known.
      known = step.isAnywhere() ? 1 : known + 1;
    }
    return known;
  }

  /** Steps from a root, as a path of a contract. */
  public static String text(List<PathStep> steps) {
    StringBuilder text = new StringBuilder();
    for (PathStep step : steps) {
      text.append(step.isAnywhere() ? "//" : "/").append(step.name());
      step.predicates.forEach(each -> text.append('[').append(each.text()).append(']'));
    }
    return text.toString();
  }

  public boolean matches(String localName, String namespaceUri) {
    return (isAny() || name.equals(localName))
        && (namespace == null || namespace.equals(namespaceUri));
  }
}
