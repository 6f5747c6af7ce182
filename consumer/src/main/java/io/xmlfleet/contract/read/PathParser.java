package io.xmlfleet.contract.read;

import io.xmlfleet.contract.PathStep;
import io.xmlfleet.contract.XmlPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads paths such as {@code /A/B/@c}, {@code ../@id} and {@code .}; confined to one thread. */
final class PathParser {
  private static final int MOST_STEPS = 200;
  private static final String NOT_IN_NAMES = "[](){}@'\"=<>,;|&!?*+ \t\r\n";

  private final Problems problems;
  private final Namespaces namespaces;
  private final List<PathStep> roots;

  /**
   * @param roots names that an absolute path may start with; empty: any
   */
  PathParser(Problems problems, Namespaces namespaces, List<PathStep> roots) {
    this.problems = problems;
    this.namespaces = namespaces;
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
   * @param rowDepth how many steps the row's own path has; bounds {@code ..}
   */
  @Nullable XmlPath fromRow(Node place, String text, int rowDepth) {
    XmlPath path = parse(place, text);
    if (path == null) {
      return null;
    }
    if (path.climbs() >= rowDepth) {
      problems.add(place, "\"..\" climbs above the root element here");
      return null;
    }
    if (path.climbs() > 0 && path.steps().isEmpty() && path.attribute() == null) {
      problems.add(place, "an ancestor gives an attribute or a child: ../@name, ../Child");
      return null;
    }
    return path;
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
    if (text.equals(".")) {
      return new XmlPath(false, 0, List.of(), null, text);
    }
    boolean absolute = text.startsWith("/");
    List<String> parts = Arrays.asList((absolute ? text.substring(1) : text).split("/", -1));
    if (parts.size() > MOST_STEPS) {
      problems.add(place, "not a path: more than " + MOST_STEPS + " steps");
      return null;
    }
    int climbs = 0;
    while (!absolute && climbs < parts.size() && parts.get(climbs).equals("..")) {
      climbs++;
    }
    return steps(place, text, absolute, climbs, parts.subList(climbs, parts.size()));
  }

  private @Nullable XmlPath steps(
      Node place, String text, boolean absolute, int climbs, List<String> parts) {
    List<PathStep> steps = new ArrayList<>();
    PathStep attribute = null;
    for (int i = 0; i < parts.size(); i++) {
      boolean isAttribute = i == parts.size() - 1 && parts.get(i).startsWith("@");
      PathStep step =
          isAttribute ? name(place, parts.get(i).substring(1)) : elementName(place, parts.get(i));
      if (step == null) {
        return null;
      }
      if (isAttribute) {
        attribute = step;
      } else {
        steps.add(step);
      }
    }
    if (absolute && !startsAtRoot(place, steps)) {
      return null;
    }
    return new XmlPath(absolute, climbs, steps, attribute, text);
  }

  private boolean startsAtRoot(Node place, List<PathStep> steps) {
    if (steps.isEmpty()) {
      problems.add(place, "not a path: an absolute path starts at the root element");
      return false;
    }
    PathStep first = steps.get(0);
    if (roots.isEmpty() || first.isAny() || roots.stream().anyMatch(root -> meet(root, first))) {
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
    if (text.contains("//")) {
      return "\"//\" is not supported; write every step";
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
    String uri = namespaces.byPrefix().get(prefix);
    if (uri == null) {
      problems.add(
          place,
          "prefix \""
              + prefix
              + "\" is not in namespaces"
              + Spelling.hint(prefix, namespaces.byPrefix().keySet()));
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
