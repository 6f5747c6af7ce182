package io.xmlfleet.contract.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the elements of one scope keep. Immutable.
 *
 * @param parent from the nearest scope around it; null for the document, and for what no row's
 *     value climbs to
 * @param slots how many texts
 * @param groups how many captures
 * @param overflows whether what no capture takes is kept too
 * @param more what only some contracts ask for; null: none of it
 */
public record ScopeLayout(
    @Nullable Descent parent, int slots, int groups, boolean overflows, @Nullable More more) {

  /**
   * What only some contracts ask for. Immutable.
   *
   * @param isListed whether the document keeps each element when it begins
   * @param isLinked whether others keep each element, if they do
   * @param isOrdered whether each capture knows which element it has met
   * @param accumulators one for each slot if there are aggregates, else 0
   * @param links by number; see {@link Slot#link}
   * @param gate null: no tests
   */
  public record More(
      boolean isListed,
      boolean isLinked,
      boolean isOrdered,
      int accumulators,
      List<Link> links,
      @Nullable Gate gate) {
    public More {
      links = List.copyOf(links);
    }
  }

  /**
   * An element around or before one of the scope, which that refers to. Immutable.
   *
   * @param scope of the other
   * @param climbs how many elements further up it stands; {@link #NEAREST}, {@link
   *     #NEAREST_OR_SELF}, {@link #SIBLING_BEFORE}, {@link #BEFORE}: which one it is, the names
   *     tell
   * @param tests what it must meet; else the next one around it of its scope is asked
   */
  public record Link(int scope, int climbs, List<Gate.That> tests) {
    public static final int NEAREST = 0;

    /** The last one in the same parent that has ended. */
    public static final int SIBLING_BEFORE = -2;

    /** Of those that have ended the one that began last. */
    public static final int BEFORE = -3;

    /** The nearest one, or the scope's element itself if it is one. */
    public static final int NEAREST_OR_SELF = -1;

    public Link {
      tests = List.copyOf(tests);
    }

    /** The same without tests. */
    Link open() {
      return new Link(scope, climbs, List.of());
    }

    /** Whether it has ended when the element begins that refers to it. */
    public boolean isBefore() {
      return climbs == SIBLING_BEFORE || climbs == BEFORE;
    }
  }

  /** Whether the document keeps each element when it begins. */
  public boolean isListed() {
    return more == null || more.isListed;
  }

  /** The same without tests; what others refer to is listed, in whatever order it comes. */
  ScopeLayout open() {
    return more == null
        ? this
        : new ScopeLayout(
            parent,
            slots,
            groups,
            overflows,
            new More(
                more.isListed || more.isLinked,
                false,
                more.isOrdered,
                more.accumulators,
                more.links.stream().map(Link::open).toList(),
                more.gate == null ? null : more.gate.open()));
  }

  /** Whether others keep each element, if they do. */
  public boolean isLinked() {
    return more != null && more.isLinked;
  }

  /** What its elements refer to. */
  public List<Link> links() {
    return more == null ? List.of() : more.links;
  }

  public @Nullable Gate gate() {
    return more == null ? null : more.gate;
  }
}
