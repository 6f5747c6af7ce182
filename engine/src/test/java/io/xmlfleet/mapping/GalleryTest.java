package io.xmlfleet.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.contract.read.ContractReader;
import io.xmlfleet.contract.read.Gallery;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.table.RowBatch;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * The gallery's contracts on their five documents each, against rows that are checked in, against
 * another parser, and against what docs/gallery.md says that they leave.
 */
class GalleryTest {
  private static final Path DOCUMENTS = Path.of("..", "samples", "gallery");
  private static final Path EXPECTED = Path.of("src", "test", "resources", "gallery");
  private static final Path CONTRACTS =
      Path.of("src", "main", "resources", "io", "xmlfleet", "contract", "gallery");

  static List<String> names() {
    return Gallery.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void givesTheRowsThatAreCheckedIn(String name) throws Exception {
    List<String> lines = new ArrayList<>();
    for (Path document : documents(name)) {
      lines.add("# " + document.getFileName());
      MappingFixture.lines(rows(name, document))
          .forEach(line -> lines.add(line.replace("\n", "\\n")));
    }
    assertThat(lines).isEqualTo(Files.readAllLines(EXPECTED.resolve(name + ".rows")));
  }

  /** Lines of {@code table.column = XPath}: all that the column has, in the order of its rows. */
  @ParameterizedTest
  @MethodSource("names")
  void agreesWithAnotherParser(String name) throws Exception {
    XPath xpath = XPathFactory.newInstance().newXPath();
    List<String> checks = Files.readAllLines(EXPECTED.resolve(name + ".xpath"));
    Map<String, Integer> found = new TreeMap<>();
    for (Path file : documents(name)) {
      Document document = parsed(file);
      Mapped.Rows rows = rows(name, file);
      for (String check : checks) {
        String[] parts = check.split(" = ", 2);
        List<String> there =
            texts((NodeList) xpath.evaluate(parts[1], document, XPathConstants.NODESET));
        List<String> mapped = cells(rows, parts[0]);
        assertThat(mapped)
            .as(check + " in " + file.getFileName())
            .usingElementComparator((a, b) -> isSame(a, b) ? 0 : 1)
            .isEqualTo(there);
        found.merge(check, there.size(), Integer::sum);
      }
    }
    assertThat(found.values()).as("no check of nothing").doesNotContain(0);
  }

  /** No path uses it, or it is an attribute or a text that is in no cell. */
  @ParameterizedTest
  @MethodSource("names")
  void leavesWhatThePageSays(String name) throws Exception {
    UnusedPaths unused = new UnusedPaths(plan(name).capture());
    List<String> left = new ArrayList<>();
    for (Path file : documents(name)) {
      assertThat(unused.add(Files.readAllBytes(file), MappingFixture.context().deadline()))
          .isNull();
      List<String> cells = cells(rows(name, file), "");
      leaves(parsed(file)).stream()
          .filter(leaf -> cells.stream().noneMatch(cell -> has(cell, leaf.getValue())))
          .forEach(leaf -> left.add(leaf.getKey()));
    }
    unused.found().forEach(each -> left.add(each.path()));
    List<Pattern> told = told(name);
    assertThat(left)
        .as("what the page should tell")
        .allMatch(path -> told.stream().anyMatch(each -> each.matcher(path).matches()));
    assertThat(told)
        .as("what the page should not tell")
        .allMatch(each -> left.stream().anyMatch(path -> each.matcher(path).matches()));
  }

  @Test
  void namesAllThatIsThere() throws Exception {
    try (Stream<Path> files = Files.list(CONTRACTS)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Gallery.names().stream().map(name -> name + ".yaml").toList());
    }
    for (String name : Gallery.names()) {
      assertThat(plan(name).name()).isEqualTo(name);
      assertThat(Gallery.description(name)).endsWith(".").hasSizeLessThan(110);
      assertThat(documents(name)).hasSize(5);
    }
  }

  @Test
  void guessesAMisspeltName() {
    assertThatThrownBy(() -> new ContractReader().read(Path.of("gallery:ubl-invoce")))
        .isInstanceOf(UsageException.class)
        .hasMessage("the gallery has no contract \"ubl-invoce\"; did you mean \"ubl-invoice\"?");
    assertThatThrownBy(() -> Gallery.text("../contract"))
        .hasMessageContaining("known: camt-053, hl7-cda");
  }

  private static ContractPlan plan(String name) {
    return new ContractPlan(new ContractReader().read(Path.of(Gallery.PREFIX + name)));
  }

  private static Mapped.Rows rows(String name, Path document) throws IOException {
    Mapped mapped =
        new ContractMapper(plan(name))
            .map(
                Files.readAllBytes(document),
                DocumentContext.of(document.getFileName().toString()));
    assertThat(mapped).isInstanceOf(Mapped.Rows.class);
    return (Mapped.Rows) mapped;
  }

  private static List<Path> documents(String name) throws IOException {
    try (Stream<Path> files = Files.list(DOCUMENTS.resolve(name))) {
      return files.sorted().toList();
    }
  }

  /** The texts of a column; of all where none is named. */
  private static List<String> cells(Mapped.Rows rows, String column) {
    List<String> cells = new ArrayList<>();
    for (RowBatch batch : rows.batches()) {
      for (int i = 0; i < batch.table().columns().size(); i++) {
        String name = batch.table().id() + "." + batch.table().columns().get(i).name();
        if (column.isEmpty() || column.equals(name)) {
          for (Object[] row : batch.rows()) {
            if (row[i] != null) {
              cells.add(row[i] instanceof byte[] bytes ? base64(bytes) : row[i].toString());
            }
          }
        }
      }
    }
    return cells;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** With local names only. */
  private static Document parsed(Path file) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    DocumentBuilder builder = factory.newDocumentBuilder();
    builder.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
    Document document = builder.parse(file.toFile());
    NodeList all = document.getElementsByTagName("*");
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      nodes.add(all.item(i));
      for (int j = 0; j < all.item(i).getAttributes().getLength(); j++) {
        nodes.add(all.item(i).getAttributes().item(j));
      }
    }
    for (Node node : nodes) {
      if (!"http://www.w3.org/2000/xmlns/".equals(node.getNamespaceURI())) {
        document.renameNode(node, null, node.getLocalName());
      }
    }
    return document;
  }

  private static List<String> texts(NodeList nodes) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      String text = nodes.item(i).getTextContent();
      if (!text.isBlank()) {
        texts.add(text);
      }
    }
    return texts;
  }

  /** Paths and texts of attributes, and of elements without elements. */
  private static List<Map.Entry<String, String>> leaves(Document document) {
    List<Map.Entry<String, String>> leaves = new ArrayList<>();
    NodeList all = document.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      String path = path(element);
      for (int j = 0; j < element.getAttributes().getLength(); j++) {
        Attr attribute = (Attr) element.getAttributes().item(j);
        if (!attribute.getName().startsWith("xmlns") && !attribute.getValue().isBlank()) {
          leaves.add(Map.entry(path + "/@" + attribute.getName(), attribute.getValue()));
        }
      }
      boolean isLeaf = element.getElementsByTagName("*").getLength() == 0;
      if (isLeaf && !element.getTextContent().isBlank()) {
        leaves.add(Map.entry(path, element.getTextContent().strip()));
      }
    }
    return leaves;
  }

  private static String path(Node node) {
    return node instanceof Element ? path(node.getParentNode()) + "/" + node.getNodeName() : "";
  }

  private static boolean has(String cell, String text) {
    return cell.contains(text) || isSame(cell, text);
  }

  private static boolean isSame(String cell, String text) {
    String stripped = text.strip();
    return cell.strip().equals(stripped)
        || collapsed(cell).equals(collapsed(text))
        || (isNumber(cell)
            && isNumber(stripped)
            && new BigDecimal(cell).compareTo(new BigDecimal(stripped)) == 0)
        || isSameDay(cell, stripped)
        || (cell.equals("true") && stripped.matches("1|yes|true"))
        || (cell.equals("false") && stripped.matches("0|no|false"));
  }

  /** A date or date-time that has lost its time, its offset or zeros at its end. */
  private static boolean isSameDay(String cell, String text) {
    return text.matches("\\d{4}-\\d\\d-\\d\\dT.*")
        && cell.matches("\\d{4}-\\d\\d-\\d\\d(T.*)?")
        && (text.startsWith(cell.replaceFirst("Z$", ""))
            || text.contains("T24:")
            || text.contains("T00:00"));
  }

  private static String collapsed(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  private static boolean isNumber(String text) {
    return text.matches("[-+]?\\d+(\\.\\d+)?([eE]\\d+)?");
  }

  /** The block {@code left} of a contract's section: a path a line, then two blanks and why. */
  private static List<Pattern> told(String name) throws IOException {
    String page = Files.readString(Path.of("..", "docs", "gallery.md"));
    Matcher block =
        Pattern.compile("\n## gallery:" + name + "\n.*?\n```left\n(.*?)```", Pattern.DOTALL)
            .matcher(page);
    assertThat(block.find()).isTrue();
    return block
        .group(1)
        .lines()
        .map(line -> line.replaceFirst("  .*", ""))
        .map(path -> path.replace("//", "/(.*/)?").replaceAll("(?<!\\.)\\*", "[^/]*"))
        .map(path -> Pattern.compile(path + "(/.*)?"))
        .toList();
  }
}
