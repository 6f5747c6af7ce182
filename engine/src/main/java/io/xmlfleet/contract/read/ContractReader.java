package io.xmlfleet.contract.read;

import io.xmlfleet.contract.Contract;
import io.xmlfleet.contract.ContractException;
import io.xmlfleet.contract.DocumentRules;
import io.xmlfleet.contract.PathStep;
import io.xmlfleet.contract.TableMapping;
import io.xmlfleet.contract.ValueSource;
import io.xmlfleet.contract.text.ContractText;
import io.xmlfleet.failure.FileProblem;
import io.xmlfleet.failure.UsageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads contracts, format version 1, from YAML or JSON in UTF-8. Stateless and thread-safe. */
public final class ContractReader {
  private static final String FORMAT = "1";
  private static final int VERSION_DIGITS = 12;

  private static final List<String> KEYS =
      List.of(
          "xmlfleet",
          "contract",
          "version",
          "description",
          "root",
          "namespaces",
          "schema",
          "app-id",
          "require",
          "limits",
          "no-rows",
          "inexact",
          "zone",
          "two-digit-years",
          "narrower",
          "nulls",
          "enums",
          "selections",
          "values",
          "tables");

  /**
   * Reads a contract from a file, or {@code gallery:NAME} from the {@link Gallery}.
   *
   * @throws ContractException if anything is wrong in it; it lists everything
   * @throws UsageException if the file cannot be read, or the gallery has no such contract
   */
  public Contract read(Path file) {
    if (Gallery.isMeant(file.toString())) {
      return read(file.toString(), Gallery.text(file.toString()));
    }
    try {
      return read(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UsageException(FileProblem.reading("the contract " + file, e), e);
    }
  }

  /**
   * Reads a contract from text.
   *
   * @param name stands for the file name in messages
   * @throws ContractException if anything is wrong in it; it lists everything
   */
  public Contract read(String name, String text) {
    return read(name, text, digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private Contract read(String name, byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return read(name, text, digest(bytes));
    } catch (CharacterCodingException e) {
      throw new UsageException("the contract " + name + " is not UTF-8", e);
    }
  }

  private static Contract read(String name, String text, String digest) {
    Problems problems = new Problems(name);
    Node node = ContractText.compose(text, problems::add);
    Fields fields = node == null ? null : Fields.of(node, problems, "a contract", KEYS);
    Contract contract = fields == null ? null : contract(fields, problems, digest);
    problems.throwIfAny();
    if (contract == null) {
      throw new IllegalStateException("no contract and no problem: " + name);
    }
    return contract;
  }

  private static @Nullable Contract contract(Fields fields, Problems problems, String digest) {
    String format = fields.required("xmlfleet");
    if (fields.has("xmlfleet") && !format.equals(FORMAT)) {
      problems.add(fields.place("xmlfleet"), "this xmlfleet reads contract format " + FORMAT);
      return null;
    }
    String name = fields.required("contract");
    String version = fields.text("version");
    fields.text("description");
    Map<String, String> namespaces = namespaces(fields, problems);
    List<PathStep> roots = DocumentRulesReader.roots(fields, problems, namespaces);
    Selections selections = new Selections();
    PathParser paths = new PathParser(problems, namespaces, roots, selections);
    ExpressionReader expressions = new ExpressionReader(problems, paths);
    ValueReader values = new ValueReader(problems, paths, expressions);
    new SelectionReader(problems, paths, selections, expressions).readAll(fields);
    declareValues(fields, problems, values, expressions);
    DocumentRules rules = new DocumentRulesReader(problems, paths, expressions).read(fields, roots);
    RowRuleReader rows = new RowRuleReader(problems, paths, selections, expressions, values);
    ColumnReader columns =
        new ColumnReader(
            problems,
            values,
            new DatabaseSources(problems, rows),
            EnumReader.read(fields, problems),
            ReadingRules.DEFAULT.of(fields, null, problems));
    List<TableMapping> tables =
        new TableReader(problems, rows, columns, expressions)
            .readAll(fields, fields.text("schema"));
    return new Contract(name, version == null ? digest : version, rules, selections.all(), tables);
  }

  /** The prefixes that a contract declares. */
  private static Map<String, String> namespaces(Fields contract, Problems problems) {
    Map<String, String> byPrefix = new LinkedHashMap<>();
    byPrefix.put(XMLConstants.XML_NS_PREFIX, XMLConstants.XML_NS_URI); // nobody needs to declare it
    Node node = contract.node("namespaces");
    Fields fields = node == null ? null : Fields.any(node, problems, "namespaces");
    if (fields != null) {
      fields.names().forEach(prefix -> byPrefix.put(prefix, uri(fields, prefix)));
    }
    return byPrefix;
  }

  /** What a prefix stands for; the empty text: names in no namespace. */
  private static String uri(Fields namespaces, String prefix) {
    String text = namespaces.text(prefix);
    return text != null && text.isEmpty() ? text : namespaces.required(prefix);
  }

  /** Names for values of the document; each may use those above it. */
  private static void declareValues(
      Fields contract, Problems problems, ValueReader values, ExpressionReader expressions) {
    Node node = contract.node("values");
    Fields byName = node == null ? null : Fields.any(node, problems, "values");
    if (byName == null) {
      return;
    }
    for (String name : byName.names()) {
      ValueSource source = values.read(byName.place(name), RowContext.NOWHERE);
      if (source != null) {
        expressions.declare(byName.place(name), name, source);
      }
    }
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest).substring(0, VERSION_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
