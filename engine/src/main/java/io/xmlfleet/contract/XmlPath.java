package io.xmlfleet.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in a document. Immutable.
 *
 * @param start where the steps begin
 * @param taken what is taken of the elements that they lead to
 * @param text the path as the contract writes it
 */
public record XmlPath(Start start, List<PathStep> steps, Taken taken, String text) {
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

  /** The attribute that is taken; null: something else is. */
  public @Nullable PathStep attribute() {
    return taken instanceof Taken.Attribute attribute ? attribute.name() : null;
  }

  /** Whether the value is how many such elements there are, not something of theirs. */
  public boolean counts() {
    return taken == Taken.Part.COUNT;
  }

  /** Whether it leads to elements, and takes nothing of them but their text. */
  public boolean isOfElements() {
    return taken == Taken.Part.TEXT;
  }

  @Override
  public String toString() {
    return text;
  }
}
