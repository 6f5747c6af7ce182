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
 * @param text null: it has none of its own, or none that gets a column
 * @param remarks what of it no column takes, and why
 */
record Shape(
    String step,
    String name,
    long weight,
    boolean repeats,
    String evidence,
    List<Value> attributes,
    @Nullable Value text,
    List<Shape> children,
    List<String> remarks) {
  Shape {
    attributes = List.copyOf(attributes);
    children = List.copyOf(children);
    remarks = List.copyOf(remarks);
  }

  /** Whether a column can come of it or of what is in it. */
  boolean hasValues() {
    return text != null || !attributes.isEmpty() || children.stream().anyMatch(Shape::hasValues);
  }
}
