package io.xmlfleet.mapping;

import static io.xmlfleet.mapping.MappingFixture.failure;
import static io.xmlfleet.mapping.MappingFixture.map;
import static io.xmlfleet.mapping.MappingFixture.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Stage;
import io.xmlfleet.table.RowBatch;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** What no column takes is in the overflow, well-formed and bounded. */
class OverflowTest {
  private static final String CONTRACT =
      """
      xmlfleet: 1
      contract: overflow
      root: "*"
      limits: { text-characters: 100000 }
      tables:
        - table: t
          columns:
            - { column: id, type: string, from: "@id" }
            - { column: name, type: string, from: Name }
            - { column: rest, type: string, overflow: xml }
        - table: b
          rows: { each: //B }
          columns:
            - { column: k, type: string, from: "@k" }
            - { column: v, type: string, from: .//V, pick: filled }
            - { column: rest, type: string, overflow: xml }
      """;

  /** The parser gives long texts in pieces: characters of two units lie across their ends. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16_383, 16_384, 16_385, 40_001})
  void takesALongTextAsItIs(int before) {
    String contract =
        """
        xmlfleet: 1
        contract: long
        root: A
        tables:
          - table: t
            columns:
              - { column: text, type: string, from: p }
              - { column: raw, type: string, from: "q/raw-text()" }
              - { column: xml, type: string, from: "r/xml()" }
              - { column: rest, type: string, overflow: xml }
        """;
    String text = "x".repeat(before) + "𝄞".repeat(20_000) + "&amp;&#x1D11E;<![CDATA[<]]>é";
    String plain = "x".repeat(before) + "𝄞".repeat(20_000) + "&𝄞<é";
    String written = plain.replace("&", "&amp;").replace("<", "&lt;");

    Mapped mapped =
        map(
            contract,
            "<A><p>%s</p><q>%s</q><r>%s</r><s>%s</s></A>".formatted(text, text, text, text));

    assertThat(((Mapped.Rows) mapped).batches().get(0).rows().get(0))
        .containsExactly(plain, plain, written, "<A><s>" + written + "</s></A>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "p/xml() | <A x='1'><p k='1'>a<i j='2'>b</i><p/></p></A> | <A x=\"1\"><p k=\"1\"/></A>",
        "p/xml() | <A><p>a</p><p><i/></p></A> | <A><p><i/></p></A>",
        "p/raw-text() | <A><p>a<i j='2'>b</i></p>c</A> | <A><p>a<i j=\"2\">b</i></p>c</A>",
        "p[k]/xml() | <A><p>a<k/></p></A> | <A><p>a</p></A>"
      })
  void leavesOutWhatIsTakenAsXml(String from, String xml, String expected) {
    String contract =
        """
        xmlfleet: 1
        contract: overflow
        root: A
        tables:
          - table: t
            columns:
              - { column: v, type: string, from: "%s" }
              - { column: rest, type: string, overflow: xml }
        """;
    assertThat(MappingFixture.rows(contract.formatted(from), xml).get(0))
        .endsWith("rest=" + expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<A/> | ",
        "<A id='1'><Name>n</Name></A> | ",
        "<A> <C/> <!-- c --><?pi x?><D> </D></A> | ",
        "<A a='1'/> | <A a=\"1\"/>",
        "<A><Name x='1'>n<i y='2'>o</i></Name><Name>p</Name></A>"
            + " | <A><Name x=\"1\">n<i y=\"2\">o</i></Name><Name>p</Name></A>",
        "<A>a<C>b</C>c<C/>d</A> | <A>a<C>b</C>cd</A>",
        "<A><C a='\"&amp;&lt;&#10;&#9;&#13;>'>&amp;&lt;]]&gt;&#13;</C></A>"
            + " | <A><C a=\"&quot;&amp;&lt;&#10;&#9;&#13;&gt;\">&amp;&lt;]]&gt;&#13;</C></A>",
        "<A>one<![CDATA[ ]]>two&#32;<![CDATA[<b>]]></A> | <A>one two &lt;b&gt;</A>",
        "<A xmlns='urn:a'><C xmlns=''><D xmlns='urn:a' a='1'/><D a='2'/></C></A> | <A"
            + " xmlns=\"urn:a\"><C xmlns=\"\"><D xmlns=\"urn:a\" a=\"1\"/><D a=\"2\"/></C></A>",
        "<A xmlns:p='urn:p'><p:C xmlns:p='urn:q' p:a='1'><D p:b='2'/></p:C><p:C p:a='3'/></A>"
            + " | <A><p:C xmlns:p=\"urn:q\" p:a=\"1\"><D p:b=\"2\"/></p:C>"
            + "<p:C xmlns:p=\"urn:p\" p:a=\"3\"/></A>",
        "<A xml:lang='de'><C xmlns:p='a&amp;\"b' p:a='1'/></A>"
            + " | <A xml:lang=\"de\"><C xmlns:p=\"a&amp;&quot;b\" p:a=\"1\"/></A>",
        "<A><B k='1' j='2'><C>c</C></B><C>d</C></A> | <A><C>d</C></A>",
        "<A a='\uD83D\uDE00'>\uD83D\uDE00</A> | <A a=\"\uD83D\uDE00\">\uD83D\uDE00</A>"
      })
  void holdsWhatIsLeft(String xml, String expected) {
    assertThat(rest(xml, 0).isEmpty() ? null : rest(xml, 0).get(0)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<A> <C/> <D> </D></A> | <A><C/><D/></A>",
        "<A><C><D/>x<E/></C></A> | <A><C><D/>x<E/></C></A>",
        "<A><L/></A> | ",
        "<A><P>Do <b>not</b> <i>go</i>.</P></A> | <A><P>Do <b>not</b> <i>go</i>.</P></A>",
        "<A><P>all of it</P></A> | ",
        "<A><P><b/></P></A> | <A><P><b/></P></A>",
        "<A><P>a<c k='1' j='2'>b</c>d<c/></P></A> | <A><P>a<c j=\"2\">b</c>d<c/></P></A>",
        "<A><P>a<q>b</q>c</P></A> | ",
        "<A><P>a<q>b<r/>c</q>d</P><e/></A> | <A><P><q>b<r/>c</q></P><e/></A>",
      })
  void keepsElementsThatNoPathUses(String xml, String expected) {
    String contract =
        """
        xmlfleet: 1
        contract: overflow
        root: A
        tables:
          - table: t
            columns:
              - { column: l, type: string, from: L/M }
              - { column: p, type: string, from: P }
              - { column: k, type: string, from: P/c/@k }
              - { column: q, type: string, from: P/q }
              - { column: rest, type: string, overflow: xml }
        """;
    Mapped.Rows mapped = (Mapped.Rows) map(contract, xml);
    assertThat(mapped.batches().get(0).rows().get(0)[4]).isEqualTo(expected);
  }

  @Test
  void goesToTheInnermostElementThatKeepsOne() {
    assertThat(rest("<A><B a='1'><C>x<B k='2' b='3'><D>y</D></B>z</C></B></A>", 1))
        .containsExactly("<B a=\"1\"><C>xz</C></B>", "<B b=\"3\"><D>y</D></B>");
  }

  @Test
  void isBoundedForAllRowsTogether() {
    String uri = "u".repeat(50_000);
    String row = "<B><p:C a='1'/></B>";
    assertThat(map(CONTRACT, "<A xmlns:p='" + uri + "'>" + row + "</A>"))
        .isInstanceOf(Mapped.Rows.class);
    assertThat(failure(CONTRACT, "<A xmlns:p='" + uri + "'>" + row.repeat(3) + "</A>"))
        .satisfies(
            failure -> {
              assertThat(failure.stage()).isEqualTo(Stage.PARSING);
              assertThat(failure.reason())
                  .isEqualTo("what no column takes is longer than 100000 characters");
            });
    assertThat(failure(CONTRACT, "<A><C>" + "&lt;".repeat(30_000) + "</C></A>").stage())
        .isEqualTo(Stage.PARSING);
  }

  @Test
  void isAbsentWhereNothingIsLeft() {
    assertThat(rows(CONTRACT, "<A id='1'><B k='1'><V>v</V></B></A>"))
        .containsExactly("t: id=1", "b: k=1, v=v");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "1.1"})
  void isXmlOfVersionOne(String version) throws Exception {
    Mapped mapped =
        map(
            CONTRACT,
            "<?xml version='"
                + version
                + "'?><A a='\u0085&#x2028;&#xFFFD;&#x10FFFF;'>&#x1;</A>"
                    .replace("&#x1;", version.equals("1.1") ? "&#x1;" : ""));
    if (mapped instanceof Mapped.Rows rows) {
      assertThat(parse((String) rows.batches().get(0).rows().get(0)[2])).isNotNull();
    }
  }

  @Property(seed = "20261124", tries = 400)
  void losesNothing(@ForAll long seed) throws Exception {
    String xml = new OddDocument(new Random(seed)).text();
    Mapped mapped = map(CONTRACT, xml);
    assertThat(mapped).as(xml).isInstanceOf(Mapped.Rows.class);

    List<String> kept = new ArrayList<>();
    for (RowBatch batch : ((Mapped.Rows) mapped).batches()) {
      for (Object[] row : batch.rows()) {
        for (int i = 0; i < 2; i++) {
          kept.add(String.valueOf(row[i]));
        }
        if (row[2] != null) {
          collect(parse((String) row[2]).getDocumentElement(), kept);
        }
      }
    }
    List<String> all = new ArrayList<>();
    collect(parse(xml).getDocumentElement(), all);
    String everything = String.join("\n", kept);
    assertThat(all).as(xml).allSatisfy(text -> assertThat(everything).contains(text));
  }

  /** Attribute values, and texts that are not blank. */
  private static void collect(Node node, List<String> texts) {
    NamedNodeMap attributes = node.getAttributes();
    for (int i = 0; attributes != null && i < attributes.getLength(); i++) {
      if (!attributes.item(i).getNodeName().startsWith("xmlns")) {
        texts.add(attributes.item(i).getNodeValue());
      }
    }
    if (node.getNodeType() == Node.TEXT_NODE || node.getNodeType() == Node.CDATA_SECTION_NODE) {
      String text = node.getNodeValue().strip();
      if (!text.isEmpty()) {
        texts.add(text);
      }
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      collect(child, texts);
    }
  }

  private static Document parse(String xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setCoalescing(true);
    factory.setIgnoringComments(true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
  }

  private static List<String> rest(String xml, int table) {
    List<String> rest = new ArrayList<>();
    String name = table == 0 ? "t" : "b";
    for (RowBatch batch : ((Mapped.Rows) map(CONTRACT, xml)).batches()) {
      for (Object[] row : batch.rows()) {
        if (batch.table().id().name().equals(name) && row[2] != null) {
          rest.add((String) row[2]);
        }
      }
    }
    return rest;
  }

  /** A document in which every text is there once. */
  private static final class OddDocument {
    private static final List<String> NAMES =
        List.of("A", "B", "V", "Name", "C", "p:B", "q:D", "x");
    private final Random random;
    private final StringBuilder xml = new StringBuilder();
    private int texts;

    OddDocument(Random random) {
      this.random = random;
    }

    String text() {
      element(0, " xmlns:p='urn:p' xmlns:q='urn:q'");
      return xml.toString();
    }

    private void element(int depth, String declarations) {
      String name = NAMES.get(random.nextInt(NAMES.size()));
      xml.append('<').append(name).append(declarations);
      if (depth > 0 && random.nextInt(4) == 0) {
        xml.append(
            List.of(" xmlns='urn:d'", " xmlns=''", " xmlns:p='urn:r'", " xmlns:q='urn:p'")
                .get(random.nextInt(4)));
      }
      for (String attribute : List.of("id", "k", "p:k", "z", "xml:lang")) {
        if (random.nextInt(4) == 0) {
          xml.append(' ').append(attribute).append("='").append(value()).append('\'');
        }
      }
      if (random.nextInt(6) == 0) {
        xml.append("/>");
        return;
      }
      xml.append('>');
      for (int i = random.nextInt(depth > 12 ? 1 : 5); i > 0; i--) {
        content(depth);
      }
      xml.append("</").append(name).append('>');
    }

    private void content(int depth) {
      switch (random.nextInt(7)) {
        case 0 -> xml.append(value());
        case 1 -> xml.append("<![CDATA[<").append(texts++).append("&>]]>");
        case 2 -> xml.append("<!-- no -->");
        case 3 -> xml.append(" \n\t");
        default -> element(depth + 1, "");
      }
    }

    private String value() {
      String odd =
          List.of("&amp;", "&lt;", "&gt;", "&#10;", "&quot;\"", "\uD83D\uDE00", "]]&gt;", "&#9;")
              .get(random.nextInt(8));
      return "v" + texts++ + odd + "w";
    }
  }
}
