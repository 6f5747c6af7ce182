package io.xmlfleet.draft.schema;

import io.xmlfleet.draft.ElementShape;

/**
 * A document that has once whatever a schema allows, with the text {@code x} everywhere. It is for
 * looking at paths, not at values.
 */
final class Specimen {
  private final StringBuilder xml = new StringBuilder();

  private Specimen() {}

  /**
   * The document of a root element.
   *
   * @param namespace of all elements; empty: none
   */
  static String of(ElementShape root, String namespace) {
    Specimen specimen = new Specimen();
    String declaration =
        namespace.isEmpty()
            ? ""
            : " xmlns=\"" + namespace.replace("&", "&amp;").replace("\"", "&quot;") + '"';
    specimen.element(root, declaration);
    return specimen.xml.toString();
  }

  private void element(ElementShape shape, String declaration) {
    xml.append('<').append(shape.name()).append(declaration);
    shape.attributes().forEach(each -> xml.append(' ').append(each.name()).append("=\"x\""));
    xml.append('>');
    if (shape.text() != null) {
      xml.append('x');
    }
    shape.children().forEach(child -> element(child, ""));
    xml.append("</").append(shape.name()).append('>');
  }
}
