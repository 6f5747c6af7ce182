package io.xmlfleet.pipeline;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** The documents of docs/hostile-xml.md by the names that they have there; large ones are made. */
final class HostileDocuments {
  static final String CONTRACT =
      """
      xmlfleet: 1
      contract: hostile
      root: A
      tables:
        - table: a
          columns:
            - { column: id, type: string, from: "@id" }
            - { column: note, type: string, from: Note }
        - table: b
          rows: { each: /A/B }
          columns:
            - { column: x, type: string, from: "@x" }
      """;

  private static final int MILLION = 1_000_000;
  private static final String NOTE = "<A id='1'><Note>Zoë</Note></A>";
  private static final String TAIL = "<Note>&x;</Note></A>";

  private final Map<String, Supplier<byte[]>> documents = new LinkedHashMap<>();

  private HostileDocuments() {}

  /** In the order of the page. */
  static Map<String, Supplier<byte[]>> all() {
    HostileDocuments all = new HostileDocuments();
    all.addEntities();
    all.addSizes();
    all.addEncodings();
    all.addRubbish();
    return all.documents;
  }

  private void addEntities() {
    add("external entity", "<!DOCTYPE A [<!ENTITY x SYSTEM 'file:///etc/hosts'>]><A>" + TAIL);
    add(
        "parameter entity",
        "<!DOCTYPE A [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/p'> %p;]><A>" + TAIL);
    add("billion laughs", laughs() + "]><A><Note>&l9;</Note></A>");
    add(
        "quadratic blow-up",
        "<!DOCTYPE A [<!ENTITY x '"
            + "a".repeat(100_000)
            + "'>]><A><Note>"
            + "&x;".repeat(100_000));
    add("entity that is not declared", "<A id='1'>" + TAIL);
    add("external entity that is not used", "<!DOCTYPE A [<!ENTITY x SYSTEM 'x'>]>" + NOTE);
    add(
        "internal entities",
        "<!DOCTYPE A [<!ENTITY x '<Note>Zo&y;</Note>'><!ENTITY y '&#235;'>]><A>&x;</A>");
    add("entity that refers to itself", "<!DOCTYPE A [<!ENTITY x '&x;'>]><A>" + TAIL);
    add("entity with half an element", "<!DOCTYPE A [<!ENTITY x '<B>'>]><A>" + TAIL);
    add(
        "types and defaults of attributes",
        "<!DOCTYPE A [<!ATTLIST Note xml:lang NMTOKEN 'de'>]><A id='1'><Note>Zoë</Note></A>");
    add("DOCTYPE that is not well-formed", "<!DOCTYPE A [<!ATTLIST Note lang 'de'>]>" + NOTE);
    add("external DTD", "<!DOCTYPE A SYSTEM 'http://127.0.0.1:1/a.dtd'>" + NOTE);
    add(
        "XInclude",
        "<A xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='file:///etc/hosts'"
            + " parse='text'/><Note>Zoë</Note></A>");
  }

  private static String laughs() {
    StringBuilder laughs = new StringBuilder("<!DOCTYPE A [<!ENTITY l0 'lol'>");
    for (int i = 1; i < 10; i++) {
      laughs.append("<!ENTITY l" + i + " '" + ("&l" + (i - 1) + ";").repeat(10) + "'>");
    }
    return laughs.toString();
  }

  private void addSizes() {
    add("attribute of 100 MB", () -> filled("<A id='", 100 * MILLION, 'a', "'/>"));
    add("name of 100 MB", () -> filled("<A ", 100 * MILLION, 'a', "=''/>"));
    add("text of 100 MB", () -> filled("<A><Note>", 100 * MILLION, 'a', "</Note></A>"));
    add("comment of 100 MB", () -> filled("<!--", 100 * MILLION, 'a', "-->" + NOTE));
    add("10⁶ nested elements", () -> repeated("<A>", i -> "<B>", ""));
    add("10⁶ attributes", () -> repeated("<A", i -> " a" + i + "=''", "/>"));
    add("10⁶ namespaces", () -> repeated("<A", i -> " xmlns:n" + i + "='u'", "/>"));
    add("10⁶ names", () -> repeated("<A>", i -> "<n" + i + "/>", "</A>"));
    add("10⁶ prefixes", () -> repeated("<A>", i -> "<p" + i + ":x xmlns:p" + i + "='u'/>", "</A>"));
    add("64 MB of blanks", () -> filled("", 64 * MILLION, ' ', ""));
    add("64 MB of blanks before the root", () -> filled("", 64 * MILLION, ' ', NOTE));
    add("64 MB of blanks in the root", () -> filled("<A>", 64 * MILLION, ' ', NOTE.substring(10)));
    add("64 MB of blanks behind the root", () -> filled(NOTE, 64 * MILLION, ' ', ""));
  }

  private void addEncodings() {
    add("UTF-8", declared("UTF-8", StandardCharsets.UTF_8));
    add("UTF-8 with BOM", marked(NOTE, StandardCharsets.UTF_8));
    for (String name : new String[] {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"}) {
      Charset charset = Charset.forName(name);
      add(name + " with BOM", marked(declaration(name.substring(0, 6)) + NOTE, charset));
      add(name + " without BOM", NOTE.getBytes(charset));
    }
    add("ISO-8859-1", declared("ISO-8859-1", StandardCharsets.ISO_8859_1));
    add("windows-1252", declared("windows-1252", Charset.forName("windows-1252")));
    add("Shift_JIS", declared("Shift_JIS", Charset.forName("Shift_JIS"), "<A><Note>ア</Note></A>"));
    add("EBCDIC", declared("IBM037", Charset.forName("IBM037")));
    add("EBCDIC without its name", "<?xml version='1.0'?><A/>".getBytes(Charset.forName("IBM037")));
    add("UTF-8 in truth, declared UTF-16", declared("UTF-16", StandardCharsets.UTF_8));
    add("UTF-8 in truth, declared EBCDIC", declared("IBM037", StandardCharsets.UTF_8));
    add("UTF-8 in truth, declared ISO-8859-1", declared("ISO-8859-1", StandardCharsets.UTF_8));
    add(
        "UTF-8 with BOM, declared ISO-8859-1",
        marked(declaration("ISO-8859-1") + NOTE, StandardCharsets.UTF_8));
    add(
        "UTF-16 with BOM, declared UTF-8",
        marked(declaration("UTF-8") + NOTE, StandardCharsets.UTF_16LE));
    add(
        "windows-1252 in truth, declared UTF-8",
        declared("UTF-8", Charset.forName("windows-1252")));
    add("two marks", "\u00EF\u00BB\u00BF\u00FF\u00FE\0\0>".getBytes(StandardCharsets.ISO_8859_1));
    add("declaration of 500 bytes", "<?xml version='1.0'" + " ".repeat(490) + "?>" + NOTE);
    add(
        "encoding in a stylesheet's address",
        "<?xml-stylesheet href='a' encoding='UTF-16'?>" + NOTE);
    add("beyond US-ASCII", declared("US-ASCII", StandardCharsets.ISO_8859_1));
    add("unknown encoding", declared("x-klingon", StandardCharsets.US_ASCII, "<A/>"));
    add("invalid UTF-8", "<A>\n <Note>\u00C3(</Note></A>".getBytes(StandardCharsets.ISO_8859_1));
    add(
        "overlong UTF-8",
        "<A>\n <Note>\u00C0\u00AF</Note></A>".getBytes(StandardCharsets.ISO_8859_1));
    add("surrogates in UTF-8", "<A \u00ED\u00A0\u0080=''/>".getBytes(StandardCharsets.ISO_8859_1));
    add("beyond U+10FFFF", "<A><!--\u00F4\u0090\u0080\u0080".getBytes(StandardCharsets.ISO_8859_1));
    add("half a character in UTF-16", halved("<A><Note>x</Note></A>"));
    add("odd byte in UTF-16", Arrays.copyOf(marked("<A/>", StandardCharsets.UTF_16LE), 11));
  }

  private void addRubbish() {
    add("empty", "");
    add("byte order mark alone", "\uFEFF");
    add("NUL byte", "<A>\n<Note>a\0b</Note></A>");
    add("NUL bytes alone", "\0".repeat(4_096));
    add("control character", "<A id='\u0001'/>");
    add("U+FFFF", "<A>\n<Note>\uFFFF</Note></A>");
    add("XML 1.1", "<?xml version='1.1'?>" + NOTE);
    add("two hyphens in a comment", "<A><!-- a -- b --></A>");
    add("ampersand", "<A><Note>Q & A</Note></A>");
    add("less-than sign in an attribute", "<A id='<'/>");
    add("two roots", "<A id='1'/>\n<A id='2'/>");
    add("text behind the root", "<A id='1'/> end");
    add("another root", "<Z/>");
    add("cut off", "<A id='1'>\n<Note>Zo");
    add("tags that cross", "<A><B><Note></B></Note></A>");
    add("an attribute twice", "<A id='1' id='2'/>");
    add("prefix that is not declared", "<A><n:B/></A>");
    add("gzip", new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, 3});
    add("zip", new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0});
    add("JSON", "{\"A\": 1}");
  }

  private void add(String name, String document) {
    add(name, document.getBytes(StandardCharsets.UTF_8));
  }

  private void add(String name, byte[] document) {
    add(name, () -> document);
  }

  private void add(String name, Supplier<byte[]> document) {
    documents.put(name, document);
  }

  private static byte[] filled(String head, int count, char filling, String tail) {
    byte[] first = head.getBytes(StandardCharsets.UTF_8);
    byte[] last = tail.getBytes(StandardCharsets.UTF_8);
    byte[] document = new byte[first.length + count + last.length];
    Arrays.fill(document, (byte) filling);
    System.arraycopy(first, 0, document, 0, first.length);
    System.arraycopy(last, 0, document, first.length + count, last.length);
    return document;
  }

  private static byte[] repeated(String head, IntFunction<String> part, String tail) {
    StringBuilder document = new StringBuilder(head);
    for (int i = 0; i < MILLION; i++) {
      document.append(part.apply(i));
    }
    return document.append(tail).toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String declaration(String encoding) {
    return "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>\n";
  }

  private static byte[] declared(String encoding, Charset truth) {
    return declared(encoding, truth, NOTE);
  }

  private static byte[] declared(String encoding, Charset truth, String document) {
    return (declaration(encoding) + document).getBytes(truth);
  }

  private static byte[] marked(String document, Charset charset) {
    return ("\uFEFF" + document).getBytes(charset);
  }

  /** The same, with half of a character, which no encoder makes, in place of an x. */
  private static byte[] halved(String document) {
    byte[] bytes = marked(document, StandardCharsets.UTF_16BE);
    for (int i = 0; i < bytes.length; i += 2) {
      if (bytes[i] == 0 && bytes[i + 1] == 'x') {
        bytes[i] = (byte) 0xD8;
      }
    }
    return bytes;
  }
}
