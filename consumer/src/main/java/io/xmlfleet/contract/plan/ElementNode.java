package io.xmlfleet.contract.plan;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A state of the pass: an element whose path the contract uses, and what its children lead to.
 * Thread-safe once its plan is made: nobody changes it after that.
 */
public final class ElementNode {
  private static final int[] NO_SCOPES = {};
  private static final Capture[] NO_CAPTURES = {};

  private final Map<String, Branch> children = new HashMap<>();
  private @Nullable ElementNode other;
  private final int[] opens;
  private final Capture[] captures;

  /**
   * A node that leads nowhere yet: elements that may stand anywhere make nodes refer to another.
   */
  ElementNode(int[] opens, Capture[] captures) {
    this.opens = opens.length == 0 ? NO_SCOPES : opens;
    this.captures = captures.length == 0 ? NO_CAPTURES : captures;
  }

  /** Says once where children lead; before any other thread sees the node. */
  void leadTo(Map<String, Branch> named, @Nullable ElementNode everyOther) {
    children.putAll(named);
    other = everyOther;
  }

  /** Where children of a local name lead; null: where every other child leads, {@link #other}. */
  public @Nullable Branch child(String localName) {
    return children.get(localName);
  }

  /** Null: such children are skipped. */
  public @Nullable ElementNode other() {
    return other;
  }

  /** Scopes that begin at this element, outer ones first. Shared: nobody writes to it. */
  public int[] opens() {
    return opens;
  }

  /** Shared: nobody writes to it. */
  public Capture[] captures() {
    return captures;
  }

  /**
   * Where children of one local name lead.
   *
   * @param plain in every namespace that {@code byNamespace} does not name; null: skipped
   */
  public record Branch(@Nullable ElementNode plain, Map<String, ElementNode> byNamespace) {
    public boolean isNamespaced() {
      return !byNamespace.isEmpty();
    }

    public @Nullable ElementNode in(String namespace) {
      ElementNode found = byNamespace.get(namespace);
      return found == null ? plain : found;
    }
  }
}
