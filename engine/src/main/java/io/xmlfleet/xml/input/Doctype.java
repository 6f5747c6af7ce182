package io.xmlfleet.xml.input;

import io.xmlfleet.failure.Stage;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a DOCTYPE declares itself. Not changed once it is read. */
final class Doctype {
  static final Doctype NONE = new Doctype();

  private static final int MOST_ENTITIES = 10_000;

  private final Map<String, Entity> entities = new HashMap<>();
  private final Map<String, Map<String, Attribute>> attributes = new HashMap<>();

  /**
   * A general entity.
   *
   * @param text that stands for it; null: it is in another file
   */
  record Entity(@Nullable String text) {}

  /**
   * An attribute of an element.
   *
   * @param tokens whether its value is a list of words
   * @param value if the element does not have it; null: none
   */
  record Attribute(boolean tokens, @Nullable String value) {}

  Doctype() {}

  /**
   * Reads a DOCTYPE.
   *
   * @param position line and column where it begins; null: they are not known
   * @param from where the DOCTYPE begins
   * @param to behind it
   * @throws UnreadableDocument if it is not well-formed, or uses a parameter entity
   */
  static Doctype of(byte[] utf8, int @Nullable [] position, int from, int to)
      throws UnreadableDocument {
    String text = new String(utf8, from, to - from, StandardCharsets.UTF_8);
    DoctypeParser parser = new DoctypeParser(text.replace("\r\n", "\n").replace('\r', '\n'));
    try {
      return parser.parse();
    } catch (DtdFault e) {
      String place = position == null ? null : parser.place(position);
      throw e.isLost()
          ? UnreadableDocument.of(Stage.PARSING, e.getMessage(), place)
          : UnreadableDocument.malformed("in the DOCTYPE: " + e.getMessage(), place);
    }
  }

  /** Makes spaces of all but the name, so that places are those of the document. */
  static void blank(byte[] utf8, int from, int to) {
    int at = from + Bytes.DOCTYPE.length;
    while (at < to && DtdScanner.isSpace((char) utf8[at])) {
      at++;
    }
    while (at < to - 1 && !DtdScanner.isSpace((char) utf8[at]) && utf8[at] != '[') {
      at++;
    }
    for (; at < to - 1; at++) {
      utf8[at] = DtdScanner.isSpace((char) utf8[at]) ? utf8[at] : (byte) ' ';
    }
  }

  /** Whether it changes nothing of what the document says. */
  boolean isPlain() {
    return entities.isEmpty() && attributes.isEmpty();
  }

  /** The first declaration of a name is the one that counts. */
  void declare(String name, Entity entity) throws DtdFault {
    entities.putIfAbsent(name, entity);
    if (entities.size() > MOST_ENTITIES) {
      throw new DtdFault("more than 10,000 entities are declared");
    }
  }

  void declare(String element, String name, Attribute attribute) {
    attributes.computeIfAbsent(element, any -> new LinkedHashMap<>()).putIfAbsent(name, attribute);
  }

  @Nullable Entity entity(String name) {
    return entities.get(name);
  }

  /** In the order in which they were declared. */
  Map<String, Attribute> attributes(String element) {
    return attributes.getOrDefault(element, Map.of());
  }
}
