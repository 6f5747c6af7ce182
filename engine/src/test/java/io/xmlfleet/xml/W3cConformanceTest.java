package io.xmlfleet.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The documents of the W3C's XML conformance suite, read as this product does and as the JDK does.
 * The suite is no part of this repository; the property {@code xmlconf} says where it is.
 */
class W3cConformanceTest {
  private static final Path SUITE = Path.of(System.getProperty("xmlconf", "../../shared/xmlconf"));
  private static final Path PAGE = Path.of("../docs/hostile-xml.md");

  /** All that the JDK's parser accepts as well: it reads no other files either. */
  private static final String FAULT_ELSEWHERE = "its fault is in another file";

  private static final List<Case> CASES = new ArrayList<>();

  /** What the suite says of a document, and what became of it. */
  private record Case(
      String type, String id, boolean hasOtherFiles, Deviation deviation, boolean accepted) {}

  @BeforeAll
  static void readEach() throws IOException, SAXException, ParserConfigurationException {
    assumeTrue(
        Files.isRegularFile(SUITE.resolve("xmlconf.xml")),
        () ->
            "no conformance suite in " + SUITE.toAbsolutePath() + "; -Dxmlconf=… names its folder");
    PrintStream console = System.err;
    System.setErr(
        new PrintStream(OutputStream.nullOutputStream())); // the JDK prints faults of DTDs
    try {
      File list = SUITE.resolve("xmlconf.xml").toFile();
      NodeList tests =
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(list)
              .getElementsByTagName("TEST");
      for (int i = 0; i < tests.getLength(); i++) {
        Element test = (Element) tests.item(i);
        Path file = Path.of(URI.create(test.getBaseURI())).resolveSibling(test.getAttribute("URI"));
        byte[] document = Files.readAllBytes(file);
        CASES.add(
            new Case(
                test.getAttribute("TYPE"),
                test.getAttribute("ID"),
                !test.getAttribute("ENTITIES").equals("none"),
                Deviation.of(document),
                !Infoset.ours(document).isRejected()));
      }
    } finally {
      System.setErr(console);
    }
  }

  @Test
  void readsEachAsTheJdkDoesOrAsThePageSays() throws IOException {
    assertThat(CASES).hasSizeGreaterThan(2_500);
    assertThat(CASES).noneMatch(read -> read.deviation() == Deviation.UNEXPLAINED);
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Deviation deviation : Deviation.values()) {
      int count = (int) CASES.stream().filter(read -> read.deviation() == deviation).count();
      if (deviation != Deviation.UNEXPLAINED) {
        counts.put(deviation.words(), count);
      }
    }
    assertThat(onPage("| what becomes of it |")).containsExactlyEntriesOf(counts);
  }

  @Test
  void acceptsOnlyWhatIsIllFormedInFilesThatAreNotRead() throws IOException {
    Map<String, Integer> accepted = new TreeMap<>();
    for (Case read : CASES) {
      if (read.type().equals("not-wf") && read.accepted()) {
        boolean elsewhere = read.deviation() == Deviation.READ && read.hasOtherFiles();
        accepted.merge(elsewhere ? FAULT_ELSEWHERE : read.id(), 1, Integer::sum);
      }
    }
    assertThat(accepted).isEqualTo(onPage("| ill-formed, and accepted |"));
  }

  /** First and second cells of the table with a heading. */
  private static Map<String, Integer> onPage(String heading) throws IOException {
    Map<String, Integer> table = new LinkedHashMap<>();
    List<String> lines = Files.readAllLines(PAGE);
    int first = 0;
    while (!lines.get(first).startsWith(heading)) {
      first++;
    }
    for (int i = first + 2; lines.get(i).startsWith("|"); i++) {
      String[] cells = lines.get(i).split("\\|", -1);
      table.put(cells[1].strip(), Integer.valueOf(cells[2].strip().replace(",", "")));
    }
    return table;
  }
}
