package io.xmlfleet.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.Text;
import org.xml.sax.SAXException;

/**
 * An element with what a document says in it: names, attributes, texts, elements. White space at
 * the ends of texts and between elements says nothing; namespaces do where rows know them.
 */
final class DocumentTree {
  final String name;

  /** Null: not known, as paths do not say it. */
  private @Nullable String namespace;

  /** By local name; of several in different namespaces all. */
  final Map<String, List<Object>> attributes = new LinkedHashMap<>();

  /** Trees, and values of columns or texts of documents. */
  final List<Object> content = new ArrayList<>();

  /** Whether it is a row of its own, which no overflow of another row tells of. */
  final boolean isRow;

  /** Whether all of its content stands in the order of the document. */
  boolean isInOrder = true;

  DocumentTree(@Nullable String namespace, String name, boolean isRow) {
    this.namespace = namespace;
    this.name = name;
    this.isRow = isRow;
  }

  static DocumentTree parse(byte[] document) {
    return of(element(document));
  }

  static Element element(byte[] document) {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setCoalescing(true);
    factory.setIgnoringComments(true);
    try {
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null); // it prints what is not well-formed
      return builder.parse(new ByteArrayInputStream(document)).getDocumentElement();
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError("not well-formed", e);
    }
  }

  static boolean isWellFormed(byte[] document) {
    try {
      Element unused = element(document);
      return true;
    } catch (AssertionError e) {
      return false;
    }
  }

  static DocumentTree of(Element element) {
    DocumentTree tree = new DocumentTree(namespace(element), element.getLocalName(), false);
    tree.takeAttributes(element);
    StringBuilder text = new StringBuilder();
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Text piece) {
        text.append(piece.getData());
      } else if (child instanceof Element inner) {
        tree.addText(text);
        tree.content.add(of(inner));
      }
    }
    tree.addText(text);
    return tree;
  }

  static String namespace(Node node) {
    return node.getNamespaceURI() == null ? "" : node.getNamespaceURI();
  }

  /** Whether it can be an element of these names; then it is. */
  boolean matches(@Nullable String otherNamespace, String otherName) {
    boolean same =
        name.equals(otherName)
            && (namespace == null || otherNamespace == null || namespace.equals(otherNamespace));
    namespace = same && namespace == null ? otherNamespace : namespace;
    return same;
  }

  private void addText(StringBuilder text) {
    if (!strip(text).isEmpty()) {
      content.add(strip(text));
    }
    text.setLength(0);
  }

  void takeAttributes(Element element) {
    NamedNodeMap all = element.getAttributes();
    for (int i = 0; i < all.getLength(); i++) {
      if (!"http://www.w3.org/2000/xmlns/".equals(all.item(i).getNamespaceURI())) {
        put(all.item(i).getLocalName(), all.item(i).getNodeValue());
      }
    }
  }

  void put(String attribute, Object value) {
    attributes.computeIfAbsent(attribute, any -> new ArrayList<>()).add(value);
  }

  List<DocumentTree> children() {
    return content.stream()
        .filter(DocumentTree.class::isInstance)
        .map(DocumentTree.class::cast)
        .toList();
  }

  List<DocumentTree> children(String wanted) {
    return children().stream().filter(child -> child.name.equals(wanted)).toList();
  }

  List<Object> texts() {
    return content.stream().filter(each -> !(each instanceof DocumentTree)).toList();
  }

  /** All text in it, without white space. */
  String wholeText() {
    return content.stream()
        .map(each -> each instanceof DocumentTree tree ? tree.wholeText() : each.toString())
        .collect(Collectors.joining())
        .replaceAll("[\\s\\p{Z}]+", "");
  }

  /** What another tree, put together of rows, says otherwise; null: nothing. */
  @Nullable String difference(DocumentTree rows, String around) {
    String path = around + '/' + name;
    if (rows.namespace != null && !rows.namespace.equals(namespace)) {
      return path + ": namespace " + namespace + ", rows " + rows.namespace;
    }
    if (!attributes.keySet().equals(rows.attributes.keySet())) {
      return path + ": attributes " + attributes.keySet() + ", rows " + rows.attributes.keySet();
    }
    for (String attribute : attributes.keySet()) {
      if (!sameSet(attributes.get(attribute), rows.attributes.get(attribute))) {
        return path + "/@" + attribute + ": another value";
      }
    }
    return rows.isInOrder && !texts().isEmpty()
        ? differenceInOrder(rows, path)
        : differenceByName(rows, path);
  }

  private @Nullable String differenceInOrder(DocumentTree rows, String path) {
    if (content.size() != rows.content.size()) {
      return path + ": " + content.size() + " parts, rows " + rows.content.size();
    }
    for (int i = 0; i < content.size(); i++) {
      Object mine = content.get(i);
      Object other = rows.content.get(i);
      if (mine instanceof DocumentTree tree) {
        String difference =
            other instanceof DocumentTree otherTree && otherTree.name.equals(tree.name)
                ? tree.difference(otherTree, path)
                : path + ": part " + i + " is no " + tree.name;
        if (difference != null) {
          return difference;
        }
      } else if (other instanceof DocumentTree || !says((String) mine, other)) {
        return path + ": part " + i + " is another text";
      }
    }
    return null;
  }

  private @Nullable String differenceByName(DocumentTree rows, String path) {
    if (!String.join("", texts().stream().map(Object::toString).toList())
        .replaceAll("[\\s\\p{Z}]+", "")
        .equals(
            String.join("", rows.texts().stream().map(Object::toString).toList())
                .replaceAll("[\\s\\p{Z}]+", ""))) {
      return path + ": another text beside its elements";
    }
    TreeSet<String> names = new TreeSet<>();
    children().forEach(child -> names.add(child.name));
    rows.children().forEach(child -> names.add(child.name));
    for (String each : names) {
      List<DocumentTree> mine = children(each);
      List<DocumentTree> others = rows.children(each);
      if (mine.size() != others.size()) {
        return path + ": " + mine.size() + ' ' + each + ", rows " + others.size();
      }
      List<DocumentTree> left = new ArrayList<>(others);
      for (DocumentTree child : mine) {
        // Those of one namespace are in order, where rows know it.
        DocumentTree same =
            left.stream()
                .filter(other -> other.matches(child.namespace, each))
                .findFirst()
                .orElse(left.get(0));
        left.remove(same);
        String difference = child.difference(same, path);
        if (difference != null) {
          return difference;
        }
      }
    }
    return null;
  }

  private static boolean sameSet(List<Object> texts, List<Object> values) {
    List<Object> left = new ArrayList<>(values);
    List<Object> others = new ArrayList<>(texts);
    others.removeIf(left::remove); // 007 is not the 7 of " 7 " where it is there itself
    for (Object text : others) {
      boolean found = false;
      for (int i = 0; i < left.size() && !found; i++) {
        if (says((String) text, left.get(i))) {
          left.remove(i);
          found = true;
        }
      }
      if (!found) {
        return false;
      }
    }
    return left.isEmpty();
  }

  /** Whether a column's value is the text's, not only nearly. */
  static boolean says(String text, Object value) {
    String stripped = strip(text);
    if (value instanceof String same) {
      return same.equals(text) || strip(same).equals(stripped);
    }
    try {
      if (value instanceof Number) {
        return new BigDecimal(stripped).compareTo(new BigDecimal(value.toString())) == 0;
      } else if (value instanceof Boolean) {
        return stripped.equals(value.toString());
      } else if (value instanceof LocalDate date) {
        return stripped.equals(value.toString())
            || stripped.equals(date.format(DateTimeFormatter.ofPattern("dd.MM.uuuu")));
      } else if (value instanceof LocalDateTime) {
        return LocalDateTime.parse(stripped.replace(' ', 'T')).equals(value);
      } else if (value instanceof OffsetDateTime) {
        return OffsetDateTime.parse(stripped.replace(' ', 'T')).equals(value);
      }
      return value instanceof LocalTime && LocalTime.parse(stripped).equals(value);
    } catch (RuntimeException e) {
      return false;
    }
  }

  /** Without white space as the contract language has it. */
  static String strip(CharSequence text) {
    return text.toString()
        .replaceAll("^[\\s\\p{Z}\\x1C-\\x1F\\x85]+|[\\s\\p{Z}\\x1C-\\x1F\\x85]+$", "");
  }

  static void assertSame(DocumentTree document, DocumentTree rows, String as) {
    assertThat(document.difference(rows, "")).as(as).isNull();
  }
}
