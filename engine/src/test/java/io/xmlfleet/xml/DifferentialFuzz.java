package io.xmlfleet.xml;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Changes documents in twelve encodings at random, and compares what this product reads of them
 * with what the JDK's parser does: both reject, or both read the same, or the difference is one of
 * {@link Deviation}. docs/hostile-xml.md says how to run it.
 */
final class DifferentialFuzz {
  static final List<String> ENCODINGS =
      List.of(
          "UTF-8",
          "UTF-8 marked",
          "UTF-16LE marked",
          "UTF-16BE marked",
          "UTF-16LE",
          "UTF-16BE",
          "US-ASCII",
          "ISO-8859-1",
          "ISO-8859-15",
          "windows-1252",
          "Shift_JIS",
          "IBM037");

  private static final List<String> SEEDS =
      List.of(
          "<r a='1' b=\"x y\"><c>text</c><d/>tail</r>",
          "<!-- c --><?p q?><r>\r\n<![CDATA[ a]]b ]]>&amp;&#65;&#x42;&lt;\n</r><!-- d -->",
          "<n:r xmlns:n='u:n' xmlns='u:d'><c n:a='1' a='2' xml:lang='de'/><n:c xmlns:n='u:m'/></n:r>",
          "<!DOCTYPE r [<!ENTITY e 'x&#38;#38;y'><!ENTITY f '<c a=\"&e;\">&e;</c>'>]><r a='&e;'>&f;&e;</r>",
          "<!DOCTYPE r [<!ELEMENT r (a|b)*><!ELEMENT a (#PCDATA)>\n<!ATTLIST a i ID #IMPLIED t NMTOKENS"
              + " ' x  y ' c (p|q) 'p' d CDATA #FIXED ' v '>]><r><a i=' k '/><a t=' 1  2'>z</a></r>",
          "<!DOCTYPE r SYSTEM 'r.dtd' [<!NOTATION n PUBLIC 'p'><!ENTITY u SYSTEM 'f' NDATA n><?p q?>"
              + "<!-- c -->]><r i='u'>\u00E9\u00A3</r>",
          "<!DOCTYPE r [<!ENTITY a 'A'><!ENTITY b '&a;&a;'><!ENTITY c '<![CDATA[<]]>&b;<!--x-->'>"
              + "<!ATTLIST r xmlns CDATA #FIXED 'u' e CDATA '&b;'>]><r>&c;<r e='&b;'/></r>");

  private static final String[] WORDS = {
    "<",
    ">",
    "&",
    ";",
    "'",
    "\"",
    "/",
    "=",
    "]]>",
    "<!--",
    "-->",
    "--",
    "<?",
    "?>",
    "<![CDATA[",
    "]]",
    "<!DOCTYPE r [",
    "]>",
    "<!ENTITY x 'y'>",
    "<!ENTITY ",
    "<!ATTLIST r ",
    "<!ELEMENT ",
    "&x;",
    "&e;",
    "&a;",
    "&#0;",
    "&#13;",
    "&#10;",
    "&#9;",
    "&#xD800;",
    "&#x10FFFF;",
    "&lt;",
    "&amp;",
    "xmlns",
    "xmlns:n=''",
    "xmlns:n='u'",
    " xmlns='v'",
    "xml:",
    "n:",
    ":",
    "<r>",
    "</r>",
    "<c>",
    "</c>",
    "<a/>",
    "\r",
    "\n",
    "\r\n",
    "\t",
    " ",
    "\u0000",
    "\u0001",
    "\u007F",
    "\u0085",
    "\u00A0",
    "\u00E9",
    "\u2028",
    "\u4E00",
    "\uFFFE",
    "\uFFFF",
    "\uD800",
    "\uDC00",
    "\uD83D\uDE00",
    " a='1'",
    " standalone='yes'",
    "encoding='UTF-16'",
    "version='1.1'",
    "%",
    "%x;",
    "#PCDATA",
    "(",
    ")",
    "|",
    ",",
    "*",
    "#FIXED ",
    "NMTOKEN ",
    "CDATA ",
    "ID "
  };

  private static final int MOST_DIFFERENCES = 20;
  private final Random random;

  DifferentialFuzz(long seed) {
    random = new Random(seed);
  }

  /** The next document. */
  byte[] next() {
    String encoding = ENCODINGS.get(random.nextInt(ENCODINGS.size()));
    Charset charset = Charset.forName(encoding.replace(" marked", ""));
    StringBuilder text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
    for (int i = random.nextInt(2); i > 0; i--) {
      changeText(text);
    }
    boolean marked = encoding.endsWith("marked");
    // Only what is marked, or in UTF-8, needs no declaration.
    boolean declared = !(marked || encoding.equals("UTF-8")) || random.nextBoolean();
    String name = marked ? charset.name().replaceAll("[BL]E", "") : charset.name();
    String declaration = declared ? "<?xml version='1.0' encoding='" + name + "'?>" : "";
    byte[] document = ((marked ? "\uFEFF" : "") + declaration + text).getBytes(charset);
    for (int i = random.nextInt(2); i > 0; i--) {
      document = changeBytes(document, charset);
    }
    return document;
  }

  private void changeText(StringBuilder text) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(8));
    switch (random.nextInt(4)) {
      case 0 -> text.delete(from, to);
      case 1 -> text.insert(from, WORDS[random.nextInt(WORDS.length)]);
      case 2 -> text.replace(from, to, WORDS[random.nextInt(WORDS.length)]);
      default -> text.insert(random.nextInt(text.length() + 1), text.substring(from, to));
    }
  }

  private byte[] changeBytes(byte[] document, Charset charset) {
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    int from = random.nextInt(document.length + 1);
    int to = Math.min(document.length, from + random.nextInt(4));
    changed.write(document, 0, from);
    switch (random.nextInt(5)) {
      case 0 -> changed.write(random.nextInt(256));
      case 1 -> changed.writeBytes(WORDS[random.nextInt(WORDS.length)].getBytes(charset));
      case 2 -> {
        byte[] any = new byte[1 + random.nextInt(4)];
        random.nextBytes(any);
        changed.writeBytes(any);
      }
      case 3 -> {
        changed.write(0x80 | random.nextInt(128));
        changed.write(0x80 | random.nextInt(64));
      }
      default -> changed.write(document, from, to - from);
    }
    changed.write(document, to, document.length - to);
    return changed.toByteArray();
  }

  /**
   * Runs for a time and keeps what is unexplained.
   *
   * @param arguments seconds, and a folder for documents that are read in another way
   */
  public static void main(String[] arguments) throws IOException {
    Duration time = Duration.ofSeconds(Long.parseLong(arguments[0]));
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    PrintStream console = System.out;
    System.setErr(
        new PrintStream(OutputStream.nullOutputStream())); // the JDK's parser prints faults
    long seed = System.nanoTime();
    DifferentialFuzz fuzz = new DifferentialFuzz(seed);
    Map<Deviation, Long> counts = new EnumMap<>(Deviation.class);
    long end = System.nanoTime() + time.toNanos();
    long documents = 0;
    long differences = 0;
    while (System.nanoTime() < end && differences < MOST_DIFFERENCES) {
      byte[] document = fuzz.next();
      Deviation deviation = Deviation.of(document);
      counts.merge(deviation, 1L, Long::sum);
      documents++;
      if (deviation == Deviation.UNEXPLAINED) {
        Files.write(folder.resolve(seed + "-" + differences++ + ".xml"), document);
        console.println(
            new String(document, StandardCharsets.ISO_8859_1).replaceAll("\\p{Cntrl}", "?"));
        console.println("  ours:   " + Infoset.ours(document));
        console.println("  theirs: " + Infoset.theirs(document));
      }
    }
    console.println(documents + " documents: " + counts);
    if (differences > 0) {
      throw new AssertionError(differences + " documents are read in another way: see " + folder);
    }
  }
}
