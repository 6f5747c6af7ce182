package io.xmlfleet.source.split;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/** Records cut out of documents made at random are what another parser finds in the whole. */
class SplitAgainTest {
  private static final List<String> ENCODINGS =
      List.of("UTF-8", "UTF-16", "UTF-16LE", "UTF-32", "GB18030");
  private static final int DOCUMENTS = 1_500;

  @Test
  void aRecordIsTheElementThatItWas() throws Exception {
    int records = 0;
    for (int seed = 0; seed < DOCUMENTS; seed++) {
      Random random = new Random(seed);
      String encoding = ENCODINGS.get(random.nextInt(ENCODINGS.size()));
      String document = new RandomXml(random).document(encoding);
      byte[] bytes = document.getBytes(Charset.forName(encoding));

      List<Element> expected = records(parse(bytes).getDocumentElement());
      List<Element> found = new ArrayList<>();
      try (RecordSplitter splitter =
          new RecordSplitter(
              trickle(bytes, random), SplitPaths.of(List.of("/*/e", "/*/l/e")), 1 << 20)) {
        for (Piece piece = splitter.next(); piece != null; piece = splitter.next()) {
          if (expected.isEmpty()) {
            assertThat(piece.ordinal()).isEqualTo(Piece.WHOLE);
            continue;
          }
          assertThat(piece).as("%d: %s", seed, document).isInstanceOf(Piece.Cut.class);
          found.add(parse(((Piece.Cut) piece).bytes()).getDocumentElement());
        }
      }
      assertThat(found).as("%d: %s", seed, document).hasSameSizeAs(expected);
      for (int i = 0; i < found.size(); i++) {
        assertThat(text(found.get(i)))
            .as("%d: %s", seed, document)
            .isEqualTo(text(expected.get(i)));
      }
      records += found.size();
    }
    assertThat(records).isGreaterThan(1_000);
  }

  private static List<Element> records(Element root) {
    List<Element> records = new ArrayList<>();
    for (Node child = root.getFirstChild(); child != null; child = child.getNextSibling()) {
      if ("e".equals(child.getLocalName())) {
        records.add((Element) child);
      } else if ("l".equals(child.getLocalName())) {
        for (Node inner = child.getFirstChild(); inner != null; inner = inner.getNextSibling()) {
          if ("e".equals(inner.getLocalName())) {
            records.add((Element) inner);
          }
        }
      }
    }
    return records;
  }

  /** All that is in it, with namespaces instead of prefixes, and the language that goes for it. */
  private static String text(Node node) {
    StringBuilder text = new StringBuilder();
    for (Node at = node; at instanceof Element outer; at = at.getParentNode()) {
      if (outer.hasAttribute("xml:lang")) {
        text.append(outer.getAttribute("xml:lang"));
        break;
      }
    }
    append(text, node);
    return text.toString();
  }

  private static void append(StringBuilder text, Node node) {
    text.append('[').append(node.getNodeType()).append(' ').append(node.getNamespaceURI());
    text.append(' ').append(node.getLocalName()).append(' ').append(node.getNodeValue());
    NamedNodeMap attributes = node.getAttributes();
    List<String> named = new ArrayList<>();
    for (int i = 0; attributes != null && i < attributes.getLength(); i++) {
      Node attribute = attributes.item(i);
      String name = attribute.getNodeName();
      if (!name.startsWith("xml")) {
        named.add(
            attribute.getNamespaceURI()
                + ' '
                + attribute.getLocalName()
                + attribute.getNodeValue());
      }
    }
    named.sort(null);
    text.append(named);
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      append(text, child);
    }
    text.append(']');
  }

  private static Document parse(byte[] bytes) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setCoalescing(true);
    factory.setExpandEntityReferences(true);
    DocumentBuilder builder = factory.newDocumentBuilder();
    return builder.parse(new ByteArrayInputStream(bytes));
  }

  /** A few bytes at a time, so that everything is cut in two somewhere. */
  private static InputStream trickle(byte[] bytes, Random random) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] to, int at, int length) {
        return super.read(to, at, length == 0 ? 0 : 1 + random.nextInt(Math.min(length, 7)));
      }
    };
  }

  /** Documents with a bit of everything. */
  private record RandomXml(Random random) {
    private static final String[] TEXTS = {
      "a", "ü", "€", "𝄞", " ", "\n", "&amp;", "&#65;", "&lt;", "&own;", ">", "'", "\""
    };

    String document(String encoding) {
      String lead = random.nextInt(3) == 0 ? "<!-- &own; ' -->" : "";
      return "<?xml version=\"1.0\" encoding='"
          + encoding
          + "' ?>"
          + lead
          + "<!DOCTYPE r [<!-- ' ]> --><!ELEMENT r ANY> <!ENTITY own \"o'&#34;>&#x20AC;\">\n]>"
          + "<r xmlns:p='p&amp;&quot;' "
          + attributes()
          + ">"
          + content(3)
          + "</r>";
    }

    private String content(int depth) {
      StringBuilder content = new StringBuilder();
      for (int n = random.nextInt(6); n > 0; n--) {
        content.append(depth == 0 ? text() : piece(depth));
      }
      return content.toString();
    }

    private String piece(int depth) {
      return switch (random.nextInt(7)) {
        case 0 -> text();
        case 1 -> "<!--" + "- <e> &own; ' ".repeat(random.nextInt(3)) + "-->";
        case 2 -> "<![CDATA[" + "]</e>&own;]]".repeat(random.nextInt(3)) + "]]>";
        case 3 -> "<?pi " + "? </e> &own; \" ".repeat(random.nextInt(3)) + "?>";
        case 4 -> "<l " + attributes() + ">" + content(depth - 1) + "</l>";
        default -> element(random.nextBoolean() ? "p:e" : "e", depth);
      };
    }

    private String element(String name, int depth) {
      String tag = "<" + name + " " + attributes();
      return random.nextInt(4) == 0
          ? tag + "/>"
          : tag + ">" + content(depth - 1) + "</" + name + "\n>";
    }

    private String attributes() {
      StringBuilder attributes = new StringBuilder();
      add(attributes, "xmlns:q='" + random.nextInt(3) + "' ");
      add(attributes, "xmlns='" + (random.nextBoolean() ? "" : "d2") + "' ");
      add(attributes, "xml:lang='l" + random.nextInt(9) + "' ");
      add(attributes, "a=\"" + value('"') + "\" ");
      add(attributes, "p:b='" + value('\'') + "'\n");
      return attributes.toString();
    }

    private void add(StringBuilder attributes, String attribute) {
      if (random.nextInt(3) == 0) {
        attributes.append(attribute);
      }
    }

    private String value(char quote) {
      return text().replace(String.valueOf(quote), "").replace("<", "");
    }

    private String text() {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(9); n > 0; n--) {
        text.append(TEXTS[random.nextInt(TEXTS.length)]);
      }
      return text.toString().replace("]]>", "]");
    }
  }
}
