package io.xmlfleet.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Deadline;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the bytes are, the answer is rows or a refusal, soon and in little memory. */
@Timeout(60)
class HostileDocumentTest {
  private static final String CONTRACT =
      """
      xmlfleet: 1
      contract: hostile
      root: "*"
      limits: { text-characters: 1000000 }
      tables:
        - table: a
          columns:
            - { column: id, type: string, from: "@id" }
            - { column: note, type: string, from: Note }
        - table: b
          rows: { each: /*/B }
          columns:
            - { column: x, type: string, from: "@x" }
            - { column: up, type: string, from: "../@id" }
            - { column: own, type: string, from: . }
      """;

  private static final ContractMapper MAPPER = MappingFixture.mapper(CONTRACT);

  private static final String SMALL =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone='yes'?>\r\n<!-- a -->\n<!DOCTYPE A>"
          + "<A id=\"1\" xmlns:n='urn:n'><?pi data?><Note>a&amp;b<![CDATA[ <c> ]]>&#x1F600;é</Note>"
          + "<n:B n:x='1' x=\"2\">t<C/>u</n:B><B/></A >\n";

  @Test
  void neverFetchesAnExternalEntity() {
    Failure failure =
        refused(
            "<!DOCTYPE A [<!ENTITY x SYSTEM \"http://127.0.0.1:1/secret\">]><A><Note>&x;</Note></A>");
    assertThat(failure.stage()).isEqualTo(Stage.PARSING);
    assertThat(failure.reason()).contains("refers to the entity x, which is in another file");
  }

  @Test
  void refusesParameterEntitiesAndReferencesInDefaults() {
    assertThat(refused("<!DOCTYPE A [<!ENTITY % p SYSTEM 'file:///etc/hosts'> %p;]><A/>").stage())
        .isEqualTo(Stage.PARSING);
    assertThat(refused("<!DOCTYPE A SYSTEM 'a.dtd' [<!ATTLIST A id CDATA '&x;'>]><A/>").stage())
        .isEqualTo(Stage.PARSING);
  }

  @Test
  void acceptsDoctypeThatOnlyNamesADtdAndFetchesNothing() {
    assertRows("<!DOCTYPE A PUBLIC \"-//x\" \"http://127.0.0.1:1/a.dtd\"><A id='1'/>");
    assertRows("<!-- c --><!DOCTYPE A [ ]><A id='1'/>");
  }

  @Test
  void acceptsDeclarations() {
    assertRows(
        """
        <!DOCTYPE A [
          <!-- a > b % -->
          <!ELEMENT A (Note*)>
          <!ATTLIST A id CDATA #REQUIRED other CDATA #IMPLIED kind (a|b) "a">
          <!NOTATION gif SYSTEM "viewer">
        ]><A id='1'/>""");
    assertRows("<!DOCTYPE A [<!ELEMENT A ANY><!ENTITY x '1'>]><A id='&x;'/>");
    assertThat(refused("<!DOCTYPE A [<!ELEMENT A (%x;)>]><A id='1'/>").stage())
        .isEqualTo(Stage.PARSING);
  }

  @Test
  void takesWhatLooksLikeATagInACommentOrCdataForText() {
    String long1 = "<" + "x".repeat(20_000);
    assertRows("<A id='1'><!-- " + long1 + " --><Note><![CDATA[" + long1 + "]]></Note></A>");
    assertThat(refused("<A id='1'><![CDATA[" + long1 + "]]><" + "x".repeat(20_000) + "/></A>"))
        .extracting(Failure::reason)
        .asString()
        .contains("a name is longer");
  }

  @Test
  void refusesEntityExpansion() {
    StringBuilder laughs = new StringBuilder("<!DOCTYPE A [<!ENTITY l0 \"lol\">");
    for (int i = 1; i < 20; i++) {
      laughs.append("<!ENTITY l" + i + " \"" + ("&l" + (i - 1) + ";").repeat(10) + "\">");
    }
    assertThat(refused(laughs + "]><A id=\"&l19;\"><Note>&l19;</Note></A>").reason())
        .contains("the entity l19, with which it would grow");
  }

  @Test
  void refusesUndeclaredEntitiesByNameAndNothingAroundThem() {
    for (String document :
        new String[] {
          "<A><Note>secret&x;</Note></A>",
          "<A id='secret&x;b'/>",
          "<A xmlns='secret&x;'/>",
          "<A><Unused>&x; secret</Unused></A>"
        }) {
      Failure failure = refused(document);
      assertThat(failure.stage()).isEqualTo(Stage.PARSING);
      assertThat(failure.reason()).contains("refers to the entity x,").doesNotContain("secret");
    }
  }

  @Test
  void refusesDeepNesting() {
    Failure failure = refused("<A>".repeat(100_000));
    assertThat(failure.stage()).isEqualTo(Stage.PARSING);
    assertThat(failure.reason()).isEqualTo("elements are nested deeper than 200");
    assertThat(refused("<A><B>" + "<C>".repeat(100_000)).reason()).contains("deeper than 200");
  }

  @Test
  void refusesHugeAttributes() {
    String huge = "a".repeat(50_000_000);
    assertThat(refused("<A id='" + huge + "'/>").reason()).contains("longer than 1000000");
    assertThat(refused("<A>\n <B unused='" + huge + "'/></A>").location())
        .isEqualTo("line 2, column 2");
    assertThat(refused("<A " + huge + "='1'/>").reason()).contains("name is longer");
    assertThat(refused("<" + huge).reason()).contains("name is longer");
  }

  @Test
  void refusesHugeText() {
    String huge = "a".repeat(2_000_000);
    assertThat(refused("<A><Note>" + huge + "</Note></A>").reason())
        .contains("longer than 1000000");
    assertRows("<A><Unused>" + huge + "</Unused></A>");
  }

  @Test
  void refusesMillionsOfAttributes() {
    StringBuilder many = new StringBuilder("<A");
    StringBuilder namespaces = new StringBuilder("<A");
    for (int i = 0; i < 1_000_000; i++) {
      many.append(" a").append(i).append("=''");
      namespaces.append(" xmlns:n").append(i).append("='u'");
    }
    assertThat(refused(many + "/>").reason()).contains("more than 1000 attributes");
    assertThat(refused(namespaces + "/>").reason()).contains("more than 1000 attributes");
  }

  @Test
  void refusesQuadraticBlowUp() {
    StringBuilder names = new StringBuilder("<A>");
    StringBuilder prefixes = new StringBuilder("<A>");
    for (int i = 0; i < 1_000_000; i++) {
      names.append("<n").append(i).append("/>");
      prefixes.append("<p").append(i).append(":x xmlns:p").append(i).append("='u'/>");
    }
    assertThat(refused(names + "</A>").reason()).contains("different names");
    assertThat(refused(prefixes + "</A>").reason()).contains("different namespace prefixes");
  }

  @Test
  void readsManyElementsOfOneName() {
    assertRows("<A id='1'>" + "<B x='1'/>".repeat(500_000) + "</A>");
  }

  @Test
  void endsWithATimeoutAtTheDeadline() {
    byte[] document = ("<A>" + "<C/>".repeat(10_000) + "</A>").getBytes(StandardCharsets.UTF_8);
    Deadline past = Deadline.after(Duration.ofSeconds(-1), Clock.systemUTC());
    Mapped mapped = MAPPER.map(document, new DocumentContext("run", 1, "a.xml", past));
    assertThat(((Mapped.Rejected) mapped).failure().stage()).isEqualTo(Stage.TIMEOUT);
  }

  @Test
  void refusesEveryTruncation() {
    assertRows(SMALL);
    byte[] whole = SMALL.strip().getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < whole.length; length++) {
      byte[] part = java.util.Arrays.copyOf(whole, length);
      assertThat(MAPPER.map(part, MappingFixture.context()))
          .as("the first %d bytes", length)
          .isInstanceOf(Mapped.Rejected.class);
    }
  }

  @Test
  void neverThrowsForRandomMutations() {
    Random random = new Random(20_260_516);
    String[] seeds = {
      SMALL, SMALL.replace("UTF-8", "ISO-8859-1"), SMALL.replace("UTF-8", "UTF-16")
    };
    for (int i = 0; i < 30_000; i++) {
      byte[] bytes = seeds[i % seeds.length].getBytes(StandardCharsets.UTF_8);
      int changes = 1 + random.nextInt(4);
      for (int c = 0; c < changes; c++) {
        bytes = mutate(bytes, random);
      }
      assertThat(MAPPER.map(bytes, MappingFixture.context())).isNotNull();
    }
  }

  private static byte[] mutate(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    byte[] changed = bytes.clone();
    switch (random.nextInt(4)) {
      case 0 -> changed[at] = (byte) random.nextInt(256);
      case 1 -> changed[at] = (byte) "<>&\"'/=;![]?:".charAt(random.nextInt(13));
      case 2 -> {
        int length = random.nextInt(Math.min(20, bytes.length - at) + 1);
        System.arraycopy(bytes, random.nextInt(bytes.length - length + 1), changed, at, length);
      }
      default -> {
        changed = new byte[Math.max(1, bytes.length - 1)];
        System.arraycopy(bytes, 0, changed, 0, Math.min(at, changed.length));
        System.arraycopy(bytes, at + 1, changed, at, bytes.length - at - 1);
      }
    }
    return changed;
  }

  private static Failure refused(String document) {
    Mapped mapped = MAPPER.map(document.getBytes(StandardCharsets.UTF_8), MappingFixture.context());
    assertThat(mapped).isInstanceOf(Mapped.Rejected.class);
    return ((Mapped.Rejected) mapped).failure();
  }

  private static void assertRows(String document) {
    assertThat(MAPPER.map(document.getBytes(StandardCharsets.UTF_8), MappingFixture.context()))
        .isInstanceOf(Mapped.Rows.class);
  }
}
