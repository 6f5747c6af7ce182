package io.xmlfleet.contract.read;

import io.xmlfleet.contract.DocumentRules;
import io.xmlfleet.contract.Limits;
import io.xmlfleet.contract.PathStep;
import io.xmlfleet.contract.Requirement;
import io.xmlfleet.contract.XmlPath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads what a contract says of the document as a whole. */
final class DocumentRulesReader {
  private static final List<String> LIMITS =
      List.of("depth", "attributes", "attribute-characters", "text-characters", "elements");

  private final Problems problems;
  private final PathParser paths;

  DocumentRulesReader(Problems problems, PathParser paths) {
    this.problems = problems;
    this.paths = paths;
  }

  /** The names that the root element may have. */
  static List<PathStep> roots(Fields contract, Problems problems, Namespaces namespaces) {
    PathParser names = new PathParser(problems, namespaces, List.of());
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
    return new DocumentRules(
        roots, appIdPath, requirements(contract), limits(contract.node("limits")));
  }

  private List<Requirement> requirements(Fields contract) {
    List<Requirement> requirements = new ArrayList<>();
    for (Node item : contract.list("require")) {
      Fields fields = Fields.of(item, problems, "a requirement", List.of("path", "message"));
      if (fields != null) {
        String text = fields.required("path");
        String message = fields.text("message");
        XmlPath path = paths.absolute(fields.place("path"), text);
        if (path != null) {
          String otherwise = path.text() + " is missing or blank";
          requirements.add(
              new Requirement(path, message == null ? otherwise : message, fields.at()));
        }
      }
    }
    return requirements;
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
