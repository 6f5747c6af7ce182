package io.xmlfleet.contract.read;

import io.xmlfleet.contract.PathStep;
import io.xmlfleet.contract.Predicate;
import io.xmlfleet.contract.Selection;
import io.xmlfleet.contract.Taken;
import io.xmlfleet.contract.Taken.Part;
import io.xmlfleet.contract.XmlPath;
import io.xmlfleet.contract.XmlPath.Axis;
import io.xmlfleet.contract.XmlPath.Start;
import io.xmlfleet.contract.expression.Aggregate;
import io.xmlfleet.contract.expression.CompiledExpression;
import io.xmlfleet.contract.expression.ExpressionParser;
import io.xmlfleet.contract.expression.Names;
import io.xmlfleet.contract.expression.syntax.ExpressionException;
import io.xmlfleet.contract.expression.syntax.NameReference;
import io.xmlfleet.contract.expression.syntax.PathText;
import io.xmlfleet.contract.expression.syntax.PathText.Piece;
import io.xmlfleet.contract.expression.syntax.PredicateParser;
import io.xmlfleet.text.Suggestions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads paths such as {@code /A/B/@c}, {@code ../@id}, {@code //B}, {@code $chosen/@c} and {@code
 * .}; confined to one thread.
 */
final class PathParser {
  static final int MOST_STEPS = 200;
  private static final XmlPath.Branch ITSELF = new XmlPath.Branch(List.of(), Part.TEXT);
  private static final int MOST_OPEN = 20;
  private static final String NOT_IN_NAMES = "[](){}@'\"=<>,;|&!?*+~$ \t\r\n";

  private static final List<String> LAST_STEPS =
      Arrays.stream(Part.values()).map(Part::written).filter(step -> !step.isEmpty()).toList();

  private final Problems problems;
  private final Map<String, String> namespaces;
  private final List<PathStep> roots;
  private final Selections selections;

  /** Predicates within predicates. */
  private int open;

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
    return path == null || path.isOfElements() || tellsApart(place, path) ? path : null;
  }

  /**
   * A path below a row's element, or an absolute one; null after a problem.
   *
   * @param row bounds {@code ..}
   */
  @Nullable XmlPath fromRow(Node place, String text, RowContext row) {
    XmlPath path = parse(place, text);
    if (path == null || !tellsApart(place, path)) {
      return null;
    }
    Start.Nearest nearest = path.start() instanceof Start.Nearest found ? found : null;
    boolean climbs = path.climbs() > 0 || nearest != null;
    boolean relative = climbs || path.start() instanceof Start.Row;
    if (relative && !row.reaches(climbs ? Math.max(1, path.climbs()) : 0)) {
      problems.add(
          place,
          row.depth() == 0
              ? "the path must be absolute here: /Root/…"
              : "the path climbs above the root element here");
      return null;
    }
    boolean around = path.climbs() > 0 || (nearest != null && nearest.axis() == Axis.ANCESTOR);
    if (around && path.branches().contains(ITSELF)) {
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
    if (!down || path.branches().contains(ITSELF) || !path.isOfElements()) {
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
    try {
      return union(place, text);
    } catch (ExpressionException e) {
      problems.add(
          place, "not a path: " + e.message() + '\n' + e.caret(text).indent(6).stripTrailing());
      return null;
    }
  }

  private @Nullable XmlPath union(Node place, String text) {
    List<XmlPath> branches = new ArrayList<>();
    List<Piece> pieces = PathText.split(text, '|');
    for (Piece piece : pieces) {
      String written = piece.text().strip();
      int offset = piece.offset() + Math.max(0, piece.text().indexOf(written));
      String hint = misuse(written);
      if (hint != null) {
        problems.add(place, "not a path: " + hint);
        return null;
      }
      XmlPath branch = shifted(offset, () -> branch(place, written));
      if (branch == null) {
        return null;
      }
      branches.add(branch);
    }
    XmlPath first = branches.get(0);
    return branches.size() == 1 ? first : united(place, text, branches);
  }

  private @Nullable XmlPath united(Node place, String text, List<XmlPath> branches) {
    if (branches.size() > XmlPath.MOST_BRANCHES) {
      problems.add(place, "not a path: more than " + XmlPath.MOST_BRANCHES + " paths");
      return null;
    }
    XmlPath.Start start = branches.get(0).start();
    if (branches.stream().anyMatch(branch -> !branch.start().equals(start))) {
      problems.add(place, "not a path: what | unites starts at one element: ../A | ../B");
      return null;
    }
    if (branches.stream().anyMatch(XmlPath::counts)) {
      problems.add(place, "not a path: count() is of one path; COUNT([A | B]) counts both");
      return null;
    }
    List<XmlPath.Branch> all = branches.stream().flatMap(each -> each.branches().stream()).toList();
    return new XmlPath(start, all, text);
  }

  /** Whether every element counts once, though it is not known yet which count. */
  private boolean tellsApart(Node place, XmlPath path) {
    List<XmlPath.Branch> branches = path.branches();
    for (int i = 0; i < branches.size(); i++) {
      for (int j = 0; j < i; j++) {
        boolean conditional =
            Stream.of(branches.get(i), branches.get(j))
                .flatMap(branch -> branch.steps().stream())
                .anyMatch(PathStep::isConditional);
        boolean same = mayBeOne(branches.get(i).steps(), branches.get(j).steps());
        if (same && Stream.of(i, j).anyMatch(each -> takesAttribute(branches.get(each)))) {
          problems.add(
              place,
              "not a path: what | unites may be of the same element; the first attribute that is"
                  + " there is an expression: COALESCE([@x], [@y])");
          return false;
        }
        if (conditional && same) {
          problems.add(
              place,
              "not a path: what | unites may be the same element twice; say it in one predicate:"
                  + " A[@x or @y]");
          return false;
        }
      }
    }
    return true;
  }

  private static boolean takesAttribute(XmlPath.Branch branch) {
    return branch.taken() instanceof Taken.Attribute;
  }

  /** Whether two ways from one element may lead to the same element. */
  private static boolean mayBeOne(List<PathStep> one, List<PathStep> two) {
    if (one.isEmpty() || two.isEmpty()) {
      return one.equals(two);
    }
    if (Stream.concat(one.stream(), two.stream()).anyMatch(PathStep::isAnywhere)) {
      return eitherMeets(one.get(one.size() - 1), two.get(two.size() - 1));
    }
    return one.size() == two.size()
        && IntStream.range(0, one.size()).allMatch(i -> eitherMeets(one.get(i), two.get(i)));
  }

  private static boolean eitherMeets(PathStep one, PathStep two) {
    return meet(one, two) || meet(two, one);
  }

  /** The same, with the place of what is wrong in the whole path. */
  private static <T> T shifted(int offset, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (ExpressionException e) {
      throw ExpressionException.at(e.offset() + offset, e.message());
    }
  }

  private @Nullable XmlPath branch(Node place, String text) {
    if (text.startsWith("$")) {
      return selected(place, text);
    }
    if (text.equals(".")) {
      return new XmlPath(new Start.Row(0), List.of(), Part.TEXT, text);
    }
    Axis axis = Axis.of(text);
    if (axis != null) {
      return ofNearest(place, text, axis);
    }
    if (text.startsWith("/")) {
      return steps(place, text, new Start.Root(), PathText.split(text, '/', 1));
    }
    List<Piece> parts = PathText.split(text, '/', text.startsWith(".//") ? 2 : 0);
    int climbs = 0;
    while (climbs < parts.size() && parts.get(climbs).text().equals("..")) {
      climbs++;
    }
    return steps(place, text, new Start.Row(climbs), parts.subList(climbs, parts.size()));
  }

  private @Nullable XmlPath ofNearest(Node place, String text, Axis axis) {
    List<Piece> parts = PathText.split(text, '/', axis.written().length());
    Piece first = parts.get(0);
    PathStep step = shifted(first.offset(), () -> conditional(place, first.text()));
    if (step == null || !fits(place, axis, step)) {
      return null;
    }
    return steps(place, text, new Start.Nearest(axis, step), parts.subList(1, parts.size()));
  }

  /** Whether the nearest element is known by the predicates of a step. */
  private boolean fits(Node place, Axis axis, PathStep step) {
    if (step.isConditional() && axis != Axis.ANCESTOR) {
      problems.add(
          place,
          "not a path: the nearest element before has no predicates; "
              + Axis.ANCESTOR.written()
              + " has");
      return false;
    }
    boolean numbers =
        step.predicates().stream()
            .anyMatch(
                each ->
                    !(each instanceof Predicate.That that)
                        || that.inputs().stream().anyMatch(input -> input.path() == null));
    if (numbers) {
      problems.add(
          place,
          "not a path: it leads to the nearest element; [n], last() and position() do not fit");
      return false;
    }
    return true;
  }

  /** The axis and the name in {@code ancestor::B}; null after a problem. */
  Start.@Nullable Nearest nearest(Node place, String text, Axis axis, RowContext row) {
    String written = text.substring(axis.written().length());
    if (written.contains("[")) {
      problems.add(place, "ordinal takes a name without predicates: it numbers all of the name");
      return null;
    }
    PathStep name = elementName(place, written);
    if (name != null && !row.reaches(1)) {
      problems.add(place, "there is no element around or before the root element");
      return null;
    }
    return name == null ? null : new Start.Nearest(axis, name);
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
    List<Piece> parts = slash < 0 ? List.of() : PathText.split(text, '/', slash + 1);
    return steps(place, text, new Start.Selected(name), parts);
  }

  private @Nullable XmlPath steps(Node place, String text, Start start, List<Piece> parts) {
    if (parts.size() > MOST_STEPS) {
      problems.add(place, "not a path: more than " + MOST_STEPS + " steps");
      return null;
    }
    List<PathStep> steps = new ArrayList<>();
    Taken taken = Part.TEXT;
    PathStep.Form form = PathStep.Form.PLAIN;
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i).text();
      boolean last = i == parts.size() - 1;
      Part written = last && form == PathStep.Form.PLAIN ? written(part) : null;
      if (written != null) {
        taken = written;
      } else if (part.isEmpty() && !last && form == PathStep.Form.PLAIN) {
        form = PathStep.Form.ANYWHERE; // "//": the next element is at any depth
      } else if (last && part.startsWith("@") && form == PathStep.Form.PLAIN) {
        PathStep attribute = attribute(place, part.substring(1));
        if (attribute == null) {
          return null;
        }
        taken = new Taken.Attribute(attribute);
      } else {
        PathStep step = shifted(parts.get(i).offset(), () -> conditional(place, part));
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
    if (taken == Part.COUNT && steps.isEmpty() && !(start instanceof Start.Selected)) {
      problems.add(place, "not a path: count() stands behind an element: Child/count()");
      return null;
    }
    return follows(place, List.of(steps)) ? new XmlPath(start, steps, taken, text) : null;
  }

  /**
   * Whether one pass can follow steps: what stands in an element of which it is not known yet
   * whether it counts must be the same for all such elements around it, or for one of them only.
   */
  boolean follows(Node place, List<List<PathStep>> ways) {
    for (List<PathStep> steps : ways) {
      boolean repeated = false;
      boolean direct = false;
      for (int i = 0; i < steps.size(); i++) {
        PathStep step = steps.get(i);
        if (direct && step.isAnywhere()) {
          problems.add(
              place,
              "not a path: // does not stand further behind a predicate of an element at any depth;"
                  + " put the // right behind it, or take selections: each: //A with where, each: B"
                  + " below it, each: .//C below that");
          return false;
        }
        repeated |= step.isAnywhere();
        direct |=
            repeated
                && step.isConditional()
                && i + 1 < steps.size()
                && !steps.get(i + 1).isAnywhere();
      }
    }
    return true;
  }

  /** A step with its predicates; null after a problem. */
  private @Nullable PathStep conditional(Node place, String text) {
    int bracket = text.indexOf('[');
    PathStep step = elementName(place, bracket < 0 ? text : text.substring(0, bracket));
    if (step == null || bracket < 0) {
      return step;
    }
    if (++open > MOST_OPEN) {
      throw ExpressionException.at(bracket, "nested too deeply");
    }
    List<Predicate> predicates = new ArrayList<>();
    for (Piece piece : PathText.predicates(text)) {
      Predicate predicate = shifted(piece.offset(), () -> predicate(place, piece.text()));
      if (predicate == null) {
        open--;
        return null;
      }
      predicates.add(predicate);
    }
    open--;
    return step.with(predicates);
  }

  private @Nullable Predicate predicate(Node place, String written) {
    String text = written.strip();
    if (text.equals(new Predicate.Last().text())) {
      return new Predicate.Last();
    }
    if (text.matches("[0-9]+")) {
      if (!text.matches("[1-9][0-9]{0,8}")) {
        throw ExpressionException.at(0, "the first element is [1]");
      }
      return new Predicate.Nth(Integer.parseInt(text));
    }
    Inputs inputs = new Inputs(place);
    int before = problems.count();
    CompiledExpression condition =
        ExpressionParser.parsePredicate(written).compileCondition(inputs);
    return problems.count() > before ? null : new Predicate.That(text, condition, inputs.all);
  }

  /** What a predicate reads. */
  private final class Inputs implements Names {
    private final Node place;
    private final List<Predicate.Input> all = new ArrayList<>();

    Inputs(Node place) {
      this.place = place;
    }

    @Override
    public int applyAsInt(NameReference name) {
      return name.text().equals(PredicateParser.POSITION)
          ? slot(new Predicate.Input(null, null))
          : slot(name, null);
    }

    @Override
    public int aggregate(NameReference path, Aggregate aggregate) {
      return slot(path, aggregate);
    }

    private int slot(NameReference name, @Nullable Aggregate aggregate) {
      XmlPath path = shifted(name.offset(), () -> union(place, name.text()));
      if (path != null && (!(path.start() instanceof Start.Row) || path.climbs() > 0)) {
        throw ExpressionException.at(name, "a predicate looks down from its element: @a, B/@c, .");
      }
      return slot(new Predicate.Input(path, aggregate));
    }

    private int slot(Predicate.Input input) {
      all.add(input);
      return all.size() - 1;
    }
  }

  /** What a last step says that is no name; null: it is a name. */
  private static @Nullable Part written(String step) {
    for (Part part : Part.values()) {
      if (part.written().equals(step) && !step.isEmpty()) {
        return part;
      }
    }
    return null;
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
          place,
          "not a path: \"" + text + "\" is not the name of an element or attribute" + meant(text));
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

  private static String meant(String step) {
    if (step.endsWith(")")) {
      return Suggestions.hint(step, LAST_STEPS);
    }
    if (step.contains("::")) {
      return "; the axes of paths are "
          + Arrays.stream(Axis.values()).map(Axis::written).collect(Collectors.joining(", "))
          + ", and a path begins with them";
    }
    if (step.equals(".")) {
      return "; leave out ./ before a child, an attribute or a word with ()";
    }
    if (step.equals("..")) {
      return "; .. stands at the beginning, before children";
    }
    boolean attribute = step.startsWith("@") && isName(step.substring(1));
    return attribute ? "; an attribute ends a path, behind one element: //*/" + step : "";
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
