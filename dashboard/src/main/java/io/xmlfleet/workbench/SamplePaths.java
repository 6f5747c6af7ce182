package io.xmlfleet.workbench;

import io.javalin.http.NotFoundResponse;
import io.xmlfleet.contract.Limits;
import io.xmlfleet.contract.convert.Blanks;
import io.xmlfleet.draft.QualifiedName;
import io.xmlfleet.draft.profile.ValueEvidence;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.source.document.SourceDocument;
import io.xmlfleet.xml.DocumentWalk;
import io.xmlfleet.xml.ElementVisitor;
import io.xmlfleet.xml.StartTag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which paths the samples have, how often, and what stands there. Made once, then only read:
 * thread-safe.
 */
final class SamplePaths {
  private static final int MOST_PATHS = 20_000;
  private static final int MOST_WORDS = 60;
  private static final int LONGEST_WORD = 100;

  private final ValueEvidence shared = new ValueEvidence();
  private final Node root = new Node(null, new QualifiedName("", ""), shared);
  private int paths;

  /** How often something is there, and what it says. */
  static final class Values {
    private final ValueEvidence evidence;
    private final Map<String, Integer> words = new LinkedHashMap<>();
    private long times;
    private int documents;
    private int lastDocument;
    private boolean many;

    Values(ValueEvidence evidence) {
      this.evidence = evidence;
    }

    /**
     * Takes one more.
     *
     * @param document its number, from 1
     */
    void add(String value, int document) {
      times++;
      if (lastDocument != document) {
        lastDocument = document;
        documents++;
      }
      evidence.add(value);
      String word = Blanks.strip(value);
      if (!word.isEmpty() && !many) {
        words.merge(word, 1, Integer::sum);
        many = word.length() > LONGEST_WORD || words.size() > MOST_WORDS;
      }
    }

    long times() {
      return times;
    }

    int documents() {
      return documents;
    }

    ValueEvidence evidence() {
      return evidence;
    }

    /** The different values, without those that are blank; none: they are too many or too long. */
    Collection<String> words() {
      return many ? List.of() : Collections.unmodifiableSet(words.keySet());
    }
  }

  /** The elements of one path. */
  static final class Node {
    private final @Nullable Node parent;
    private final QualifiedName name;
    private final Map<QualifiedName, Node> children = new LinkedHashMap<>();
    private final Map<QualifiedName, Values> attributes = new LinkedHashMap<>();
    private final Values text;
    private long times;
    private int documents;
    private int lastDocument;
    private int mostInParent;

    private Node(@Nullable Node parent, QualifiedName name, ValueEvidence text) {
      this.parent = parent;
      this.name = name;
      this.text = new Values(text);
    }

    QualifiedName name() {
      return name;
    }

    @Nullable Node child(QualifiedName wanted) {
      return children.get(wanted);
    }

    Collection<Node> children() {
      return Collections.unmodifiableCollection(children.values());
    }

    Map<QualifiedName, Values> attributes() {
      return Collections.unmodifiableMap(attributes);
    }

    /** Of the elements without elements in them. */
    Values text() {
      return text;
    }

    long times() {
      return times;
    }

    int documents() {
      return documents;
    }

    /** Whether one parent has several. */
    boolean repeats() {
      return mostInParent > 1;
    }

    /** From the root element to this one. */
    List<Node> line() {
      List<Node> line = new ArrayList<>();
      for (Node each = this; each != null && each.parent != null; each = each.parent) {
        line.add(0, each);
      }
      return line;
    }

    /** Names from the root to this one. */
    List<String> path() {
      return line().stream().map(each -> each.name.local()).toList();
    }
  }

  /** Reads the samples; those that cannot be read to their end count as far as they go. */
  static SamplePaths of(List<Sample> samples) {
    SamplePaths paths = new SamplePaths();
    DocumentWalk walk = new DocumentWalk(Limits.DEFAULT);
    for (int i = 0; i < samples.size(); i++) {
      if (samples.get(i).document() instanceof SourceDocument.Read read) {
        Failure unused = walk.walk(read.bytes(), () -> false, paths.new Visitor(i + 1));
      }
    }
    return paths;
  }

  /** Above the root elements. */
  Node root() {
    return root;
  }

  /**
   * The elements of a path; of namesakes in several namespaces the first.
   *
   * @param path {@code /A/B}, or {@code /A/B/@c} for the elements that have the attribute
   * @throws NotFoundResponse if no sample has one
   */
  Node at(String path) {
    Node node = root;
    for (String name : path.substring(Math.min(1, path.length())).split("/", -1)) {
      if (!name.startsWith("@")) {
        node =
            node.children.values().stream()
                .filter(each -> each.name.local().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFoundResponse("the samples have no such path"));
      }
    }
    return node;
  }

  private @Nullable Node child(Node parent, QualifiedName name) {
    Node known = parent.children.get(name);
    if (known == null && paths < MOST_PATHS) {
      paths++;
      known = new Node(parent, name, shared.beside());
      parent.children.put(name, known);
    }
    return known;
  }

  private @Nullable Values attribute(Node node, QualifiedName name) {
    Values known = node.attributes.get(name);
    if (known == null && paths < MOST_PATHS) {
      paths++;
      known = new Values(shared.beside());
      node.attributes.put(name, known);
    }
    return known;
  }

  /** Of one document. */
  private final class Visitor implements ElementVisitor {
    private final int document;
    private final Deque<Open> open = new ArrayDeque<>();
    private int skipped;

    Visitor(int document) {
      this.document = document;
      open.push(new Open(root));
    }

    @Override
    public void start(StartTag tag) {
      Open parent = open.element();
      parent.hasChildren = true;
      Node node =
          skipped > 0
              ? null
              : child(parent.node, new QualifiedName(tag.namespace(), tag.localName()));
      if (node == null) {
        skipped++;
        return;
      }
      node.times++;
      if (node.lastDocument != document) {
        node.lastDocument = document;
        node.documents++;
      }
      node.mostInParent = Math.max(node.mostInParent, parent.counts.merge(node, 1, Integer::sum));
      for (int i = 0; i < tag.attributes(); i++) {
        Values values =
            attribute(node, new QualifiedName(tag.attributeNamespace(i), tag.attributeName(i)));
        if (values != null) {
          values.add(tag.attributeValue(i), document);
        }
      }
      open.push(new Open(node));
    }

    @Override
    public void text(char[] characters, int start, int length) {
      if (skipped == 0) {
        open.element().text.append(characters, start, length);
      }
    }

    @Override
    public void end() {
      if (skipped > 0) {
        skipped--;
        return;
      }
      Open ended = open.pop();
      String text = Blanks.strip(ended.text.toString());
      if (!ended.hasChildren || !text.isEmpty()) {
        ended.node.text.add(text, document);
      }
    }
  }

  /** An element whose end has not come. */
  private static final class Open {
    private final Node node;
    private final StringBuilder text = new StringBuilder();
    private final Map<Node, Integer> counts = new LinkedHashMap<>();
    private boolean hasChildren;

    Open(Node node) {
      this.node = node;
    }
  }
}
