package io.xmlfleet.contract.read;

import io.xmlfleet.contract.Computed;
import io.xmlfleet.contract.DocumentRules;
import io.xmlfleet.contract.Limits;
import io.xmlfleet.contract.PathStep;
import io.xmlfleet.contract.Requirement;
import io.xmlfleet.contract.RowFilter;
import io.xmlfleet.contract.XmlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads what a contract says of the document as a whole. */
final class DocumentRulesReader {
  private static final List<String> LIMITS =
      List.of("depth", "attributes", "attribute-characters", "text-characters", "elements");

  /** What becomes of a document that maps to no row. */
  private enum NoRows {
    REJECT,
    ACCEPT
  }

  private final Problems problems;
  private final PathParser paths;
  private final ExpressionReader expressions;

  DocumentRulesReader(Problems problems, PathParser paths, ExpressionReader expressions) {
    this.problems = problems;
    this.paths = paths;
    this.expressions = expressions;
  }

  /** The names that the root element may have. */
  static List<PathStep> roots(Fields contract, Problems problems, Map<String, String> namespaces) {
    PathParser names = new PathParser(problems, namespaces, List.of(), new Selections());
    List<PathStep> roots = new ArrayList<>();
    for (Node item : contract.items("root")) {
      String text = contract.textOf(item, "root");
      PathStep root = text == null ? null : names.elementName(item, text);
      if (root != null) {
        roots.add(root);
      }
    }
    if (!contract.has("root")) {
      problems.add(contract.at(), "root is missing");
    } else if (contract.items("root").isEmpty()) {
      problems.add(contract.place("root"), "root names at least one element");
    }
    return roots;
  }

  DocumentRules read(Fields contract, List<PathStep> roots) {
    String appId = contract.text("app-id");
    XmlPath appIdPath = appId == null ? null : paths.absolute(contract.place("app-id"), appId);
    if (appIdPath != null && appIdPath.counts()) {
      problems.add(contract.place("app-id"), "app-id is the path of a text, not of a number");
    }
    return new DocumentRules(
        roots,
        appIdPath,
        requirements(contract),
        limits(contract.node("limits")),
        contract.choice("no-rows", NoRows.REJECT) == NoRows.ACCEPT);
  }

  private List<Requirement> requirements(Fields contract) {
    List<Requirement> requirements = new ArrayList<>();
    for (Node item : contract.list("require")) {
      Fields fields =
          Fields.of(item, problems, "a requirement", List.of("path", "that", "message"));
      Requirement requirement = fields == null ? null : requirement(item, fields);
      if (requirement != null) {
        requirements.add(requirement);
      }
    }
    return requirements;
  }

  private @Nullable Requirement requirement(Node item, Fields fields) {
    if (fields.has("path") == fields.has("that")) {
      problems.add(item, "a requirement has either path or that");
      return null;
    }
    String message = fields.text("message");
    if (fields.has("path")) {
      XmlPath path = paths.absolute(fields.place("path"), fields.required("path"));
      return path == null
          ? null
          : new Requirement(
              new RowFilter.Present(path, true),
              message == null ? path.text() + " is missing or blank" : message,
              fields.at());
    }
    Computed condition =
        expressions.condition(fields.place("that"), fields.required("that"), RowContext.DOCUMENT);
    return condition == null
        ? null
        : new Requirement(
            new RowFilter.That(condition),
            message == null ? "a requirement of the contract is not met" : message,
            fields.at());
  }

  private Limits limits(@Nullable Node node) {
    Limits otherwise = Limits.DEFAULT;
    Fields fields = node == null ? null : Fields.of(node, problems, "limits", LIMITS);
    if (fields == null) {
      return otherwise;
    }
    return new Limits(
        fields.positive("depth", otherwise.depth()),
        fields.positive("attributes", otherwise.attributes()),
        fields.positive("attribute-characters", otherwise.attributeCharacters()),
        fields.positive("text-characters", otherwise.textCharacters()),
        fields.positive("elements", otherwise.elements()));
  }
}
