package io.xmlfleet.xml;

import io.xmlfleet.contract.Limits;
import io.xmlfleet.contract.PathStep;
import io.xmlfleet.contract.Pick;
import io.xmlfleet.contract.convert.Blanks;
import io.xmlfleet.contract.plan.AttributeSlot;
import io.xmlfleet.contract.plan.Capture;
import io.xmlfleet.contract.plan.CapturePlan;
import io.xmlfleet.contract.plan.ElementNode;
import io.xmlfleet.failure.Deadline;
import io.xmlfleet.message.Failure;
import io.xmlfleet.message.Stage;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.stream.Collectors;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;

/**
 * One pass over one document: follows the plan's trie along the elements and captures. Elements
 * that no path uses are counted, not looked at. Confined to one thread; used once.
 */
final class DocumentPass {
  private static final int EVENTS_BETWEEN_LOOKS_AT_THE_CLOCK = 1_024;
  private static final int NO_TEXT = -1;

  private final CapturePlan plan;
  private final Limits limits;
  private final XMLStreamReader2 parser;
  private final CapturedDocument captured;
  private final Deadline deadline;
  private final NameBudget names = new NameBudget();

  /** The innermost open element of each scope. */
  private final CapturedElement[] current;

  /** For scopes that nest in themselves: the elements around the innermost ones. */
  private final Deque<CapturedElement> around = new ArrayDeque<>();

  private final @Nullable OverflowTracker overflow;
  private final @Nullable Places places;

  /** The trie's nodes from the start to the innermost element that a path uses. */
  private ElementNode[] nodes = new ElementNode[16];

  /** Where the text of such an element starts in {@link #text}, or {@link #NO_TEXT}. */
  private int[] textStarts = new int[16];

  private final StringBuilder text = new StringBuilder();
  private int openTexts;
  private int depth;
  private int skipped;
  private int elements;
  private @Nullable Failure failure;

  DocumentPass(
      CapturePlan plan, XMLStreamReader2 parser, CapturedDocument captured, Deadline deadline) {
    this.plan = plan;
    this.limits = plan.limits();
    this.parser = parser;
    this.captured = captured;
    this.deadline = deadline;
    this.current = new CapturedElement[plan.scopes().size()];
    this.nodes[0] = plan.start();
    this.places = plan.tellsPlaces() ? new Places() : null;
    this.overflow = plan.overflows() ? new OverflowTracker(parser, plan.limits()) : null;
  }

  /** Reads to the end; why it could not, or null. */
  @Nullable Failure run() throws XMLStreamException {
    for (int events = 1; failure == null; events++) {
      int event = parser.next();
      if (event == XMLStreamConstants.END_DOCUMENT) {
        settle();
        return null;
      }
      handle(event);
      if (events % EVENTS_BETWEEN_LOOKS_AT_THE_CLOCK == 0 && deadline.expired()) {
        return Refusals.timeout();
      }
    }
    return failure;
  }

  private void settle() {
    CapturedElement root = captured.root();
    if (places != null && root != null) {
      root.settle();
    }
  }

  private void handle(int event) throws XMLStreamException {
    switch (event) {
      case XMLStreamConstants.START_ELEMENT -> start();
      case XMLStreamConstants.END_ELEMENT -> end();
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
        if (openTexts > 0) {
          append();
        } else if (overflow != null && overflow.isOpen()) {
          note(overflow.text());
        }
      }
      case XMLStreamConstants.ENTITY_REFERENCE ->
          refuse(Stage.PARSING, "the document refers to an entity that is not declared");
      case XMLStreamConstants.DTD -> checkDoctype();
      default -> {} // comments and processing instructions
    }
  }

  /** A DOCTYPE that only names a DTD is harmless, as nothing is fetched. */
  private void checkDoctype() throws XMLStreamException {
    if (!InternalSubset.isHarmless(parser.getDTDInfo().getDTDInternalSubset())) {
      refuse(Stage.VALIDATION, InternalSubset.REFUSAL);
    }
  }

  private void start() {
    elements++;
    if (elements > limits.elements()) {
      refuse(Stage.PARSING, "the document has more than " + limits.elements() + " elements");
    } else if (depth + skipped >= limits.depth()) {
      refuse(Stage.PARSING, "elements are nested deeper than " + limits.depth());
    } else if (parser.getAttributeCount() + parser.getNamespaceCount() > limits.attributes()) {
      refuse(Stage.PARSING, "an element has more than " + limits.attributes() + " attributes");
    } else {
      failure = names.count(parser);
      follow();
    }
  }

  private void follow() {
    if (skipped > 0) {
      skipped++;
      startUnused();
      return;
    }
    if (depth == 0 && !isRoot()) {
      refuse(Stage.VALIDATION, "the root element is not " + rootNames());
      return;
    }
    ElementNode node = next(nodes[depth]);
    if (node == null) {
      skipped = 1;
      startUnused();
      return;
    }
    depth++;
    if (depth == nodes.length) {
      nodes = Arrays.copyOf(nodes, depth * 2);
      textStarts = Arrays.copyOf(textStarts, depth * 2);
    }
    nodes[depth] = node;
    if (places != null) {
      places.enter(parser.getLocalName());
    }
    enter(node);
  }

  private void startUnused() {
    if (overflow != null) {
      overflow.start(null);
      note(overflow.attributes());
    }
  }

  private void note(@Nullable Failure found) {
    failure = failure == null ? found : failure;
  }

  private @Nullable ElementNode next(ElementNode node) {
    ElementNode.Branch branch = node.child(parser.getLocalName());
    if (branch == null) {
      return node.other();
    }
    return branch.isNamespaced() ? branch.in(parser.getNamespaceURI()) : branch.plain();
  }

  private void enter(ElementNode node) {
    OverflowXml own = null;
    for (int scope : node.opens()) {
      int parent = plan.scopes().get(scope).parent();
      if (current[scope] != null) {
        around.push(current[scope]);
      }
      current[scope] = captured.add(scope, parent < 0 ? null : current[parent]);
      own = own == null ? current[scope].overflowXml() : own;
    }
    if (overflow != null) {
      overflow.start(own);
    }
    boolean takesText = false;
    for (Capture capture : node.captures()) {
      CapturedElement owner = current[capture.scope()];
      if (owner.meets(capture, places == null ? 0 : places.current())) {
        takesText |= capture.takesText();
        if (capture.takesAttributes()) {
          takeAttributes(capture, owner);
        }
      }
    }
    if (overflow != null) {
      note(overflow.attributes());
    }
    textStarts[depth] = takesText ? text.length() : NO_TEXT;
    openTexts += takesText ? 1 : 0;
  }

  private void takeAttributes(Capture capture, CapturedElement owner) {
    int count = parser.getAttributeCount();
    for (int i = 0; i < count; i++) {
      for (AttributeSlot slot : capture.attributes(parser.getAttributeLocalName(i))) {
        if (wants(capture, slot, owner, i)) {
          String value = parser.getAttributeValue(i);
          if (value.length() > limits.attributeCharacters()) {
            refuse(
                Stage.PARSING,
                "an attribute is longer than " + limits.attributeCharacters() + " characters");
          }
          owner.put(capture, slot.slot(), value);
          if (overflow != null) {
            overflow.taken(i);
          }
        }
      }
    }
  }

  /**
   * Of two attributes with one local name, the one without a namespace is the one that is meant.
   */
  private boolean wants(Capture capture, AttributeSlot slot, CapturedElement owner, int attribute) {
    if (slot.isNamespaced()) {
      return parser.getAttributeNamespace(attribute).equals(slot.name().namespace());
    }
    if (capture.pick() == Pick.LAST_PLACE) {
      return slot.isExact(parser.getAttributeLocalName(attribute)) || !hasExact(slot);
    }
    if (slot.name().form() == PathStep.Form.ANY_CASE
        && !slot.isExact(parser.getAttributeLocalName(attribute))) {
      return owner.text(slot.slot()) == null;
    }
    return owner.text(slot.slot()) == null || parser.getAttributeNamespace(attribute).isEmpty();
  }

  /** Whether the element has the attribute in just the letters that a slot asks for. */
  private boolean hasExact(AttributeSlot slot) {
    for (int i = 0; i < parser.getAttributeCount(); i++) {
      if (slot.isExact(parser.getAttributeLocalName(i))) {
        return true;
      }
    }
    return false;
  }

  private void append() {
    text.append(parser.getTextCharacters(), parser.getTextStart(), parser.getTextLength());
    if (text.length() > limits.textCharacters()) {
      refuse(
          Stage.PARSING,
          "the text of an element is longer than " + limits.textCharacters() + " characters");
    }
  }

  private void end() {
    if (overflow != null) {
      overflow.end();
    }
    if (skipped > 0) {
      skipped--;
      return;
    }
    if (textStarts[depth] != NO_TEXT) {
      takeText(nodes[depth], textStarts[depth]);
    }
    leave(nodes[depth].opens());
    if (places != null) {
      places.leave();
    }
    depth--;
  }

  /** What is around an element of a scope in the same scope is the innermost one again. */
  private void leave(int[] scopes) {
    for (int i = scopes.length - 1; i >= 0; i--) {
      CapturedElement outer = around.peek();
      boolean nested = outer != null && outer.scope() == scopes[i];
      current[scopes[i]] = nested ? around.pop() : null;
    }
  }

  private void takeText(ElementNode node, int start) {
    String content = Blanks.strip(text.substring(start));
    for (Capture capture : node.captures()) {
      if (capture.takesText()) {
        current[capture.scope()].putText(capture, content);
      }
    }
    openTexts--;
    if (openTexts == 0) {
      text.setLength(0);
    }
  }

  private boolean isRoot() {
    String name = parser.getLocalName();
    String namespace = parser.getNamespaceURI();
    return plan.roots().stream().anyMatch(root -> root.matches(name, namespace));
  }

  private String rootNames() {
    return plan.roots().stream().map(PathStep::name).collect(Collectors.joining(" or "));
  }

  private void refuse(Stage stage, String reason) {
    // Before the root element an event starts with the white space before it: tell the tag's end.
    Location place =
        depth == 0 ? parser.getLocationInfo().getCurrentLocation() : parser.getLocation();
    failure = new Failure(stage, reason, Refusals.at(place));
  }
}
