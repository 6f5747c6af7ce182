package io.xmlfleet.draft.profile;

import io.xmlfleet.draft.ElementShape;
import io.xmlfleet.draft.Prefixes;
import io.xmlfleet.draft.QualifiedName;
import io.xmlfleet.draft.ValueShape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes shapes of what sample documents have in common. Confined to one thread. */
final class ProfileShapes {
  /** Elements of more different names than this, few of them at a time, are data by name. */
  private static final int MANY_NAMES = 30;

  private static final int RARE = 10;

  private final Prefixes prefixes;
  private final Deque<String> path = new ArrayDeque<>();

  ProfileShapes(Prefixes prefixes) {
    this.prefixes = prefixes;
  }

  /** The shape of a root element and of all below. */
  ElementShape root(ElementProfile root) {
    return shape(root, root.name().local(), root.instances());
  }

  /**
   * Makes one shape.
   *
   * @param rows of the table that the element's values go to, if it has none of its own
   */
  private ElementShape shape(ElementProfile element, String step, long rows) {
    long own = element.repeats() ? element.instances() : rows;
    List<String> remarks = new ArrayList<>();
    if (element.incomplete()) {
      remarks.add("some elements or attributes in it are too many or too deep to be looked at");
    }
    path.push(element.name().local());
    boolean isText = element.isText();
    boolean readable = isText && !element.runsTogether();
    List<ElementShape> children = List.of();
    if (readable) {
      children = inline(element, own);
    } else if (!isText) {
      children = children(element, own, remarks);
    }
    path.pop();
    if (isText && !readable) {
      remarks.add("its text, as words of elements in it would run together without their tags");
    } else if (!isText && element.text().filled() + element.mixed() > 0) {
      remarks.add("it has text of its own beside elements in it");
    }
    ValueShape count = count(element, rows);
    return new ElementShape(
        step,
        element.name().local(),
        element.instances(),
        element.repeats() && !isBare(element),
        evidence(element),
        attributes(element, own),
        count,
        readable ? text(element, own) : null,
        children,
        remarks);
  }

  /** Whether none has anything in it. */
  private static boolean isBare(ElementProfile element) {
    return element.empty() == element.instances();
  }

  /** How often it is there, where nothing else tells: a row of its own does. */
  private @Nullable ValueShape count(ElementProfile element, long rows) {
    boolean told = path.isEmpty() || (element.repeats() && !isBare(element));
    if (told || element.empty() == 0) {
      return null;
    }
    String evidence =
        count(element.parents(), rows)
            + (element.mostInParent() > 1 ? ", up to " + element.mostInParent() : "")
            + (isBare(element)
                ? ", always empty"
                : String.format(Locale.ROOT, ", %,d empty", element.empty()));
    return ValueShape.count(element.name().local(), evidence, element.instances());
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

  private List<ElementShape> children(ElementProfile element, long rows, List<String> remarks) {
    element.foldNamesakes();
    if (isNamedByData(element)) {
      remarks.add("the elements in it have so many names that the names look like data");
      return List.of();
    }
    List<ElementShape> shapes = new ArrayList<>();
    for (ElementProfile child : element.children()) {
      if (isRecursive(child)) {
        remarks.add(child.name().local() + ": it is nested in itself, deeper than tables go");
      } else {
        shapes.add(shape(child, step(child), rows));
      }
    }
    return shapes;
  }

  /** Of elements within text, attributes are left to be taken: their text is in the whole text. */
  private List<ElementShape> inline(ElementProfile element, long rows) {
    element.foldNamesakes();
    List<ElementShape> shapes = new ArrayList<>();
    for (ElementProfile child : element.children()) {
      if (!child.repeats() && !isRecursive(child)) {
        path.push(child.name().local());
        shapes.add(
            new ElementShape(
                step(child),
                child.name().local(),
                child.instances(),
                false,
                evidence(child),
                attributes(child, rows),
                null,
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
        && path.stream().filter(element.name().local()::equals).count()
            >= ElementShape.MOST_OF_ONE_NAME;
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

  private List<ValueShape> attributes(ElementProfile element, long rows) {
    Map<String, Map<QualifiedName, ValueProfile>> byLocalName = new LinkedHashMap<>();
    element
        .attributes()
        .forEach(
            (name, values) ->
                byLocalName
                    .computeIfAbsent(name.local(), any -> new LinkedHashMap<>())
                    .put(name, values));
    List<ValueShape> values = new ArrayList<>();
    byLocalName.forEach((local, namesakes) -> attributes(local, namesakes, rows, values));
    return values;
  }

  /**
   * Attributes of one local name. They stay apart where every one has a namespace; else a path
   * without prefix may take any of them, and what it leaves goes to the overflow.
   */
  private void attributes(
      String local, Map<QualifiedName, ValueProfile> namesakes, long rows, List<ValueShape> made) {
    boolean apart =
        namesakes.size() > 1
            && namesakes.keySet().stream().noneMatch(name -> name.namespace().isEmpty());
    if (apart) {
      namesakes.forEach(
          (name, values) -> attribute('@' + prefixes.qualified(name), local, values, rows, made));
    } else {
      ValueProfile all = namesakes.values().iterator().next();
      namesakes.values().stream().filter(each -> each != all).forEach(all::add);
      attribute('@' + local, local, all, rows, made);
    }
  }

  private static void attribute(
      String step, String local, ValueProfile values, long rows, List<ValueShape> made) {
    if (values.filled() == 0) {
      return;
    }
    if (values.blank() > 0) {
      long there = Math.min(rows, values.filled() + values.blank());
      String evidence =
          count(there, rows) + String.format(Locale.ROOT, ", %,d blank", values.blank());
      made.add(ValueShape.presence(step, local + "-present", evidence, there));
    }
    made.add(value(step, local, values, rows));
  }

  private static @Nullable ValueShape text(ElementProfile element, long rows) {
    ValueProfile text = element.text();
    String name = element.name().local();
    if (element.withChildren() == 0) {
      return value("", name, text, rows);
    }
    int longest = Math.max(text.longest(), element.longestWithChildren());
    return new ValueShape(
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

  static ValueShape value(String step, String name, ValueProfile values, long rows) {
    TypeGuess guess = TypeGuess.of(values, name, rows);
    StringBuilder evidence = new StringBuilder(count(values.filled(), rows));
    evidence.append(", ").append(guess.form());
    if (values.uniqueness().holds() && values.filled() == rows && rows > 1) {
      evidence.append(", all different: a possible key");
    } else if (values.uniqueness().different() <= Uniqueness.FEW && values.filled() > 1) {
      evidence.append(", ").append(values.uniqueness().different()).append(" different");
    }
    return new ValueShape(
        step, name, guess.type(), guess.formats(), evidence.toString(), values.filled());
  }

  private static String count(long filled, long rows) {
    return String.format(Locale.ROOT, "%,d of %,d", filled, rows);
  }
}
