package io.xmlfleet.draft.schema;

import io.xmlfleet.draft.QualifiedName;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The elements that may stand in an element, and how often: one, or several. Bounded against groups
 * that contain themselves. Confined to one thread.
 */
final class SchemaContent {
  private static final int MOST_NESTED = 60;
  private static final int SEVERAL = 2;

  private final SchemaComponents components;

  private final Map<String, Map<String, Part>> substitutes = new HashMap<>();

  /**
   * An element that may stand there.
   *
   * @param required whether it must: it is nil in no document, and no other one stands for it
   * @param chosen whether the schema leaves the choice between it and others
   * @param documentation what the schema says of it there, or of it anywhere
   */
  record Part(
      SchemaNode element, int most, boolean required, boolean chosen, String documentation) {
    Part(SchemaNode element, boolean required) {
      this(element, 1, required && !element.isTrue("nillable"), false, element.documentation());
    }

    private Part times(int factor, boolean always) {
      int times = Math.min(SEVERAL, most * factor);
      return new Part(element, times, required && always, chosen, documentation);
    }

    private Part with(Part other, int sum, boolean must) {
      return new Part(element, Math.min(SEVERAL, sum), must, chosen || other.chosen, documentation);
    }

    private Part inChoice() {
      return new Part(element, most, false, true, documentation);
    }

    private Part saying(String here) {
      return here.isEmpty() ? this : new Part(element, most, required, chosen, here);
    }

    boolean repeats() {
      return most >= SEVERAL;
    }
  }

  SchemaContent(SchemaComponents components) {
    this.components = components;
  }

  /** By name; those of a type that is extended come first. */
  Map<String, Part> of(SchemaNode complexType) {
    return ofType(complexType, 0);
  }

  private Map<String, Part> ofType(SchemaNode type, int depth) {
    Map<String, Part> parts = new LinkedHashMap<>();
    SchemaNode content = type.child("complexContent");
    SchemaNode derived = content == null ? null : derivation(content);
    if (depth > MOST_NESTED) {
      return parts;
    }
    if (derived != null && derived.kind().equals("extension")) {
      QualifiedName name = derived.reference("base");
      SchemaNode base = name == null ? null : components.find("type", name);
      if (base != null && base != type) {
        parts.putAll(ofType(base, depth + 1));
      }
    }
    for (SchemaNode child : (derived == null ? type : derived).children()) {
      inSequence(parts, ofParticle(child, depth + 1));
    }
    return parts;
  }

  static @Nullable SchemaNode derivation(SchemaNode content) {
    SchemaNode extension = content.child("extension");
    return extension == null ? content.child("restriction") : extension;
  }

  private Map<String, Part> ofParticle(SchemaNode node, int depth) {
    Map<String, Part> parts = new LinkedHashMap<>();
    if (depth > MOST_NESTED) {
      return parts;
    }
    switch (node.kind()) {
      case "element" -> element(node, parts, depth);
      case "group" -> {
        QualifiedName name = node.reference("ref");
        SchemaNode group = name == null ? node : components.find("group", name);
        if (group != null) {
          group.children().forEach(child -> inSequence(parts, ofParticle(child, depth + 1)));
        }
      }
      case "sequence", "all" ->
          node.children().forEach(child -> inSequence(parts, ofParticle(child, depth + 1)));
      case "choice" -> {
        node.children().forEach(child -> inChoice(parts, ofParticle(child, depth + 1)));
        if (node.children().size() > 1) {
          parts.replaceAll((name, part) -> part.inChoice());
        }
      }
      default -> {} // attributes, wildcards
    }
    int most = most(node);
    boolean always = !node.attribute("minOccurs", "1").equals("0") && !node.kind().equals("choice");
    parts.replaceAll((name, part) -> part.times(most, always));
    if (most == 0) {
      parts.clear();
    }
    return parts;
  }

  private void element(SchemaNode node, Map<String, Part> parts, int depth) {
    QualifiedName ref = node.reference("ref");
    SchemaNode element = ref == null ? node : components.find("element", ref);
    String name = element == null ? null : element.attribute("name");
    if (element == null || name == null || depth > MOST_NESTED) {
      return;
    }
    if (!element.isTrue("abstract")) {
      parts.put(name, new Part(element, true).saying(node.documentation()));
    }
    if (ref != null) {
      inChoice(parts, substitutes(name, depth));
    }
  }

  /** All that may stand for an element, also for what stands for it; found once. */
  private Map<String, Part> substitutes(String head, int depth) {
    Map<String, Part> known = substitutes.get(head);
    if (known != null || depth > MOST_NESTED) {
      return known == null ? Map.of() : known;
    }
    Map<String, Part> parts = new LinkedHashMap<>();
    for (SchemaNode substitute : components.substitutes(head)) {
      String name = substitute.attribute("name");
      if (name != null) {
        if (!substitute.isTrue("abstract")) {
          parts.put(name, new Part(substitute, false));
        }
        parts.putAll(substitutes(name, depth + 1));
      }
    }
    substitutes.put(head, parts);
    return parts;
  }

  private static void inSequence(Map<String, Part> parts, Map<String, Part> next) {
    next.forEach(
        (name, part) ->
            parts.merge(
                name, part, (a, b) -> a.with(b, a.most + b.most, a.required || b.required)));
  }

  private static void inChoice(Map<String, Part> parts, Map<String, Part> other) {
    other.forEach(
        (name, part) ->
            parts.merge(
                name,
                part,
                (a, b) -> a.with(b, Math.max(a.most, b.most), a.required && b.required)));
  }

  private static int most(SchemaNode node) {
    return switch (node.attribute("maxOccurs", "1")) {
      case "0" -> 0;
      case "1" -> 1;
      default -> SEVERAL;
    };
  }
}
