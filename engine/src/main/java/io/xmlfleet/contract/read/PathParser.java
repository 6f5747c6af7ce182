package io.xmlfleet.contract.read;

import io.xmlfleet.contract.PathStep;
import io.xmlfleet.contract.Selection;
import io.xmlfleet.contract.XmlPath;
import io.xmlfleet.contract.XmlPath.Start;
import io.xmlfleet.text.Suggestions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads paths such as {@code /A/B/@c}, {@code ../@id}, {@code //B}, {@code $chosen/@c} and {@code
 * .}; confined to one thread.
 */
final class PathParser {
  static final int MOST_STEPS = 200;
  private static final String NOT_IN_NAMES = "[](){}@'\"=<>,;|&!?*+~$ \t\r\n";
  private static final String COUNT = "count()";

  private final Problems problems;
  private final Map<String, String> namespaces;
  private final List<PathStep> roots;
  private final Selections selections;

  /**
   * @param namespaces URIs by prefix
   * @param selections that paths may start at, as far as they are declared
   * @param roots names that an absolute path may start with; empty: any
   */
  PathParser(
      Problems problems,
      Map<String, String> namespaces,
      List<PathStep> roots,
      Selections selections) {
    this.selections = selections;
    this.problems = problems;
    this.namespaces = Map.copyOf(namespaces);
    this.roots = List.copyOf(roots);
  }

  /** An absolute path; null after a problem. */
  @Nullable XmlPath absolute(Node place, String text) {
    XmlPath path = parse(place, text);
    if (path != null && !path.absolute()) {
      problems.add(place, "the path must be absolute here: /Root/…");
      return null;
    }
    return path;
  }

  /**
   * A path below a row's element, or an absolute one; null after a problem.
   *
   * @param row bounds {@code ..}
   */
  @Nullable XmlPath fromRow(Node place, String text, RowContext row) {
    XmlPath path = parse(place, text);
    if (path == null) {
      return null;
    }
    if (path.start() instanceof Start.Row && path.climbs() >= row.depth()) {
      problems.add(
          place,
          row.depth() == 0 ? "the path must be absolute here: /Root/…" : row.climbsTooHigh());
      return null;
    }
    if (path.climbs() > 0 && path.steps().isEmpty() && path.attribute() == null) {
      problems.add(place, "an ancestor gives an attribute or a child: ../@name, ../Child");
      return null;
    }
    return path;
  }

  /** Steps down from an element: {@code B}, {@code .//B}; null after a problem. */
  @Nullable XmlPath below(Node place, String text) {
    XmlPath path = parse(place, text);
    if (path == null) {
      return null;
    }
    boolean down = path.start() instanceof Start.Row && path.climbs() == 0;
    if (!down || path.steps().isEmpty() || path.attribute() != null || path.counts()) {
      problems.add(place, "the path leads down to elements here: Child, .//Child");
      return null;
    }
    return path;
  }

  /** Whether there is a selection of this name whose elements are found by a key. */
  boolean hasKey(String selection) {
    Selection found = selections.get(selection);
    return found != null && found.key() != null;
  }

  /** The name of an element, maybe with a prefix; null after a problem. */
  @Nullable PathStep elementName(Node place, String text) {
    return text.equals(PathStep.ANY) ? new PathStep(null, PathStep.ANY) : name(place, text);
  }

  private @Nullable XmlPath parse(Node place, String text) {
    String hint = misuse(text);
    if (hint != null) {
      problems.add(place, "not a path: " + hint);
      return null;
    }
    if (text.startsWith("$")) {
      return selected(place, text);
    }
    if (text.equals(".")) {
      return new XmlPath(new Start.Row(0), List.of(), null, false, text);
    }
    if (text.startsWith("/")) {
      return steps(place, text, new Start.Root(), split(text.substring(1)));
    }
    List<String> parts = split(text.startsWith(".//") ? text.substring(2) : text);
    int climbs = 0;
    while (climbs < parts.size() && parts.get(climbs).equals("..")) {
      climbs++;
    }
    return steps(place, text, new Start.Row(climbs), parts.subList(climbs, parts.size()));
  }

  private @Nullable XmlPath selected(Node place, String text) {
    int slash = text.indexOf('/');
    String name = slash < 0 ? text.substring(1) : text.substring(1, slash);
    if (!selections.contains(name)) {
      problems.add(
          place,
          "there is no selection " + name + " above" + Suggestions.hint(name, selections.names()));
      return null;
    }
    List<String> parts = slash < 0 ? List.of() : split(text.substring(slash + 1));
    return steps(place, text, new Start.Selected(name), parts);
  }

  private static List<String> split(String text) {
    return Arrays.asList(text.split("/", -1));
  }

  private @Nullable XmlPath steps(Node place, String text, Start start, List<String> parts) {
    if (parts.size() > MOST_STEPS) {
      problems.add(place, "not a path: more than " + MOST_STEPS + " steps");
      return null;
    }
    List<PathStep> steps = new ArrayList<>();
    PathStep attribute = null;
    boolean counts = false;
    PathStep.Form form = PathStep.Form.PLAIN;
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      boolean last = i == parts.size() - 1;
      if (last && part.equals(COUNT) && form == PathStep.Form.PLAIN) {
        counts = true;
      } else if (part.isEmpty() && !last && form == PathStep.Form.PLAIN) {
        form = PathStep.Form.ANYWHERE; // "//": the next element is at any depth
      } else if (last && part.startsWith("@") && form == PathStep.Form.PLAIN) {
        attribute = attribute(place, part.substring(1));
        if (attribute == null) {
          return null;
        }
      } else {
        PathStep step = elementName(place, part);
        if (step == null) {
          return null;
        }
        steps.add(step.in(form));
        form = PathStep.Form.PLAIN;
      }
    }
    if (start instanceof Start.Root && !startsAtRoot(place, steps)) {
      return null;
    }
    if (counts && steps.isEmpty() && start instanceof Start.Row) {
      problems.add(place, "not a path: count() stands behind an element: Child/count()");
      return null;
    }
    return new XmlPath(start, steps, attribute, counts, text);
  }

  private @Nullable PathStep attribute(Node place, String text) {
    PathStep name = name(place, text.startsWith("~") ? text.substring(1) : text);
    return name == null || !text.startsWith("~") ? name : name.in(PathStep.Form.ANY_CASE);
  }

  private boolean startsAtRoot(Node place, List<PathStep> steps) {
    if (steps.isEmpty()) {
      problems.add(place, "not a path: an absolute path starts at the root element");
      return false;
    }
    PathStep first = steps.get(0);
    if (roots.isEmpty()
        || first.isAny()
        || first.isAnywhere()
        || roots.stream().anyMatch(root -> meet(root, first))) {
      return true;
    }
    problems.add(
        place, "the path starts at " + first.name() + ", but the root element is " + rootNames());
    return false;
  }

  private static boolean meet(PathStep a, PathStep b) {
    return (a.isAny() || a.name().equals(b.name()))
        && (a.namespace() == null || b.namespace() == null || a.namespace().equals(b.namespace()));
  }

  private String rootNames() {
    return String.join(" or ", roots.stream().map(PathStep::name).toList());
  }

  private static @Nullable String misuse(String text) {
    if (text.isBlank()) {
      return "it is blank";
    }
    if (text.indexOf('[') >= 0) {
      return "predicates are not supported; use where or pick";
    }
    if (text.contains("text()")) {
      return "write the element alone for its text, without text()";
    }
    if (text.length() > 1 && text.endsWith("/")) {
      return "it ends with a slash";
    }
    return null;
  }

  private @Nullable PathStep name(Node place, String text) {
    int colon = text.indexOf(':');
    String prefix = colon < 0 ? "" : text.substring(0, colon);
    String local = text.substring(colon + 1);
    if (!isName(local) || (colon >= 0 && !isName(prefix))) {
      problems.add(
          place, "not a path: \"" + text + "\" is not the name of an element or attribute");
      return null;
    }
    if (colon < 0) {
      return new PathStep(null, local);
    }
    String uri = namespaces.get(prefix);
    if (uri == null) {
      problems.add(
          place,
          "prefix \""
              + prefix
              + "\" is not in namespaces"
              + Suggestions.hint(prefix, namespaces.keySet()));
      return null;
    }
    return new PathStep(uri, local);
  }

  private static boolean isName(String text) {
    if (text.isEmpty() || text.charAt(0) == '-' || text.charAt(0) == '.') {
      return false;
    }
    if (Character.isDigit(text.charAt(0)) || text.indexOf(':') >= 0) {
      return false;
    }
    return text.chars().noneMatch(c -> NOT_IN_NAMES.indexOf(c) >= 0);
  }
}
