package io.xmlfleet.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in a document. Immutable.
 *
 * @param start where the steps begin
 * @param branches ways from there; one, unless the path is a union
 * @param text the path as the contract writes it
 */
public record XmlPath(Start start, List<Branch> branches, String text) {
  public static final int MOST_BRANCHES = 100;

  public XmlPath {
    branches = List.copyOf(branches);
  }

  public XmlPath(Start start, List<PathStep> steps, Taken taken, String text) {
    this(start, List.of(new Branch(steps, taken)), text);
  }

  /**
   * One way to elements. Immutable.
   *
   * @param taken what is taken of the elements that the steps lead to
   */
  public record Branch(List<PathStep> steps, Taken taken) {
    public Branch {
      steps = List.copyOf(steps);
    }
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

    /** At the nearest element of an axis that has a name and meets its predicates. */
    record Nearest(Axis axis, PathStep name) implements Start {}

    /** At an element of a selection. */
    record Selected(String selection) implements Start {}
  }

  /** Where the nearest element of a name is looked for: XPath's words. */
  public enum Axis {
    /** Around a row's element. */
    ANCESTOR("ancestor::"),
    /** Before it, in the same parent. */
    PRECEDING_SIBLING("preceding-sibling::"),
    /** Before it, wherever it ended. */
    PRECEDING("preceding::");

    private final String written;

    Axis(String written) {
      this.written = written;
    }

    /** As a path begins with it. */
    public String written() {
      return written;
    }

    /** The axis that a path begins with; null: none. */
    public static @Nullable Axis of(String path) {
      for (Axis axis : values()) {
        if (path.startsWith(axis.written)) {
          return axis;
        }
      }
      return null;
    }
  }

  /** The steps of the first branch. */
  public List<PathStep> steps() {
    return branches.get(0).steps();
  }

  /** The steps of all branches. */
  public List<List<PathStep>> ways() {
    return branches.stream().map(Branch::steps).toList();
  }

  /** What the first branch takes. */
  public Taken taken() {
    return branches.get(0).taken();
  }

  /** Whether it has no predicates and is no union. */
  public boolean isPlain() {
    return branches.size() == 1 && steps().stream().noneMatch(PathStep::isConditional);
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
    return taken() instanceof Taken.Attribute attribute ? attribute.name() : null;
  }

  /** Whether the value is how many such elements there are, not something of theirs. */
  public boolean counts() {
    return taken() == Taken.Part.COUNT;
  }

  /** Whether it leads to elements, and takes nothing of them but their text. */
  public boolean isOfElements() {
    return branches.stream().allMatch(branch -> branch.taken() == Taken.Part.TEXT);
  }

  @Override
  public String toString() {
    return text;
  }
}
