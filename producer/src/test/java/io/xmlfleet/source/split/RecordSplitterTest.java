package io.xmlfleet.source.split;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.failure.UsageException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordSplitterTest {
  private static final int LIMIT = 1_000_000;
  private static final String DOUBLE = "<!DOCTYPE r [<!ENTITY a \"b\"> ";

  @Test
  void cutsElementsOutAsTheyStand() {
    assertThat(
            split(
                "<?xml version='1.0'?>\n<r>x <e  a='1'\n>t<!-- <e> --><![CDATA[</e>&x;]]><?p <e>?></e >"
                    + "<f/><e/>\n</r>\n",
                "/r/e"))
        .containsExactly("1 <e  a='1'\n>t<!-- <e> --><![CDATA[</e>&x;]]><?p <e>?></e >", "2 <e/>");
  }

  @Test
  void takesTheElementsOfAllPathsInTheirOrderAndTheOuterOfTwo() {
    String document = "<r><a><e>1</e></a><e>2</e><b><e>3</e></b><c:e xmlns:c='c'>4</c:e></r>";
    assertThat(split(document, "/r/a/e", "/r/e"))
        .containsExactly("1 <e>1</e>", "2 <e>2</e>", "3 <c:e xmlns:c='c'>4</c:e>");
    assertThat(split(document, "/r/*/e")).containsExactly("1 <e>1</e>", "2 <e>3</e>");
    assertThat(split(document, "/r/a", "/r/a/e")).containsExactly("1 <a><e>1</e></a>");
    assertThat(split(document, "/r/c:e")).containsExactly("1 <c:e xmlns:c='c'>4</c:e>");
    assertThat(split(document, "/r/c:e", "/*/b")).hasSize(2);
    assertThat(split(document, "/r")).containsExactly("1 " + document);
  }

  @Test
  void takesAPrefixAsItIsWritten() {
    String document = "<r xmlns:a='u' xmlns:b='u'><a:e/><b:e/><e/></r>";
    assertThat(split(document, "/r/a:e")).hasSize(1);
    assertThat(split(document, "/r/e")).hasSize(3);
    assertThat(split(document, "/r/x:e").get(0)).contains("no element of the document is /r/x:e");
  }

  @Test
  void addsWhatIsInheritedAndIsNotThere() {
    assertThat(
            split(
                "<r xmlns='d' xmlns:p='&lt;&quot;&#10;' xml:lang='de' xml:base='b/' q='1'>"
                    + "<l xmlns:p='inner' xmlns:z='z' xml:space='preserve'>"
                    + "<e xml:lang='en'/><e xmlns='' xmlns:p='own'>t</e></l><e/></r>",
                "/r/l/e",
                "/r/e"))
        .containsExactly(
            "1 <e xml:base=\"b/\" xml:space=\"preserve\" xmlns=\"d\" xmlns:p=\"inner\" xmlns:z=\"z\" xml:lang='en'/>",
            "2 <e xml:base=\"b/\" xml:lang=\"de\" xml:space=\"preserve\" xmlns:z=\"z\" xmlns='' xmlns:p='own'>t</e>",
            "3 <e xml:base=\"b/\" xml:lang=\"de\" xmlns=\"d\" xmlns:p=\"&lt;&quot;&#10;\"/>");
  }

  @Test
  void aNamespaceThatWasTakenBackIsNotInherited() {
    assertThat(split("<r xmlns='d'><l xmlns=''><e/></l></r>", "/r/l/e")).containsExactly("1 <e/>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTF-8",
        "UTF-16LE",
        "UTF-16BE",
        "UTF-32LE",
        "UTF-32BE",
        "IBM037",
        "ISO-8859-1",
        "windows-1252"
      })
  void makesEveryEncodingUtf8(String encoding) {
    String document = "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?><r><é>Zoë</é></r>";
    assertThat(split(document.getBytes(Charset.forName(encoding)), LIMIT, "/r/é"))
        .containsExactly("1 <é>Zoë</é>");
  }

  @Test
  void knowsByteOrderMarks() {
    assertThat(split("\uFEFF<r><e>𝄞ë</e></r>".getBytes(UTF_8), LIMIT, "/r/e"))
        .containsExactly("1 <e>𝄞ë</e>");
    assertThat(split("<r><e>𝄞ë</e></r>".getBytes(UTF_16), LIMIT, "/r/e"))
        .containsExactly("1 <e>𝄞ë</e>");
    assertThat(
            split(
                "\uFEFF<?xml version='1.0' encoding='UTF-8'?><r><e/></r>".getBytes(UTF_16LE),
                LIMIT,
                "/r/e"))
        .containsExactly("1 <e/>");
  }

  @Test
  void refusesWhatIsNotInItsEncoding() {
    assertThat(split("<?xml version='1.0' encoding='x-klingon'?><r/>", "/r").get(0))
        .contains("declares the encoding x-klingon, which is not known here");
    assertThat(split("<?xml version='1.0' encoding='UTF-16'?><r/>", "/r").get(0))
        .contains("declares the encoding UTF-16, but is not in that encoding");
    assertThat(split("<r><e/><e>Zoë</e></r>".getBytes(ISO_8859_1), LIMIT, "/r/e"))
        .hasSize(2)
        .last()
        .asString()
        .contains("0! the document is not valid UTF-8", "(byte offset 12)");
    byte[] half = "<r><e/></r>".getBytes(UTF_16LE);
    assertThat(split(java.util.Arrays.copyOf(half, half.length - 1), LIMIT, "/r/e").get(0))
        .contains("not valid UTF-16LE throughout");
  }

  @Test
  void replacesEntities() {
    assertThat(
            split(
                "<!DOCTYPE r SYSTEM 'r.dtd' [<!ELEMENT r ANY>\n<!-- ' <!ENTITY c 'no'> -->"
                    + "<!ENTITY c \"Co &#38; &#xE9;'&gt;\"><!ENTITY c 'second'><?p ]>?>]>"
                    + "<r><e a='&c;'>&c;&amp;&#65;<![CDATA[&c;]]><!--&c;--></e></r>",
                "/r/e"))
        .containsExactly(
            "1! the record refers to the entity c, which is not well-formed: an & is not escaped");
    assertThat(
            split(
                "<!DOCTYPE r SYSTEM 'r.dtd' [<!ELEMENT r ANY>\n<!-- ' <!ENTITY c 'no'> -->"
                    + "<!ENTITY c \"Co &#38;#38; &#xE9;'&gt;]\"><!ENTITY c 'second'><?p ]>?>]>"
                    + "<r><e a='&c;'>&c;&amp;&#65;<![CDATA[&c;]]><!--&c;--></e></r>",
                "/r/e"))
        .containsExactly(
            "1 <e a=\"Co &amp; é'>]\">Co &#38; é'&gt;&#93;&amp;&#65;<![CDATA[&c;]]><!--&c;--></e>");
  }

  @Test
  void refusesOnlyTheRecordsWithEntitiesThatAreNotDeclared() {
    assertThat(
            split(
                "<!DOCTYPE r SYSTEM 'http://127.0.0.1:1/r.dtd'><r>&out;<e>1</e><e>M&uuml;&ouml;</e>"
                    + "<e a='&uuml;'/>&out;<e>4</e></r>",
                "/r/e"))
        .containsExactly(
            "1 <e>1</e>",
            "2! the record refers to the entity uuml, which the document does not declare itself;"
                + " other files are not read",
            "3! the record refers to the entity uuml, which the document does not declare itself;"
                + " other files are not read",
            "4 <e>4</e>");
  }

  @Test
  void fetchesAndMultipliesNothing() {
    assertThat(
            split("<!DOCTYPE r [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><r>&f;</r>", "/r").get(0))
        .contains("1! the record refers to the entity f, which is in another file");
    String laughs =
        DOUBLE + "<!ENTITY b '&a;&a;&a;'><!ENTITY c '&b;&b;&b;'>]><r><e>&c;</e><e>&a;</e></r>";
    assertThat(split(laughs, "/r/e")).containsExactly("1 <e>bbbbbbbbb</e>", "2 <e>b</e>");
    String large =
        "<!DOCTYPE r [<!ENTITY l '"
            + "x".repeat(100_000)
            + "'>]><r>"
            + "<e>&l;</e>".repeat(10)
            + "</r>";
    assertThat(split(large.getBytes(UTF_8), 1_000_000, "/r/e"))
        .hasSize(10)
        .last()
        .isEqualTo(
            "10! the record refers to the entity l, with which it would grow to more than 5 times its"
                + " size");
    assertThat(
            split(DOUBLE + "<!ENTITY % p '<!ENTITY q \"1\">'>%p;<!ENTITY s 's'>]><r>&s;</r>", "/r")
                .get(0))
        .contains("0! the document uses the parameter entity p; parameter entities are not read");
  }

  @Test
  void endsWhereTheDocumentIsNotWellFormed() {
    assertThat(split("<r>\n<e>1</e>\n<e>secret</f></r>", "/r/e"))
        .hasSize(2)
        .first()
        .isEqualTo("1 <e>1</e>");
    assertThat(split("<r>\n<e>1</e>\n<e>secret</f></r>", "/r/e").get(1))
        .startsWith("0! the document is not well-formed XML (line 3, column ")
        .endsWith("nothing from there on was read")
        .doesNotContain("secret");
    assertThat(split("<r><e>1</e><e>", "/r/e")).hasSize(2);
    assertThat(split("", "/r/e").get(0)).startsWith("0! the document is not well-formed XML");
    assertThat(split("<r><e a='&#0;'/></r>", "/r/e").get(0)).startsWith("0! ");
    assertThat(split("<r><e>&broken </e></r>", "/r/e").get(0)).startsWith("0! ");
  }

  @Test
  void saysThatNothingMatches() {
    assertThat(split("<x:list xmlns:x='x'><e/></x:list>", "/r/e", "/r/f"))
        .containsExactly(
            "0! no element of the document is /r/e or /r/f; its root element is x:list");
  }

  @Test
  void passesOverWhatIsTooLarge() {
    String large = "<e>" + "<f>text</f>".repeat(50_000) + "</e>";
    String wide = "<e a='" + "x".repeat(300_000) + "'/>";
    assertThat(
            split(
                ("<r><e/>" + large + "<e>2</e>" + wide + "<e/></r>").getBytes(UTF_8), 100, "/r/e"))
        .containsExactly(
            "1 <e/>",
            "2! the record has 550,007 bytes, more than the limit of 100 bytes",
            "3 <e>2</e>",
            "4! the record has 300,009 bytes, more than the limit of 100 bytes",
            "5 <e/>");
    assertThat(split("<r xmlns='long'><e/></r>".getBytes(UTF_8), 16, "/r/e"))
        .containsExactly("1! the record has 17 bytes, more than the limit of 16 bytes");
    assertThat(split("<r xmlns='long'><e/></r>".getBytes(UTF_8), 17, "/r/e"))
        .containsExactly("1 <e xmlns=\"long\"/>");
  }

  @Test
  void keepsOneRecordInMemory() {
    byte[] start = "<r>".getBytes(UTF_8);
    byte[] record = ("<e>" + "x".repeat(997) + "</e>" + " ".repeat(1_000)).getBytes(UTF_8);
    int count = 50_000;
    long before = allocated();
    try (RecordSplitter splitter =
        new RecordSplitter(
            new Repeated(start, record, count), SplitPaths.of(List.of("/r/e")), LIMIT)) {
      int cut = 0;
      while (splitter.next() instanceof Piece.Cut piece && piece.bytes().length == 1_004) {
        cut++;
      }
      assertThat(cut).isEqualTo(count);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    // The records themselves, and little else, although there is ten times as much of them.
    assertThat(allocated() - before).isLessThan(3L * count * 1_004);
  }

  @Test
  void refusesATagThatDoesNotEnd() {
    byte[] start = "<r><e/><e a='".getBytes(UTF_8);
    assertThat(
            pieces(
                new Repeated(start, "x".repeat(1_000).getBytes(UTF_8), 1_000_000), LIMIT, "/r/e"))
        .hasSize(2)
        .last()
        .asString()
        .contains("0! the document has a tag, or another piece of markup, of more than 2 MiB");
    byte[] deep = "<a>".repeat(100).getBytes(UTF_8);
    assertThat(pieces(new Repeated(start.clone(), deep, 1), LIMIT, "/r/e")).hasSize(2);
    assertThat(pieces(new Repeated("<r>".getBytes(UTF_8), deep, 1_000_000), LIMIT, "/r/e").get(0))
        .contains("nests elements deeper than 10,000");
  }

  @Test
  void saysWhatTheInputSaid() {
    InputStream cut =
        new InputStream() {
          private final InputStream some = new ByteArrayInputStream("<r><e/><e>".getBytes(UTF_8));

          @Override
          public int read() throws IOException {
            int next = some.read();
            if (next < 0) {
              throw new EOFException("Unexpected end of ZLIB input stream");
            }
            return next;
          }

          @Override
          public int read(byte[] to, int at, int length) throws IOException {
            to[at] = (byte) read();
            return 1;
          }
        };
    assertThat(pieces(cut, LIMIT, "/r/e"))
        .containsExactly(
            "0! the document is cut off: it ends too early (at its beginning);"
                + " nothing from there on was read");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "r", "r/e", "/r//e", "//e", "/r/", "/r/@a", "/r/e[1]", "/r /e", "/r/e*"})
  void refusesWhatIsNoPath(String path) {
    assertThatThrownBy(() -> SplitPaths.of(List.of("/ok", path)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("\"" + path + "\" is not a path of elements");
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean)
            java.lang.management.ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  private static List<String> split(String document, String... paths) {
    return split(document.getBytes(UTF_8), LIMIT, paths);
  }

  private static List<String> split(byte[] document, int limit, String... paths) {
    return pieces(new ByteArrayInputStream(document), limit, paths);
  }

  private static List<String> pieces(InputStream in, int limit, String... paths) {
    List<String> pieces = new ArrayList<>();
    try (RecordSplitter splitter = new RecordSplitter(in, SplitPaths.of(List.of(paths)), limit)) {
      for (Piece piece = splitter.next(); piece != null; piece = splitter.next()) {
        pieces.add(
            piece instanceof Piece.Cut cut
                ? cut.ordinal() + " " + new String(cut.bytes(), UTF_8)
                : piece.ordinal() + "! " + ((Piece.Refused) piece).reason());
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return pieces;
  }
}
