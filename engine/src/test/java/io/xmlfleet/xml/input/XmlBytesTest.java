package io.xmlfleet.xml.input;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.MemoryLimit;
import io.xmlfleet.failure.Stage;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlBytesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<r>§</r>",
        "<r a='§'/>",
        "<r><![CDATA[§]]></r>",
        "<r§/>",
        "<r §='1'/>",
        "<!--§--><r/>",
        "<r><?p §?></r>",
        "<!DOCTYPE r [<!ENTITY e '§'>]><r/>",
        "<?xml version='1.0'?><r>§</r>",
        "<?xml version='1.0' encoding='UTF-8'?><r>§</r>",
        "<r/><!--§-->",
        "\uFEFF<r>§</r>"
      })
  void rejectsIllFormedUtf8WithItsOffsetWhereverItIs(String text) {
    for (String hex : new String[] {"C0AF", "EDA080", "F4908080", "E282", "80"}) {
      String[] parts = text.split("§", -1);
      byte[] before = parts[0].getBytes(UTF_8);
      byte[] document = join(before, HexFormat.of().parseHex(hex), parts[1].getBytes(UTF_8));
      Failure failure = rejected(document);
      assertThat(failure.stage()).isEqualTo(Stage.PARSING);
      assertThat(failure.reason()).contains("not valid UTF-8 throughout");
      assertThat(failure.location()).endsWith(", byte offset " + before.length);
    }
  }

  @Test
  void rejectsWhatIsNotInItsEncodingWithItsOffset() {
    byte[] half =
        join("<r>".getBytes(UTF_16BE), new byte[] {(byte) 0xD8, 0}, "</r>".getBytes(UTF_16BE));
    assertThat(rejected(half))
        .isEqualTo(
            new Failure(
                Stage.PARSING, "the document is not valid UTF-16BE throughout", "byte offset 6"));
    byte[] other =
        join("<r>".getBytes(UTF_16BE), new byte[] {(byte) 0xDC, 0}, "</r>".getBytes(UTF_16BE));
    assertThat(rejected(other).location()).isEqualTo("byte offset 6");
    for (String name : new String[] {"windows-1252", "Shift_JIS", "ISO-8859-7", "EUC-JP"}) {
      byte[] text = ("<?xml version='1.0' encoding='" + name + "'?><r>").getBytes(ISO_8859_1);
      byte[] undefined = {
        (byte) (name.equals("ISO-8859-7") ? 0xFF : name.equals("windows-1252") ? 0x81 : 0xFD)
      };
      assertThat(rejected(join(text, undefined, "</r>".getBytes(ISO_8859_1))))
          .isEqualTo(
              new Failure(
                  Stage.PARSING,
                  "the document is not valid " + Charset.forName(name).name() + " throughout",
                  "byte offset " + text.length));
    }
    byte[] large = ("\uFEFF<r>" + "é".repeat(20_000) + "</r>").getBytes(UTF_16BE);
    large[30_001] = (byte) 0xDC;
    large[30_000] = (byte) 0xDC;
    assertThat(rejected(large).location()).isEqualTo("byte offset 30000");
  }

  @Test
  void leavesOrdinaryDocumentsAsTheyAre() throws UnreadableDocument {
    byte[] document = "<?xml version=\"1.0\" encoding=\"utf-8\"?><r>\u00E9</r>".getBytes(UTF_8);
    assertThat(XmlBytes.of(document, MemoryLimit.none()).bytes()).isSameAs(document);
    byte[] marked = "\uFEFF<r/>".getBytes(UTF_8);
    assertThat(XmlBytes.of(marked, MemoryLimit.none())).isEqualTo(new XmlBytes(marked, 3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<?xml encoding='UTF-8'?><r/>|PARSING|does not begin with a version",
        "<?xml version='1.1'?><r/>|VALIDATION|declares XML 1.1; only XML 1.0 is read",
        "<?xml version='2.0'?><r/>|PARSING|unknown version",
        "<?xml version='1.0' standalone='maybe'?><r/>|PARSING|and nothing else",
        "<?xml version='1.0' standalone='no' encoding='UTF-8'?><r/>|PARSING|and nothing else",
      })
  void rejectsOtherDeclarations(String document, Stage stage, String reason) {
    Failure failure = rejected(document.getBytes(UTF_8));
    assertThat(failure.stage()).isEqualTo(stage);
    assertThat(failure.reason()).contains(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<!ENTITY e 'a&#38;#38;b'>|<r>&e;</r>|<r>a&#38;b</r>",
        "<!ENTITY e 'first'><!ENTITY e 'second'>|<r>&e;</r>|<r>first</r>",
        "<!ENTITY e '<c>&f;</c>'><!ENTITY f ']]'>|<r>&e;></r>|<r><c>&#93;&#93;</c>></r>",
        "<!ENTITY e ' x  y '>|<r a='&e;' b='&#10;'/>|<r a=\" x  y \" b=\"&#10;\"/>",
        "<!ATTLIST r a NMTOKENS #IMPLIED>|<r a=' x  y '/>|<r a=\"x y\"/>",
        "<!ATTLIST r a NMTOKEN 'd' b CDATA #IMPLIED c (y) 'y'>|<r b=' '/>|<r b=\" \" a=\"d\" c=\"y\"/>",
        "<!ATTLIST r a ID #IMPLIED><!ATTLIST r a CDATA 'late' b CDATA 'b'>|<r/>|<r b=\"b\"/>",
        "<!ENTITY e 'x'>|<r><![CDATA[&e;]]><!--&e;--><?p &e;?></r>|<r><![CDATA[&e;]]><!--&e;--><?p &e;?></r>",
        "<!ENTITY e '<![CDATA[<]]><!--c--><?p i?>t'>|<r>&e;</r>|<r>&#60;t</r>",
        "<!ENTITY lt '&#38;#60;'>|<r>&lt;&amp;</r>|<r>&lt;&amp;</r>",
        "<!ENTITY u SYSTEM 'u' NDATA n>|<r a='u'/>|<r a='u'/>",
      })
  void appliesDeclarations(String declarations, String content, String expected)
      throws UnreadableDocument {
    String doctype = "<!DOCTYPE r [" + declarations + "]>";
    XmlBytes read = XmlBytes.of((doctype + content).getBytes(UTF_8), MemoryLimit.none());
    String text = new String(read.bytes(), UTF_8);
    assertThat(text).matches("<!DOCTYPE r +>.*").endsWith(">" + expected);
    assertThat(text.indexOf(expected.substring(0, 2), 5)).isEqualTo(doctype.length());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<!ENTITY e SYSTEM 'f'>|<r>&e;</r>|refers to the entity e, which is in another file",
        "<!ENTITY e SYSTEM 'f'>|<r a='&e;'/>|refers to the entity e, which is in another file",
        "<!ENTITY e SYSTEM 'f'><!ENTITY d '&e;'>|<r>&d;</r>|the entity e, which is in another file",
        "<!ENTITY % p SYSTEM 'f'> %p;|<r/>|uses the parameter entity p; parameter entities are not read",
        "<!ENTITY e 'x'>|<r>&f;</r>|the entity f, which the document does not declare itself",
        "<!ENTITY e '&e;'>|<r>&e;</r>|the entity e, which refers to itself",
        "<!ENTITY e '&f;'><!ENTITY f '&e;'>|<r a='&e;'/>|the entity e, which refers to itself",
        "<!ENTITY e '<b>'>|<r>&e;</b></r>|the entity e, which is not well-formed",
        "<!ENTITY e '&#60;b/>'>|<r a='&e;'/>|the entity e, which is not well-formed: a < is not escaped",
        "<!ENTITY e 'secret & more'>|<r/>|in the DOCTYPE: an & is not escaped",
        "<!ENTITY e '100%'>|<r/>|in the DOCTYPE: a % is not allowed",
        "<!ATTLIST r a CDATA '&e;'>|<r/>|the entity e, which the document does not declare itself",
        "<!ATTLIST r a CDATA '<'>|<r/>|in the DOCTYPE: a < is not escaped",
        "<!ELEMENT r (a,b>|<r/>|in the DOCTYPE: a closing bracket is missing in an ELEMENT",
        "<!NOTATION n>|<r/>|in the DOCTYPE: white space is missing in a NOTATION",
      })
  void namesWhatItDoesNotApply(String declarations, String content, String reason) {
    Failure failure = rejected(("<!DOCTYPE r [" + declarations + "]>" + content).getBytes(UTF_8));
    assertThat(failure.stage()).isEqualTo(Stage.PARSING);
    assertThat(failure.reason()).contains(reason).doesNotContain("secret");
    assertThat(failure.location()).startsWith("line 1, column ");
  }

  @Test
  void boundsWhatEntitiesAndDefaultsGrowTo() throws UnreadableDocument {
    StringBuilder laughs = new StringBuilder("<!DOCTYPE r [<!ENTITY l0 'lol'>");
    for (int i = 1; i < 10; i++) {
      laughs.append("<!ENTITY l" + i + " '" + ("&l" + (i - 1) + ";").repeat(10) + "'>");
    }
    laughs.append("]>");
    String growth = "would grow to more than 5 times its size";
    assertThat(rejected((laughs + "<r>&l9;</r>").getBytes(UTF_8)).reason())
        .isEqualTo("the document refers to the entity l9, with which it " + growth);
    assertThat(rejected((laughs + "<r a='&l9;'/>").getBytes(UTF_8)).reason()).contains(growth);
    assertThat(XmlBytes.of((laughs + "<r>&l3;</r>").getBytes(UTF_8), MemoryLimit.none()).bytes())
        .hasSize(laughs.length() + 3_000 + "<r></r>".length());
    String empty = laughs.toString().replace("'lol'", "''");
    assertThat(rejected((empty + "<r>&l9;</r>").getBytes(UTF_8)).reason()).contains(growth);
    String quadratic = "<!DOCTYPE r [<!ENTITY e '" + "x".repeat(10_000) + "'>]><r>";
    assertThat(rejected((quadratic + "&e;".repeat(1_000) + "</r>").getBytes(UTF_8)).reason())
        .contains(growth);
    String defaults = "<!DOCTYPE r [<!ATTLIST e a CDATA '" + "x".repeat(10_000) + "'>]><r>";
    assertThat(rejected((defaults + "<e/>".repeat(1_000) + "</r>").getBytes(UTF_8)).reason())
        .contains(growth);
    String often = "<!DOCTYPE r [<!ENTITY e '12345678'>]><r>" + "xxxx&e;".repeat(200_000) + "</r>";
    assertThat(XmlBytes.of(often.getBytes(UTF_8), MemoryLimit.none()).bytes())
        .hasSizeGreaterThan(2_400_000);
    StringBuilder deep = new StringBuilder("<!DOCTYPE r [<!ENTITY e0 'x'>");
    for (int i = 1; i < 60; i++) {
      deep.append("<!ENTITY e" + i + " '&e" + (i - 1) + ";'>");
    }
    assertThat(rejected((deep + "]><r>&e59;</r>").getBytes(UTF_8)).reason())
        .contains("which is nested deeper than 40");
  }

  private static Failure rejected(byte[] document) {
    byte[] before = document.clone();
    UnreadableDocument[] thrown = new UnreadableDocument[1];
    assertThatThrownBy(() -> XmlBytes.of(document, MemoryLimit.none()))
        .isInstanceOfSatisfying(UnreadableDocument.class, e -> thrown[0] = e);
    assertThat(Arrays.equals(document, before)).isTrue();
    return thrown[0].failure();
  }

  private static byte[] join(byte[]... parts) {
    byte[] all = new byte[0];
    for (byte[] part : parts) {
      int length = all.length;
      all = Arrays.copyOf(all, length + part.length);
      System.arraycopy(part, 0, all, length, part.length);
    }
    return all;
  }
}
