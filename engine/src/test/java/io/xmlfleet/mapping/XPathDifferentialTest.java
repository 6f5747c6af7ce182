package io.xmlfleet.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.contract.ContractException;
import io.xmlfleet.mapping.RandomPaths.Both;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * Random paths over random small documents give what the JDK's XPath gives, though a pass never
 * looks back.
 *
 * <p>A build spends two seconds here; {@code -Dfuzz.seconds=600} ten minutes.
 */
class XPathDifferentialTest {
  private static final double SECONDS = Double.parseDouble(System.getProperty("fuzz.seconds", "2"));
  private static final int COLUMNS = 6;

  /** How a column takes something of the elements that its path leads to. */
  private record Taking(
      Function<Both, String> column, Function<List<Node>, String> expected, Takes takes) {}

  /** What of the paths can be asked. */
  private enum Takes {
    /** The text of one element or its attribute. */
    PICKED,
    /** What only elements have. */
    OF_ELEMENT,
    /** How many elements one path leads to. */
    COUNT,
    /** All texts. */
    ALL;

    boolean accepts(Both value) {
      return switch (this) {
        case PICKED, ALL -> true;
        case OF_ELEMENT -> !value.hasAttribute();
        case COUNT -> !value.hasAttribute() && value.united().isEmpty();
      };
    }
  }

  private static final List<Taking> TAKINGS =
      List.of(
          from("first", "", nodes -> text(first(nodes)), Takes.PICKED),
          from("last", "", nodes -> text(last(nodes)), Takes.PICKED),
          from("filled", "", nodes -> text(filled(nodes)), Takes.PICKED),
          from("first", "/count()", nodes -> "" + nodes.size(), Takes.COUNT),
          from("first", "/name()", nodes -> of(first(nodes), Node::getLocalName), Takes.OF_ELEMENT),
          from(
              "last",
              "/namespace()",
              nodes -> of(last(nodes), Node::getNamespaceURI),
              Takes.OF_ELEMENT),
          from(
              "last",
              "/depth()",
              nodes -> of(last(nodes), node -> "" + depth(node)),
              Takes.OF_ELEMENT),
          from(
              "first",
              "/position()",
              nodes -> of(first(nodes), node -> position(node, true)),
              Takes.OF_ELEMENT),
          from(
              "last",
              "/position(*)",
              nodes -> of(last(nodes), node -> position(node, false)),
              Takes.OF_ELEMENT),
          from(
              "first",
              "/raw-text()",
              nodes -> of(first(nodes), Node::getTextContent),
              Takes.OF_ELEMENT),
          from(
              "last",
              "/spaced-text()",
              nodes -> of(last(nodes), node -> spaced(node)),
              Takes.OF_ELEMENT),
          from(
              "first",
              "/text()",
              nodes -> of(first(nodes), XPathDifferentialTest::own),
              Takes.OF_ELEMENT),
          from("first", "/xml()", nodes -> of(first(nodes), node -> xml(node)), Takes.OF_ELEMENT),
          aggregate("SUM([%s])", nodes -> sum(nodes, false)),
          aggregate("SUM(DISTINCT [%s])", nodes -> sum(nodes, true)),
          aggregate("AVG([%s])", XPathDifferentialTest::average),
          aggregate("MIN([%s])", nodes -> extreme(nodes, Comparator.reverseOrder())),
          aggregate("MAX([%s])", nodes -> extreme(nodes, Comparator.naturalOrder())),
          aggregate("COUNT([%s])", nodes -> "" + nodes.size()),
          aggregate("COUNT(DISTINCT [%s])", nodes -> "" + new LinkedHashSet<>(texts(nodes)).size()),
          aggregate(
              "STRING_AGG([%s], '+')",
              nodes -> nodes.isEmpty() ? "" : String.join("+", texts(nodes))),
          aggregate(
              "STRING_AGG(DISTINCT [%s], '')",
              nodes -> String.join("", new LinkedHashSet<>(texts(nodes)))));

  private static Taking from(
      String pick, String last, Function<List<Node>, String> expected, Takes takes) {
    return new Taking(
        path -> "from: \"" + path.contractWith(last) + "\", pick: " + pick, expected, takes);
  }

  private static Taking aggregate(String expression, Function<List<Node>, String> expected) {
    return new Taking(
        path -> "expression: \"" + expression.formatted(path.contract()) + "\"",
        expected,
        Takes.ALL);
  }

  @Test
  void agreesWithXPath() throws Exception {
    long end = System.nanoTime() + (long) (SECONDS * TimeUnit.SECONDS.toNanos(1));
    int compared = 0;
    int refused = 0;
    for (long seed = Long.getLong("fuzz.seed", 1); System.nanoTime() < end; seed++) {
      try {
        compared += compare(seed);
      } catch (ContractException e) {
        assertThat(e).hasMessageMatching("(?s).*(not a path: |climbs above the root).*");
        refused++;
      } catch (XPathExpressionException e) {
        // The JDK limits the length of a path.
        assertThat(e).hasMessageMatching("(?s).*(exceeds the|Too many operations).*");
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
    System.out.println("values compared with XPath: " + compared + ", refused: " + refused);
    assertThat(compared).isGreaterThan(refused);
  }

  private static int compare(long seed) throws Exception {
    Random random = new Random(seed);
    RandomPaths paths = new RandomPaths(random);
    String xml = paths.document();
    Both each = paths.each();
    StringBuilder contract =
        new StringBuilder(
            "xmlfleet: 1\ncontract: x\nroot: r\nno-rows: accept\nnamespaces: { p: \"urn:p\" }\n"
                + "tables:\n  - table: t\n    rows: { each: \""
                + each.contract()
                + "\" }\n    columns:\n      - { column: id, type: string, from: \"@id\" }\n");
    List<Taking> takings = new ArrayList<>();
    List<Both> values = new ArrayList<>();
    while (takings.size() < COLUMNS) {
      Taking taking = TAKINGS.get(random.nextInt(TAKINGS.size()));
      boolean beside = !values.isEmpty() && random.nextInt(3) > 0;
      Both value = beside ? paths.beside(values.get(random.nextInt(values.size()))) : paths.value();
      boolean fits = taking.takes.accepts(value);
      if (fits) {
        contract.append(
            "      - { column: c%d, type: string, %s }\n"
                .formatted(takings.size(), taking.column.apply(value)));
        takings.add(taking);
        values.add(value);
      }
    }
    List<String> expected = new ArrayList<>();
    XPath xpath = XPathFactory.newInstance().newXPath();
    for (Node row : nodes(xpath, each.xpath(), parse(xml))) {
      List<String> cells = new ArrayList<>();
      cell(cells, "id", ((Element) row).getAttribute("id"));
      for (int i = 0; i < takings.size(); i++) {
        cell(
            cells,
            "c" + i,
            takings.get(i).expected.apply(nodes(xpath, values.get(i).xpath(), row)));
      }
      expected.add("t: " + String.join(", ", cells));
    }
    List<String> rows;
    try {
      rows = MappingFixture.rows(contract.toString(), xml);
    } catch (ContractException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new AssertionError(xml + "\n" + contract, e);
    }
    assertThat(rows).as(xml + "\n" + contract).isEqualTo(expected);
    return 1 + expected.size() * COLUMNS;
  }

  /** Blank texts are null. */
  private static void cell(List<String> cells, String name, String value) {
    if (value != null && !value.isBlank()) {
      cells.add(name + "=" + value);
    }
  }

  private static Document parse(String xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
  }

  private static List<Node> nodes(XPath xpath, String path, Node from)
      throws XPathExpressionException {
    NodeList found = (NodeList) xpath.evaluate(path, from, XPathConstants.NODESET);
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      nodes.add(found.item(i));
    }
    return nodes;
  }

  private static Node first(List<Node> nodes) {
    return nodes.isEmpty() ? null : nodes.get(0);
  }

  private static Node last(List<Node> nodes) {
    return nodes.isEmpty() ? null : nodes.get(nodes.size() - 1);
  }

  private static Node filled(List<Node> nodes) {
    return nodes.stream().filter(node -> !text(node).isEmpty()).findFirst().orElse(last(nodes));
  }

  private static String text(Node node) {
    return of(node, found -> found.getTextContent().strip());
  }

  private static String of(Node node, Function<Node, String> taken) {
    return node == null ? null : taken.apply(node);
  }

  private static List<String> texts(List<Node> nodes) {
    return nodes.stream().map(XPathDifferentialTest::text).collect(Collectors.toList());
  }

  private static String spaced(Node node) {
    StringBuilder text = new StringBuilder();
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      text.append(child instanceof Element ? " " + spaced(child) + " " : child.getTextContent());
    }
    return text.toString().strip().replaceAll(" +", " ");
  }

  private static String own(Node node) {
    StringBuilder text = new StringBuilder();
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      text.append(child instanceof Element ? "" : child.getTextContent());
    }
    return text.toString().strip();
  }

  /** The content of an element, whose namespaces are the root's. */
  private static String xml(Node node) {
    StringBuilder xml = new StringBuilder();
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      xml.append(child instanceof Element element ? xml(element, false) : child.getTextContent());
    }
    return xml.toString();
  }

  private static String xml(Element element, boolean isDeclared) {
    boolean prefixed = element.getPrefix() != null;
    StringBuilder xml = new StringBuilder("<" + element.getTagName());
    xml.append(prefixed && !isDeclared ? " xmlns:p=\"urn:p\"" : "");
    for (String name : List.of("id", "k", "v")) {
      if (element.hasAttribute(name)) {
        xml.append(" ").append(name).append("=\"").append(element.getAttribute(name)).append('"');
      }
    }
    boolean empty = !element.hasChildNodes();
    xml.append(empty ? "/>" : ">");
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      xml.append(
          child instanceof Element inner
              ? xml(inner, isDeclared || prefixed)
              : child.getTextContent());
    }
    return empty ? xml.toString() : xml + "</" + element.getTagName() + ">";
  }

  private static int depth(Node node) {
    return node instanceof Document ? 0 : 1 + depth(node.getParentNode());
  }

  private static String position(Node node, boolean ofName) {
    int position = 1;
    for (Node each = node.getPreviousSibling(); each != null; each = each.getPreviousSibling()) {
      boolean counts =
          each instanceof Element
              && (!ofName
                  || (each.getLocalName().equals(node.getLocalName())
                      && String.valueOf(each.getNamespaceURI())
                          .equals(String.valueOf(node.getNamespaceURI()))));
      position += counts ? 1 : 0;
    }
    return "" + position;
  }

  /** The numbers; null: there is a text that is none. */
  private static List<BigDecimal> numbers(List<Node> nodes) {
    List<BigDecimal> numbers = new ArrayList<>();
    for (String text : texts(nodes)) {
      if (!text.isEmpty()) {
        try {
          numbers.add(new BigDecimal(text));
        } catch (NumberFormatException e) {
          return null;
        }
      }
    }
    return numbers;
  }

  private static String sum(List<Node> nodes, boolean distinct) {
    List<BigDecimal> numbers = numbers(nodes);
    if (numbers == null) {
      return null;
    }
    List<BigDecimal> stripped = numbers.stream().map(BigDecimal::stripTrailingZeros).toList();
    return shown(
        (distinct ? new LinkedHashSet<>(stripped) : stripped)
            .stream().reduce(BigDecimal::add).orElse(null));
  }

  private static String average(List<Node> nodes) {
    List<BigDecimal> numbers = numbers(nodes);
    return numbers == null || numbers.isEmpty()
        ? null
        : shown(
            numbers.stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(numbers.size()), MathContext.DECIMAL128));
  }

  private static String extreme(List<Node> nodes, Comparator<BigDecimal> order) {
    List<BigDecimal> numbers = numbers(nodes);
    return numbers == null ? null : shown(numbers.stream().max(order).orElse(null));
  }

  private static String shown(BigDecimal number) {
    return number == null ? null : number.stripTrailingZeros().toPlainString();
  }
}
