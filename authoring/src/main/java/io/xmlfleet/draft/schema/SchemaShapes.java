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
    return new SchemaShapes(components, MOST_PATHS, false).shape(element);
  }

  /** The same with what a draft leaves out: elements that repeat within text. */
  static ElementShape whole(SchemaNode element, SchemaComponents components) {
    return new SchemaShapes(components, MOST_OF_A_SPECIMEN, true).shape(element);
  }

  /** An element at a path. Confined to one thread. */
  private final class Path {
    private final @Nullable Path around;
    private final SchemaContent.Part part;
    private final String name;
    private final int depth;
    private final @Nullable SchemaNode type;
    private final List<Path> inner = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    Path(@Nullable Path around, SchemaContent.Part part) {
      this.around = around;
      this.part = part;
      this.name = part.element().attribute("name", "?");
      this.depth = around == null ? 0 : around.depth + 1;
      this.type = types.complexType(part.element());
    }

    private boolean isMixed() {
      return type != null && types.isMixed(type);
    }

    /** Finds the elements in it. */
    void open() {
      if (type == null || type.child("simpleContent") != null) {
        return;
      }
      for (SchemaContent.Part child : types.content(type)) {
        Path path = new Path(this, child);
        if (path.isRecursive()) {
          remarks.add(path.name + ": it is nested in itself");
        } else if (depth + 1 >= ElementShape.DEPTH) {
          remarks.add(path.name + ": it is nested too deep");
        } else if (paths >= most) {
          remarks.add(
              String.format(
                  Locale.ROOT, "%s: beyond the %,d paths that are looked at", path.name, most));
        } else if (everything || !(isMixed() && child.repeats())) {
          paths++;
          inner.add(path);
        }
      }
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
      ValueShape text = inText ? null : types.text(part, type);
      List<ValueShape> attributes =
          type == null ? List.of() : types.attributes(type).stream().map(this::near).toList();
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
          remarks);
    }

    /** Of values, too, those near to the root come first, then those that are required. */
    private ValueShape near(ValueShape value) {
      return new ValueShape(
          value.step(),
          value.name(),
          value.type(),
          value.formats(),
          value.evidence(),
          value.weight() - 2L * depth);
    }

    private String evidence() {
      QualifiedName named = part.element().reference("type");
      return "element " + name + (named == null ? "" : " of type " + named.local());
    }
  }

  private ElementShape shape(SchemaNode element) {
    Path root = new Path(null, new SchemaContent.Part(element, 1, true));
    Queue<Path> unopened = new ArrayDeque<>(List.of(root));
    while (!unopened.isEmpty()) {
      Path next = unopened.remove();
      next.open();
      unopened.addAll(next.inner);
    }
    return root.shape(false);
  }
}
