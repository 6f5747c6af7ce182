package io.xmlfleet.draft.schema;

import io.xmlfleet.draft.ContractDraft;
import io.xmlfleet.draft.ElementShape;
import io.xmlfleet.draft.Prefixes;
import io.xmlfleet.draft.QualifiedName;
import io.xmlfleet.failure.UsageException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An XML Schema of which a contract can be drafted. Immutable. */
public final class XmlSchema {
  private static final int MOST_NAMED = 20;

  private final String fileName;
  private final SchemaComponents components;
  private final List<SchemaNode> own;
  private final List<String> remarks;

  private XmlSchema(String fileName, SchemaFiles files) {
    this.fileName = fileName;
    this.components = files.components();
    this.own = files.own();
    this.remarks = files.remarks();
  }

  /**
   * Reads a schema and what it includes and imports; nothing is fetched.
   *
   * @param folder nothing outside of it is read; null: the schema's own
   * @throws UsageException if the file cannot be read, is no XML Schema or not in the folder
   */
  public static XmlSchema read(Path file, @Nullable Path folder, Clock clock) {
    Path name = file.getFileName();
    return new XmlSchema(
        name == null ? file.toString() : name.toString(), SchemaFiles.read(file, folder, clock));
  }

  /** What was left out while reading. */
  public List<String> remarks() {
    return remarks;
  }

  /**
   * A contract for documents of this schema.
   *
   * @param root local name of the root element; null: the only one, of all or of the file itself
   * @param givenName of the contract; null: made of the root element's name
   * @throws UsageException if there is no such element, or a choice of several
   */
  public ContractDraft draft(@Nullable String root, @Nullable String givenName) {
    ElementShape shape = SchemaShapes.root(rootElement(root), components);
    return ContractDraft.of(
        List.of(shape), new Prefixes(), givenName, "the XML Schema " + fileName);
  }

  /**
   * A document that has every element and attribute once that the schema allows, in UTF-8: for
   * finding paths that no document can have.
   *
   * @param root local name of the root element; null: the only one, of all or of the file itself
   * @param interest that begins at the document; other elements are there and empty
   * @throws UsageException if there is no such element, or a choice of several
   */
  public byte[] specimen(@Nullable String root, Interest interest) {
    SchemaNode element = rootElement(root);
    ElementShape shape = SchemaShapes.whole(element, components, interest);
    return Specimen.of(shape, components.namespace(element)).getBytes(StandardCharsets.UTF_8);
  }

  private SchemaNode rootElement(@Nullable String root) {
    List<SchemaNode> elements =
        components.elements().stream().filter(element -> !element.isTrue("abstract")).toList();
    List<SchemaNode> wanted =
        root == null
            ? elements.stream().filter(each -> own.size() != 1 || own.contains(each)).toList()
            : elements.stream().filter(each -> root.equals(each.attribute("name"))).toList();
    if (wanted.size() == 1 || (root != null && !wanted.isEmpty())) {
      return known(wanted.get(0));
    }
    String which =
        root == null ? "name the root element with --root" : "there is no element " + root;
    throw new UsageException(
        elements.isEmpty()
            ? fileName + " defines no element"
            : which + "; " + fileName + " defines: " + listed(elements));
  }

  /** What a schema says of a root element of which nothing was read is not what is meant. */
  private SchemaNode known(SchemaNode root) {
    QualifiedName type = root.reference("type");
    boolean unread =
        type != null
            && !type.namespace().equals(SchemaNode.XSD)
            && components.find("type", type) == null;
    if (unread || (!remarks.isEmpty() && !SchemaShapes.root(root, components).hasValues())) {
      throw new UsageException(
          "what the root element "
              + root.attribute("name")
              + " consists of is in none of the files that were read\n"
              + String.join("\n", remarks));
    }
    return root;
  }

  /** Those first that are no part of others. */
  private String listed(List<SchemaNode> elements) {
    Set<String> used = new HashSet<>();
    components.all().forEach(node -> collect(node, used));
    List<String> names = new ArrayList<>();
    elements.forEach(element -> names.add(element.attribute("name", "?")));
    List<String> sorted = new ArrayList<>(names.stream().filter(n -> !used.contains(n)).toList());
    sorted.addAll(names.stream().filter(used::contains).toList());
    int others = sorted.size() - MOST_NAMED;
    String first = String.join(", ", sorted.subList(0, Math.min(MOST_NAMED, sorted.size())));
    return others > 0 ? first + " and " + others + " more" : first;
  }

  private static void collect(SchemaNode node, Set<String> used) {
    QualifiedName ref = node.reference("ref");
    if (ref != null && node.kind().equals("element")) {
      used.add(ref.local());
    }
    node.children().forEach(child -> collect(child, used));
  }
}
