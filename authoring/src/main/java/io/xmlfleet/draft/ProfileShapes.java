package io.xmlfleet.draft;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes shapes of what sample documents have in common. Confined to one thread. */
final class ProfileShapes {
  /** An element may stand in one of its own name; one more inside that is recursion. */
  static final int MOST_OF_ONE_NAME = 2;

  /** Elements of more different names than this, few of them at a time, are data by name. */
  private static final int MANY_NAMES = 30;

  private static final int RARE = 10;

  private final Prefixes prefixes;
  private final Deque<String> path = new ArrayDeque<>();

  ProfileShapes(Prefixes prefixes) {
    this.prefixes = prefixes;
  }

  /** The shape of a root element and of all below. */
  Shape root(ElementProfile root) {
    return shape(root, root.name().local(), root.instances());
  }

  /**
   * Makes one shape.
   *
   * @param rows of the table that the element's values go to, if it has none of its own
   */
  private Shape shape(ElementProfile element, String step, long rows) {
    long own = element.repeats() ? element.instances() : rows;
    List<String> remarks = new ArrayList<>();
    if (element.incomplete()) {
      remarks.add("some elements or attributes in it are too many or too deep to be looked at");
    }
    path.push(element.name().local());
    boolean textual = isTextual(element);
    List<Shape> children = textual ? inline(element, own) : children(element, own, remarks);
    path.pop();
    if (!textual && element.text().filled() + element.mixed() > 0) {
      remarks.add("it has text of its own beside elements in it");
    }
    return new Shape(
        step,
        element.name().local(),
        element.instances(),
        element.repeats(),
        evidence(element),
        attributes(element, own),
        textual ? text(element, own) : null,
        children,
        remarks);
  }

  /** Whether its text is more than what stands beside the elements in it by accident. */
  private static boolean isTextual(ElementProfile element) {
    long textual = element.text().filled() + element.mixed();
    return textual > 0 && textual >= element.withChildren() - element.mixed();
  }

  private static String evidence(ElementProfile element) {
    return element.repeats()
        ? String.format(
            Locale.ROOT,
            "%,d elements, up to %,d in one parent",
            element.instances(),
            element.mostInParent())
        : String.format(Locale.ROOT, "%,d elements", element.instances());
  }

  private List<Shape> children(ElementProfile element, long rows, List<String> remarks) {
    element.foldNamesakes();
    if (isNamedByData(element)) {
      remarks.add("the elements in it have so many names that the names look like data");
      return List.of();
    }
    List<Shape> shapes = new ArrayList<>();
    for (ElementProfile child : element.children()) {
      if (isRecursive(child)) {
        remarks.add(child.name().local() + " is nested in itself, deeper than tables go");
      } else {
        shapes.add(shape(child, step(child), rows));
      }
    }
    return shapes;
  }

  /** Of elements within text, attributes are left to be taken: their text is in the whole text. */
  private List<Shape> inline(ElementProfile element, long rows) {
    element.foldNamesakes();
    List<Shape> shapes = new ArrayList<>();
    for (ElementProfile child : element.children()) {
      if (!child.repeats() && !isRecursive(child)) {
        path.push(child.name().local());
        shapes.add(
            new Shape(
                step(child),
                child.name().local(),
                child.instances(),
                false,
                evidence(child),
                attributes(child, rows),
                null,
                inline(child, rows),
                List.of()));
        path.pop();
      }
    }
    return shapes;
  }

  private boolean isRecursive(ElementProfile element) {
    return element.withChildren() > 0
        && path.stream().filter(element.name().local()::equals).count() >= MOST_OF_ONE_NAME;
  }

  private static boolean isNamedByData(ElementProfile element) {
    long simple = element.children().stream().filter(child -> child.withChildren() == 0).count();
    long presences = element.children().stream().mapToLong(ElementProfile::parents).sum();
    int names = element.children().size();
    return names > MANY_NAMES
        && simple * 3 >= names * 2L
        && presences * RARE < element.withChildren() * names;
  }

  /** A name with a prefix where one parent has namesakes in several namespaces. */
  private String step(ElementProfile element) {
    return element.besideNamesake() ? prefixes.qualified(element.name()) : element.name().local();
  }

  private List<Value> attributes(ElementProfile element, long rows) {
    List<Value> values = new ArrayList<>();
    for (Map.Entry<QualifiedName, ValueProfile> attribute : element.attributes().entrySet()) {
      QualifiedName name = attribute.getKey();
      boolean ambiguous =
          !name.namespace().isEmpty()
              && element.attributes().keySet().stream()
                  .anyMatch(other -> !other.equals(name) && other.local().equals(name.local()));
      String step = '@' + (ambiguous ? prefixes.qualified(name) : name.local());
      if (attribute.getValue().filled() > 0) {
        values.add(value(step, name.local(), attribute.getValue(), rows));
      }
    }
    return values;
  }

  private static @Nullable Value text(ElementProfile element, long rows) {
    ValueProfile text = element.text();
    String name = element.name().local();
    if (element.withChildren() == 0) {
      return value("", name, text, rows);
    }
    int longest = Math.max(text.longest(), element.longestWithChildren());
    return new Value(
        "",
        name,
        TypeGuess.string(longest),
        List.of(),
        count(text.filled() + element.mixed(), rows)
            + ", text with elements in it, up to "
            + longest
            + " characters",
        text.filled() + element.mixed());
  }

  private static Value value(String step, String name, ValueProfile values, long rows) {
    TypeGuess guess = TypeGuess.of(values, name, rows);
    StringBuilder evidence = new StringBuilder(count(values.filled(), rows));
    evidence.append(", ").append(guess.form());
    if (values.uniqueness().holds() && values.filled() == rows && rows > 1) {
      evidence.append(", all different: a possible key");
    } else if (values.uniqueness().different() <= Uniqueness.FEW && values.filled() > 1) {
      evidence.append(", ").append(values.uniqueness().different()).append(" different");
    }
    return new Value(
        step, name, guess.type(), guess.formats(), evidence.toString(), values.filled());
  }

  private static String count(long filled, long rows) {
    return String.format(Locale.ROOT, "%,d of %,d", filled, rows);
  }
}
