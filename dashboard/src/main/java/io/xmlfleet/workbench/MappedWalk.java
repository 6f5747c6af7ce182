package io.xmlfleet.workbench;

import io.xmlfleet.contract.Limits;
import io.xmlfleet.contract.plan.CapturePlan;
import io.xmlfleet.draft.QualifiedName;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.mapping.ContractUses;
import io.xmlfleet.xml.DocumentWalk;
import io.xmlfleet.xml.ElementVisitor;
import io.xmlfleet.xml.StartTag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Goes through a document beside a contract. Confined to one thread; used once. */
final class MappedWalk implements ElementVisitor {
  /** As much of an element's text as people look at. */
  private static final int LONGEST_TEXT = 2_000;

  private static final DocumentWalk WALK = new DocumentWalk(Limits.DEFAULT);

  private final ContractUses.@Nullable Place start;
  private final int scopes;
  private final SamplePaths paths;
  private final Predicate<Element> goOn;
  private final Map<Integer, List<int[]>> opened = new HashMap<>();
  private @Nullable Element innermost;
  private int elements;
  private boolean over;

  /** An attribute of an element. */
  record Attribute(QualifiedName name, String value) {}

  /** An element of the document; its text is whole when it has ended. */
  static final class Element {
    private final int number;
    private final @Nullable Element parent;
    private final int depth;
    private final QualifiedName name;
    private final List<Attribute> attributes;
    private final ContractUses.@Nullable Place place;
    private final int[] ordinals;
    private final SamplePaths.@Nullable Node path;
    private final StringBuilder text = new StringBuilder();
    private boolean hasChildren;

    private Element(
        int number,
        @Nullable Element parent,
        QualifiedName name,
        List<Attribute> attributes,
        ContractUses.@Nullable Place place,
        int[] ordinals,
        SamplePaths.@Nullable Node path) {
      this.number = number;
      this.parent = parent;
      this.depth = parent == null ? 1 : parent.depth + 1;
      this.name = name;
      this.attributes = attributes;
      this.place = place;
      this.ordinals = ordinals;
      this.path = path;
    }

    /** In document order, from 1. */
    int number() {
      return number;
    }

    int depth() {
      return depth;
    }

    QualifiedName name() {
      return name;
    }

    List<Attribute> attributes() {
      return attributes;
    }

    /** Null: there is no contract. */
    ContractUses.@Nullable Place place() {
      return place;
    }

    /** The number of the innermost element of a scope that it is in or is; 0: of none. */
    int ordinal(int scope) {
      return ordinals[scope];
    }

    SamplePaths.@Nullable Node path() {
      return path;
    }

    /** Its own, without that of elements in it. */
    String text() {
      return text.toString().strip();
    }

    boolean hasChildren() {
      return hasChildren;
    }

    /** Elements from the root to this one. */
    List<Element> line() {
      List<Element> line = new ArrayList<>();
      for (Element each = this; each != null; each = each.parent) {
        line.add(0, each);
      }
      return line;
    }
  }

  /**
   * A walk.
   *
   * @param uses null: no contract
   * @param goOn gets each element at its start; false: the walk may end soon
   */
  MappedWalk(@Nullable ContractUses uses, SamplePaths paths, Predicate<Element> goOn) {
    this.start = uses == null ? null : uses.start();
    this.scopes = uses == null ? 1 : uses.scopes();
    this.paths = paths;
    this.goOn = goOn;
  }

  /** Why it did not come to the end of the document, though it was to; null: it did. */
  @Nullable Failure run(byte[] document) {
    Failure failure = WALK.walk(document, () -> over, this);
    return over ? null : failure;
  }

  /** How many elements it has met. */
  int elements() {
    return elements;
  }

  /**
   * The number of the element of a scope that another scope's element is in or is; 0: of none.
   *
   * @param ordinal of that element, from 1
   */
  int around(int scope, int ordinal, int wanted) {
    if (wanted == CapturePlan.DOCUMENT) {
      return 1;
    }
    List<int[]> found = opened.getOrDefault(scope, List.of());
    return ordinal > found.size() ? 0 : found.get(ordinal - 1)[wanted];
  }

  @Override
  public void start(StartTag tag) {
    elements++;
    Element parent = innermost;
    QualifiedName name = new QualifiedName(tag.namespace(), tag.localName());
    ContractUses.Place around = parent == null ? start : parent.place;
    ContractUses.Place place =
        around == null ? null : around.child(tag.localName(), tag.namespace());
    SamplePaths.Node above = parent == null ? paths.root() : parent.path;
    Element element =
        new Element(
            elements,
            parent,
            name,
            attributes(tag),
            place,
            ordinals(parent, place),
            above == null ? null : above.child(name));
    if (parent != null) {
      parent.hasChildren = true;
    }
    innermost = element;
    over |= !goOn.test(element);
  }

  private static List<Attribute> attributes(StartTag tag) {
    List<Attribute> attributes = new ArrayList<>();
    for (int i = 0; i < tag.attributes(); i++) {
      QualifiedName name = new QualifiedName(tag.attributeNamespace(i), tag.attributeName(i));
      attributes.add(new Attribute(name, tag.attributeValue(i)));
    }
    return attributes;
  }

  private int[] ordinals(@Nullable Element parent, ContractUses.@Nullable Place place) {
    int[] inherited = parent == null ? new int[scopes] : parent.ordinals;
    List<Integer> opens = place == null ? List.of() : place.opens();
    if (opens.isEmpty()) {
      return inherited;
    }
    int[] own = inherited.clone();
    for (int scope : opens) {
      List<int[]> before = opened.computeIfAbsent(scope, any -> new ArrayList<>());
      before.add(own);
      own[scope] = before.size();
    }
    return own;
  }

  @Override
  public void text(char[] characters, int start, int length) {
    Element element = innermost;
    if (element != null && element.text.length() < LONGEST_TEXT) {
      element.text.append(
          characters, start, Math.min(length, LONGEST_TEXT - element.text.length()));
    }
  }

  @Override
  public void end() {
    innermost = innermost == null ? null : innermost.parent;
  }
}
