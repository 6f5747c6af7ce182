package io.xmlfleet.xml;

import io.xmlfleet.contract.Limits;
import io.xmlfleet.contract.PathStep;
import io.xmlfleet.contract.Taken.Part;
import io.xmlfleet.contract.XmlPath;
import io.xmlfleet.contract.convert.Blanks;
import io.xmlfleet.contract.plan.Capture;
import io.xmlfleet.contract.plan.CapturePlan;
import io.xmlfleet.contract.plan.Descent;
import io.xmlfleet.contract.plan.ElementNode;
import io.xmlfleet.contract.plan.Gate;
import io.xmlfleet.contract.plan.ScopeLayout;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.MemoryLimit;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.failure.TimeLimit;
import io.xmlfleet.xml.input.TextPieces;
import io.xmlfleet.xml.input.XmlBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
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

  /** What a text takes while its pieces are put together, and once more when it is whole. */
  private static final long WHILE_GROWING = 3;

  private final CapturePlan plan;
  private final Limits limits;
  private final XMLStreamReader2 parser;
  private final XmlBytes document;
  private final CapturedDocument captured;
  private final TimeLimit deadline;
  private final MemoryLimit memory;
  private final NameCheck names;

  /** The innermost open element of each scope. */
  private final @Nullable CapturedElement[] current;

  private final @Nullable Nesting nesting;
  private final AttributeChoice attributes = new AttributeChoice();
  private final @Nullable OverflowTracker overflow;
  private final @Nullable PathNumbers places;
  private final @Nullable Positions positions;
  private final @Nullable Sieve sieve;
  private final @Nullable Contents contents;
  private final @Nullable Ended ended;
  private final BiFunction<Capture, String, String> contentOf = this::content;

  /** The trie's nodes from the start to the innermost element that a path uses. */
  private ElementNode[] nodes = new ElementNode[16];

  /** Where the text of such an element starts in {@link #text}, or {@link #NO_TEXT}. */
  private int[] textStarts = new int[16];

  private final TextPieces texts;
  private final TextPieces.Taker taker = this::text;
  private final StringBuilder text = new StringBuilder();
  private int openTexts;

  /** Whether what takes the text of such an element does not leave it for the overflow. */
  private boolean[] takesText = new boolean[16];

  /** For how many of the open ones. */
  private int takenTexts;

  /**
   * The element whose text is taken and written to the overflow, for the elements in it; 0: none.
   */
  private int markedUp;

  /**
   * The element whose inner elements are not left with their texts: its content is taken as XML, or
   * texts are all that is asked for; 0: none.
   */
  private int takenInside;

  /** The same with their attributes: its content is taken as XML. */
  private int takenWhole;

  private int depth;
  private int skipped;
  private int elements;
  private @Nullable Failure failure;

  DocumentPass(
      CapturePlan plan,
      XMLStreamReader2 parser,
      XmlBytes document,
      CapturedDocument captured,
      TimeLimit deadline) {
    this.document = document;
    this.plan = plan;
    this.limits = plan.limits();
    this.parser = parser;
    this.captured = captured;
    this.deadline = deadline;
    this.current = new CapturedElement[plan.scopes().size()];
    this.nodes[0] = plan.start();
    this.nesting = plan.needs().nesting() ? new Nesting() : null;
    this.places = plan.needs().places() ? new PathNumbers(captured.memory()) : null;
    this.memory = captured.memory();
    this.texts = new TextPieces(parser, document, memory);
    this.positions = plan.needs().positions() ? new Positions(memory) : null;
    this.sieve = plan.hasGates() ? new Sieve(plan, captured) : null;
    this.contents =
        plan.needs().marks() || plan.needs().xml()
            ? new Contents(parser, plan.limits(), memory)
            : null;
    this.ended = plan.hasLinksBefore() ? new Ended(plan, captured) : null;
    this.names = new NameCheck(memory);
    this.overflow = plan.overflows() ? new OverflowTracker(parser, plan.limits(), memory) : null;
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
        return ParseErrors.timeout(parser.getLocation());
      }
    }
    return failure;
  }

  private void settle() {
    CapturedElement root = captured.root();
    if (sieve != null) {
      sieve.childrenEnded(0);
      captured.sort();
    }
    if (places != null && root != null) {
      root.settle();
    }
  }

  private int place() {
    return places == null ? PathNumbers.NONE : places.current();
  }

  private void handle(int event) throws XMLStreamException {
    switch (event) {
      case XMLStreamConstants.START_ELEMENT -> start();
      case XMLStreamConstants.END_ELEMENT -> end();
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
        if (openTexts > 0 || (overflow != null && leaves(overflow))) {
          texts.each(taker);
        }
      }
      case XMLStreamConstants.ENTITY_REFERENCE -> failure = ParseErrors.entity(parser);
      case XMLStreamConstants.PROCESSING_INSTRUCTION ->
          failure = ParseErrors.instruction(parser, document);
      default -> {} // comments and the DOCTYPE
    }
  }

  /** Whether a text is left that nothing takes, or that has elements in it which nothing takes. */
  private boolean leaves(OverflowTracker left) {
    return takenInside == 0 && (takenTexts == 0 ? left.isOpen() : markedUp > 0);
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
      failure = names.check(parser);
      follow();
    }
  }

  private void follow() {
    if (skipped > 0) {
      skipped++;
      if (contents != null && openTexts > 0) {
        note(contents.start(depth + skipped, text.length()));
      }
      startUnused();
      return;
    }
    if (depth == 0 && !isRoot()) {
      refuse(Stage.VALIDATION, "the root element is not " + rootNames());
      return;
    }
    if (positions != null) {
      positions.enter(depth, parser);
    }
    if (contents != null && openTexts > 0) {
      note(contents.start(depth + 1, text.length()));
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
      takesText = Arrays.copyOf(takesText, depth * 2);
    }
    nodes[depth] = node;
    if (places != null) {
      places.enter(parser.getLocalName());
    }
    enter(node);
  }

  private void startUnused() {
    if (overflow != null) {
      if (takenInside == 0) {
        markUp(overflow, depth);
      }
      overflow.start(null);
      if (takenInside == 0) {
        overflow.keep();
      }
      leaveAttributes(overflow);
    }
  }

  /** An element begins whose place in a text that is taken would be lost with the text alone. */
  private void markUp(OverflowTracker left, int around) {
    if (takenTexts > 0 && markedUp == 0) {
      markedUp = around;
      if (takesText[around]) {
        note(left.takenText(text.substring(textStarts[around])));
      }
    }
  }

  private void leaveAttributes(OverflowTracker left) {
    if (takenWhole == 0) {
      note(left.attributes());
    }
  }

  private void note(@Nullable Failure found) {
    failure = failure == null ? found : failure;
  }

  private @Nullable ElementNode next(ElementNode node) {
    ElementNode.Ways ways = node.children(parser.getLocalName());
    return ways.isNamespaced() ? ways.in(parser.getNamespaceURI()) : ways.plain();
  }

  private void enter(ElementNode node) {
    if (nesting != null) {
      nesting.enter(depth, parser);
    }
    OverflowXml own = null;
    for (int scope : node.opens()) {
      CapturedElement opened = open(scope);
      own = own == null ? opened.overflowXml() : own;
    }
    if (sieve != null) {
      enterGates(node.opens());
    }
    if (overflow != null) {
      boolean asked = plan.isTakenForCounted() ? node.asksText() : node.takesText();
      if (!asked && takenInside == 0) {
        markUp(overflow, depth - 1);
      }
      overflow.start(own);
      if (markedUp > 0) {
        overflow.keep();
      }
    }
    boolean wanted = false;
    boolean taken = false;
    boolean inside = false;
    boolean whole = false;
    for (Capture capture : node.captures()) {
      boolean wants = takeWherever(capture);
      wanted |= wants;
      if (wants && capture.content() == Part.XML && contents != null) {
        contents.begin(depth);
      }
      taken |= wants && isTaken(capture);
      if (plan.isTakenForCounted() ? capture.takesText() : wants && capture.isTaken()) {
        whole |= capture.content() == Part.XML;
        inside |= isTakenInside(capture);
      }
    }
    if (overflow != null) {
      leaveAttributes(overflow);
    }
    if (markedUp == 0) {
      takenInside = takenInside == 0 && inside ? depth : takenInside;
      takenWhole = takenWhole == 0 && whole ? depth : takenWhole;
    }
    textStarts[depth] = wanted ? text.length() : NO_TEXT;
    openTexts += wanted ? 1 : 0;
    takesText[depth] = taken;
    takenTexts += taken ? 1 : 0;
  }

  private CapturedElement open(int scope) {
    ScopeLayout layout = plan.scopes().get(scope);
    Descent way = layout.parent();
    CapturedElement parent = way == null ? null : owner(way);
    CapturedElement opened =
        captured.add(
            scope, new CapturedElement.Surroundings(parent, current[scope], depth, elements));
    current[scope] = opened;
    if (layout.more() != null && opened.findings() != null) {
      link(layout.more().links(), opened.findings());
    }
    return opened;
  }

  private static @Nullable CapturedElement kept(@Nullable CapturedElement element) {
    if (element != null && element.findings() != null) {
      element.findings().keep();
    }
    return element;
  }

  private void link(List<ScopeLayout.Link> links, Findings findings) {
    for (int i = 0; i < links.size(); i++) {
      ScopeLayout.Link link = links.get(i);
      if (ended != null && link.isBefore()) {
        findings.link(i, kept(ended.before(link, depth)));
        continue;
      }
      int deepest =
          link.climbs() == ScopeLayout.Link.NEAREST_OR_SELF
              ? depth
              : depth - Math.max(1, link.climbs());
      CapturedElement element = current[link.scope()];
      while (element != null && element.depth() > deepest) {
        element = element.around();
      }
      if (element != null
          && (link.climbs() <= ScopeLayout.Link.NEAREST || element.depth() == deepest)) {
        findings.link(i, kept(element));
        if (!link.tests().isEmpty()) {
          keepAround(element);
        }
      }
    }
  }

  /** Which element it is to be is decided when all have ended. */
  private static void keepAround(CapturedElement element) {
    CapturedElement each = kept(element.around());
    while (each != null) {
      each = kept(each.around());
    }
  }

  /** All scopes of the element that begins are open. */
  private void enterGates(int[] scopes) {
    for (int scope : scopes) {
      Gate gate = plan.scopes().get(scope).gate();
      CapturedElement opened = current[scope];
      if (gate != null && opened != null && opened.findings() != null) {
        enter(gate, opened.findings());
      }
    }
  }

  /** An element of a gate begins. */
  private void enter(Gate gate, Findings findings) {
    CapturedElement target = owner(gate.toward());
    Nesting open = gate.isOfInnermost() || !gate.toward().nests() ? null : nesting;
    if (open == null || target == null) {
      findings.targets(target == null ? List.of() : List.of(target));
    } else {
      List<CapturedElement> targets = new ArrayList<>(1);
      while (target != null) {
        targets.add(target);
        target = open.nearest(target.around(), gate.toward(), depth);
      }
      findings.targets(targets);
    }
    for (int member : gate.members()) {
      CapturedElement element = current[member];
      if (element != null) {
        findings.add(new Findings.Member(element, false));
      }
    }
  }

  /** The nearest element that a way leads from to the element that begins. */
  private @Nullable CapturedElement owner(Descent way) {
    CapturedElement innermost = current[way.scope()];
    return (nesting != null && way.nests()) ? nesting.nearest(innermost, way, depth) : innermost;
  }

  /** Whether what a capture takes is not left for the overflow. */
  private boolean isTaken(Capture capture) {
    return capture.isTaken() || plan.isTakenForCounted();
  }

  /**
   * Whether what stands in an element whose text a capture takes is not left with its own texts.
   * Rows of {@code /A/*[p]} have candidates that hold everything: their plain texts are no use of
   * it.
   */
  private boolean isTakenInside(Capture capture) {
    return switch (capture.content()) {
      case XML -> true;
      case OWN_TEXT -> false;
      case RAW_TEXT, SPACED_TEXT -> plan.isTakenForCounted();
      default -> plan.isTakenForCounted() && !capture.mayBeDropped();
    };
  }

  /** Whether the element's text is to be taken. */
  private boolean takeWherever(Capture capture) {
    return (nesting != null && capture.nests()) ? takeAll(capture, nesting) : take(capture);
  }

  private boolean take(Capture capture) {
    CapturedElement owner = owner(capture.from());
    return owner != null && take(capture, owner);
  }

  /** The same for a path whose elements may stand in each other, and in several owners. */
  private boolean takeAll(Capture capture, Nesting open) {
    boolean wanted = false;
    CapturedElement owner = owner(capture.from());
    while (owner != null) {
      if (take(capture, owner)) {
        open.begin(depth, owner, capture, place(), order(capture));
        wanted = true;
      }
      owner =
          capture.from().direct() || capture.isOfInnermost()
              ? null
              : open.nearest(owner.around(), capture.from(), depth);
    }
    return wanted;
  }

  /** Where what a capture takes of the element that begins stands among all that is taken. */
  private long order(Capture capture) {
    return (long) elements * XmlPath.MOST_BRANCHES + capture.rank();
  }

  private boolean take(Capture capture, CapturedElement owner) {
    if (capture.takesAttributes()) {
      attributes.choose(capture, parser);
    }
    if (capture.isOfAttribute() && attributes.size() == 0) {
      return false;
    }
    boolean met = owner.meets(capture, order(capture), place(), memory);
    if (capture.takesAttributes() && (met || !capture.isOfAttribute())) {
      takeAttributes(capture, owner);
    }
    if (!met) {
      return false;
    }
    for (Capture.Fact fact : capture.facts()) {
      String value = fact(fact.part());
      if (value != null) {
        boolean unused = owner.put(capture, fact.slot(), value, order(capture), memory);
      }
    }
    return capture.takesText() && owner.wants(capture);
  }

  /** What is known of the element that begins; null: nothing. */
  private @Nullable String fact(Part part) {
    return switch (part) {
      case NAME -> parser.getLocalName();
      case NAMESPACE -> {
        String namespace = parser.getNamespaceURI();
        yield namespace == null || namespace.isEmpty() ? null : namespace;
      }
      case POSITION -> Integer.toString(Objects.requireNonNull(positions).ofName());
      case POSITION_OF_ALL -> Integer.toString(Objects.requireNonNull(positions).ofAll());
      case DEPTH -> Integer.toString(depth);
      case TEXT, RAW_TEXT, SPACED_TEXT, OWN_TEXT, XML, COUNT ->
          throw new IllegalStateException(part + " is not known of a tag");
    };
  }

  private void takeAttributes(Capture capture, CapturedElement owner) {
    for (int i = 0; i < attributes.size(); i++) {
      String value = parser.getAttributeValue(attributes.attribute(i));
      if (value.length() > limits.attributeCharacters()) {
        refuse(
            Stage.PARSING,
            "an attribute is longer than " + limits.attributeCharacters() + " characters");
      }
      if (owner.put(capture, attributes.slot(i), value, order(capture), memory)
          && overflow != null
          && isTaken(capture)) {
        overflow.taken(attributes.attribute(i));
      }
    }
  }

  private boolean text(char[] chars, int start, int length) {
    if (openTexts > 0) {
      text.append(chars, start, length);
      if (text.length() > limits.textCharacters()) {
        refuse(
            Stage.PARSING,
            "the text of an element is longer than " + limits.textCharacters() + " characters");
        return false;
      }
      int xml = 0;
      if (contents != null && contents.takesXml()) {
        note(contents.text(new String(chars, start, length)));
        xml = contents.length();
      }
      memory.require(WHILE_GROWING * texts.width() * (text.length() + (long) xml));
    }
    if (overflow != null && leaves(overflow)) {
      String piece = new String(chars, start, length);
      note(takenTexts == 0 ? overflow.text(piece) : overflow.takenText(piece));
    }
    return failure == null;
  }

  private void end() {
    if (overflow != null) {
      overflow.end();
    }
    if (contents != null && openTexts > 0) {
      contents.end(depth + skipped, text.length());
    }
    if (skipped > 0) {
      skipped--;
      return;
    }
    if (sieve != null) {
      sieve.childrenEnded(depth);
    }
    if (textStarts[depth] != NO_TEXT) {
      takeText(nodes[depth], textStarts[depth]);
    }
    leave(nodes[depth].opens());
    if (ended != null) {
      ended.parentEnded(depth);
    }
    markedUp = markedUp == depth ? 0 : markedUp;
    takenInside = takenInside == depth ? 0 : takenInside;
    takenWhole = takenWhole == depth ? 0 : takenWhole;
    if (places != null) {
      places.leave();
    }
    if (positions != null) {
      positions.leave(depth);
    }
    depth--;
  }

  private void leave(int[] scopes) {
    for (int scope : scopes) {
      CapturedElement left = current[scope];
      current[scope] = left == null ? null : left.around();
      if (left != null && plan.scopes().get(scope).isLinked()) {
        if (ended == null || !ended.takes(left)) {
          captured.release(left);
        }
      }
      Gate gate = sieve == null ? null : plan.scopes().get(scope).gate();
      if (sieve != null && gate != null && left != null) {
        sieve.ended(left, gate);
      }
    }
  }

  private void takeText(ElementNode node, int start) {
    String plain = Blanks.strip(text.substring(start));
    if (node.keepsText()) {
      memory.use(MemoryLimit.of(plain));
    }
    for (Capture capture : node.captures()) {
      CapturedElement owner = capture.takesText() ? current[capture.scope()] : null;
      if (owner != null && !capture.nests() && owner.awaits(capture)) {
        owner.putText(capture, content(capture, plain), memory);
      }
    }
    if (nesting != null) {
      nesting.end(depth, plain, contentOf, memory);
    }
    openTexts--;
    takenTexts -= takesText[depth] ? 1 : 0;
    if (contents != null) {
      contents.ended(depth, openTexts == 0);
    }
    if (openTexts == 0) {
      text.setLength(0);
    }
  }

  /** What a capture takes of the content of the element that ends. */
  private String content(Capture capture, String plain) {
    return switch (capture.content()) {
      case RAW_TEXT -> text.substring(textStarts[depth]);
      case SPACED_TEXT -> Objects.requireNonNull(contents).spaced(text, textStarts[depth]);
      case OWN_TEXT ->
          Blanks.strip(Objects.requireNonNull(contents).own(text, textStarts[depth], depth));
      case XML -> Objects.requireNonNull(contents).xml();
      default -> plain;
    };
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
    failure = new Failure(stage, reason, ParseErrors.at(place));
  }
}
