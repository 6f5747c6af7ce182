package io.xmlfleet.contract.plan;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A state of the pass: an element whose path the contract uses, and what its children lead to.
 * Thread-safe; it remembers states behind it once a document has been there.
 */
public final class ElementNode {
  private static final int[] NO_SCOPES = {};
  private static final Capture[] NO_CAPTURES = {};

  private final Map<String, Branch> children;
  private final Branch others;
  private final int[] opens;
  private final Capture[] captures;
  private final boolean takesText;
  private final boolean keepsText;

  ElementNode(Map<String, Branch> children, Branch others, int[] opens, Capture[] captures) {
    this.children = children;
    this.others = others;
    this.opens = opens.length == 0 ? NO_SCOPES : opens;
    this.captures = captures.length == 0 ? NO_CAPTURES : captures;
    this.takesText = Arrays.stream(captures).anyMatch(each -> each.takesText() && each.isTaken());
    this.keepsText =
        Arrays.stream(captures)
            .anyMatch(each -> each.takesText() && !each.countsAlone() && each.aggregate() == null);
  }

  /** Where children of a local name lead. */
  public Ways children(String localName) {
    Branch branch = children.get(localName);
    return (branch == null ? others : branch).ways();
  }

  /** Scopes that begin at this element, by number. Shared: nobody writes to it. */
  public int[] opens() {
    return opens;
  }

  /** Shared: nobody writes to it. */
  public Capture[] captures() {
    return captures;
  }

  /** Whether a path takes the text of this element, so that it is not left for the overflow. */
  public boolean takesText() {
    return takesText;
  }

  /** Whether a path leads to the text of this element, also where it may not count in the end. */
  public boolean asksText() {
    return Arrays.stream(captures).anyMatch(Capture::takesText);
  }

  /** Whether the text of this element is kept as it is, once for all that take it. */
  public boolean keepsText() {
    return keepsText;
  }

  /**
   * Where children of one local name lead.
   *
   * @param plain in every namespace that {@code byNamespace} does not name; null: skipped
   */
  public record Ways(@Nullable ElementNode plain, Map<String, ElementNode> byNamespace) {
    public boolean isNamespaced() {
      return !byNamespace.isEmpty();
    }

    public @Nullable ElementNode in(String namespace) {
      ElementNode found = byNamespace.get(namespace);
      return found == null ? plain : found;
    }
  }

  /** The ways of one local name, found when they are first asked for. */
  static final class Branch {
    private final Trie trie;
    private final Set<Trie.Position> positions;
    private final @Nullable String name;
    private volatile @Nullable Ways ways;

    Branch(Trie trie, Set<Trie.Position> positions, @Nullable String name) {
      this.trie = trie;
      this.positions = positions;
      this.name = name;
    }

    Ways ways() {
      Ways found = ways;
      if (found == null) {
        found = trie.ways(positions, name);
        if (trie.isRoomy()) {
          ways = found;
        }
      }
      return found;
    }
  }
}
