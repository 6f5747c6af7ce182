package io.xmlfleet.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in a document. Immutable.
 *
 * @param absolute true: {@code steps} begin with the root element; false: below a row's element
 * @param climbs how many {@code ..} it begins with; 0 if absolute
 * @param attribute null: the text content of the element
 * @param text the path as the contract writes it
 */
public record XmlPath(
    boolean absolute, int climbs, List<PathStep> steps, @Nullable PathStep attribute, String text) {
  public XmlPath {
    steps = List.copyOf(steps);
    if (absolute && (climbs > 0 || steps.isEmpty())) {
      throw new IllegalArgumentException("an absolute path starts at the root element: " + text);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
