package io.xmlfleet.draft.schema;

import io.xmlfleet.draft.ElementShape;
import io.xmlfleet.draft.QualifiedName;
import io.xmlfleet.draft.ValueShape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Makes shapes of an XML Schema's elements. Those near to the root come first: where there are more
 * paths than are looked at, it is the deep ones that are left. Confined to one thread; used once.
 */
final class SchemaShapes {
  /** Paths that a draft looks at: more than tables and columns have room for. */
  private static final int MOST_PATHS = 20_000;

  /** Paths of a document that is to have all there are. */
  private static final int MOST_OF_A_SPECIMEN = 200_000;

  private final SchemaTypes types;
  private final int most;
  private final boolean everything;
  private int paths = 1;

  private SchemaShapes(SchemaComponents components, int most, boolean everything) {
    this.types = new SchemaTypes(components);
    this.most = most;
    this.everything = everything;
  }

  /** The shape of a root element. */
  static ElementShape root(SchemaNode element, SchemaComponents components) {
    return new SchemaShapes(components, MOST_PATHS, false).shape(element, Interest.ALL);
  }

  /**
   * The same with what a draft leaves out: elements that repeat within text.
   *
   * @param document elements that it does not lead to are there, without what is in them
   */
  static ElementShape whole(SchemaNode element, SchemaComponents components, Interest document) {
    return new SchemaShapes(components, MOST_OF_A_SPECIMEN, true)
        .shape(element, document.in(element.attribute("name", "?")));
  }

  /** An element at a path. Confined to one thread. */
  private final class Path {
    private final @Nullable Path around;
    private final SchemaContent.Part part;
    private final String name;
    private final int depth;
    private final @Nullable SchemaNode type;
    private final @Nullable Interest interest;
    private final List<Path> inner = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private List<String> key = List.of();

    Path(@Nullable Path around, SchemaContent.Part part, @Nullable Interest interest) {
      this.around = around;
      this.interest = interest;
      this.part = part;
      this.name = part.element().attribute("name", "?");
      this.depth = around == null ? 0 : around.depth + 1;
      this.type = types.complexType(part.element());
    }

    /** Tells the elements that keys of this one are about; it stands once in a document itself. */
    void tellKeys() {
      for (SchemaNode each : part.element().children()) {
        SchemaNode selector = each.kind().equals("key") ? each.child("selector") : null;
        Path selected = selector == null ? null : selected(selector);
        if (selected != null && selected.key.isEmpty()) {
          selected.key = each.children("field").map(SchemaShapes::path).toList();
        }
      }
      inner.stream().filter(path -> !path.part.repeats()).forEach(Path::tellKeys);
    }

    /** The elements at the end of a path of names, of which the last alone repeats. */
    private @Nullable Path selected(SchemaNode selector) {
      Path at = this;
      for (String step : path(selector).split("/", -1)) {
        Path around = at;
        at =
            around != this && around.part.repeats()
                ? null
                : around.inner.stream()
                    .filter(path -> path.name.equals(step))
                    .findFirst()
                    .orElse(null);
        if (at == null) {
          return null;
        }
      }
      return at.part.repeats() ? at : null;
    }

    private boolean isMixed() {
      return type != null && types.isMixed(type);
    }

    /** Finds the elements in it. */
    void open() {
      if (type == null || interest == null || type.child("simpleContent") != null) {
        return;
      }
      if (paths >= most && SchemaTypes.mayHaveElements(type)) {
        beyond();
        return;
      }
      for (SchemaContent.Part child : types.content(type)) {
        Path path = new Path(this, child, interest.in(child.element().attribute("name", "?")));
        if (path.isRecursive()) {
          remarks.add(path.name + ": it is nested in itself");
        } else if (depth + 1 >= ElementShape.DEPTH) {
          remarks.add(path.name + ": it is nested too deep");
        } else if (paths >= most) {
          beyond();
          return;
        } else if (everything || !(isMixed() && child.repeats())) {
          paths++;
          inner.add(path);
        }
      }
    }

    /** Of the rest nothing is looked at: in a large schema it is by far the most. */
    private void beyond() {
      remarks.add(
          String.format(
              Locale.ROOT, "elements in it are beyond the %,d paths that are looked at", most));
    }

    private boolean isRecursive() {
      int same = 0;
      for (Path path = around; path != null && type != null; path = path.around) {
        same += path.name.equals(name) ? 1 : 0;
      }
      return same >= ElementShape.MOST_OF_ONE_NAME;
    }

    /**
     * Its shape.
     *
     * @param inText whether it is in mixed content, so that its text is in the whole text already
     */
    ElementShape shape(boolean inText) {
      boolean partsOfText = !everything && (inText || isMixed());
      List<ElementShape> children =
          inner.stream()
              .filter(path -> !partsOfText || !path.part.repeats())
              .map(path -> path.shape(partsOfText))
              .toList();
      ValueShape text = inText || interest == null ? null : types.text(part, type);
      List<ValueShape> attributes =
          type == null || interest == null
              ? List.of()
              : types.attributes(type).stream().map(this::near).toList();
      boolean bare =
          text == null && attributes.isEmpty() && children.isEmpty() && remarks.isEmpty();
      return new ElementShape(
          name,
          name,
          -depth,
          part.repeats() && !bare && !inText,
          evidence(),
          attributes,
          bare && !inText && around != null
              ? ValueShape.count(name, "how often it is there", -depth)
              : null,
          text == null ? null : near(text),
          children,
          key,
          remarks);
    }

    /** Of values, too, those near to the root come first, then those that are required. */
    private ValueShape near(ValueShape value) {
      return new ValueShape(
          value.step(),
          value.name(),
          value.type(),
          value.formats(),
          value.words(),
          value.evidence(),
          value.weight() - 2L * depth);
    }

    private String evidence() {
      QualifiedName named = part.element().reference("type");
      return "element "
          + name
          + (named == null ? "" : " of type " + named.local())
          + SchemaTypes.said(SchemaTypes.documentation(part, type));
    }
  }

  /** The path of a selector or a field without prefixes; what is more than names finds nothing. */
  private static String path(SchemaNode node) {
    return node.attribute("xpath", "").replaceAll("[^/@|]*:|^\\./|\\s", "");
  }

  private ElementShape shape(SchemaNode element, @Nullable Interest interest) {
    Path root = new Path(null, new SchemaContent.Part(element, true), interest);
    Queue<Path> unopened = new ArrayDeque<>(List.of(root));
    while (!unopened.isEmpty()) {
      Path next = unopened.remove();
      next.open();
      unopened.addAll(next.inner);
    }
    root.tellKeys();
    return root.shape(false);
  }
}
