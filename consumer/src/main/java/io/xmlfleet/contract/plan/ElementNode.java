package io.xmlfleet.contract.plan;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A state of the pass: an element whose path the contract uses, and what its children lead to.
 * Immutable and thread-safe.
 */
public final class ElementNode {
  private static final int[] NO_SCOPES = {};
  private static final Capture[] NO_CAPTURES = {};

  private final Map<String, Branch> children;
  private final @Nullable ElementNode other;
  private final int[] opens;
  private final Capture[] captures;

  ElementNode(
      Map<String, Branch> children, @Nullable ElementNode other, int[] opens, Capture[] captures) {
    this.children = children;
    this.other = other;
    this.opens = opens.length == 0 ? NO_SCOPES : opens;
    this.captures = captures.length == 0 ? NO_CAPTURES : captures;
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
