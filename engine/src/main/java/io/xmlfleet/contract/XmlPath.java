package io.xmlfleet.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in a document. Immutable.
 *
 * @param start where the steps begin
 * @param attribute null: the element itself
 * @param counts whether the value is how many such elements there are, not a text of theirs
 * @param text the path as the contract writes it
 */
public record XmlPath(
    Start start, List<PathStep> steps, @Nullable PathStep attribute, boolean counts, String text) {
  public XmlPath {
    steps = List.copyOf(steps);
  }

  /** Where a path begins. */
  public sealed interface Start {
    /** At the document: the first step is the root element, or an element anywhere. */
    record Root() implements Start {}

    /**
     * At a row's element.
     *
     * @param climbs how many {@code ..} come first
     */
    record Row(int climbs) implements Start {}

    /** At an element of a selection. */
    record Selected(String selection) implements Start {}
  }

  public boolean absolute() {
    return start instanceof Start.Root;
  }

  /** How many {@code ..} it begins with. */
  public int climbs() {
    return start instanceof Start.Row row ? row.climbs() : 0;
  }

  @Override
  public String toString() {
    return text;
  }
}
