package io.xmlfleet.draft;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The elements of one path as a draft sees them. Immutable.
 *
 * @param step its name as a path writes it, with a prefix where that is needed
 * @param name its local name
 * @param weight the greater, the sooner it gets a table where there is not room for all
 * @param repeats whether one parent may have several
 * @param evidence how many there are, or what the schema says
 * @param count null: that it is there is known by what is in it
 * @param text null: it has none of its own, or none that gets a column
 * @param key values of it, by their paths, that no two in a document share; none: nothing is known
 * @param remarks what of it no column takes, and why
 */
public record ElementShape(
    String step,
    String name,
    long weight,
    boolean repeats,
    String evidence,
    List<ValueShape> attributes,
    @Nullable ValueShape count,
    @Nullable ValueShape text,
    List<ElementShape> children,
    List<String> key,
    List<String> remarks) {
  /** Elements that are nested deeper are not looked at. */
  public static final int DEPTH = 24;

  /** An element may stand in one of its own name; one more inside that is recursion. */
  public static final int MOST_OF_ONE_NAME = 2;

  public ElementShape {
    attributes = List.copyOf(attributes);
    children = List.copyOf(children);
    key = List.copyOf(key);
    remarks = List.copyOf(remarks);
  }

  /** Of elements that nobody says anything of in advance. */
  public ElementShape(
      String step,
      String name,
      long weight,
      boolean repeats,
      String evidence,
      List<ValueShape> attributes,
      @Nullable ValueShape count,
      @Nullable ValueShape text,
      List<ElementShape> children,
      List<String> remarks) {
    this(
        step,
        name,
        weight,
        repeats,
        evidence,
        attributes,
        count,
        text,
        children,
        List.of(),
        remarks);
  }

  /** Whether all that there is to say of it is how often it is there. */
  public boolean isBare() {
    return text == null && attributes.isEmpty() && children.isEmpty();
  }

  /** Whether a column can come of it or of what is in it. */
  public boolean hasValues() {
    return count != null
        || text != null
        || !attributes.isEmpty()
        || children.stream().anyMatch(ElementShape::hasValues);
  }
}
