package io.xmlfleet.xml.input;

import io.xmlfleet.xml.input.Doctype.Attribute;
import io.xmlfleet.xml.input.Doctype.Entity;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replaces references to entities, and applies the types and default values of attributes. What it
 * gives needs no declarations any longer. Bounded as other parsers bound it: nesting, and growth by
 * more than {@value #FREE} bytes and {@value #MOST_GROWTH} times of what was read. Confined to one
 * thread.
 */
final class Expander {
  private static final int DEEPEST = 40;
  private static final long FREE = 1_000_000;
  private static final int MOST_GROWTH = 5;

  /** So that many references to little cost something too. */
  private static final int BYTES_A_REFERENCE = 20;

  private final Doctype doctype;
  private final Map<String, Long> costs = new HashMap<>();
  private final Map<String, String> contents = new HashMap<>();
  private final Deque<String> open = new ArrayDeque<>();
  private long read;
  private long spent;
  private @Nullable String loss;

  Expander(Doctype doctype) {
    this.doctype = doctype;
  }

  /** So many bytes of the document were read. */
  void read(long bytes) {
    read = bytes;
  }

  /** Why the last tag is not what it should be, as a clause; null: it is. */
  @Nullable String takeLoss() {
    String taken = loss;
    loss = null;
    return taken;
  }

  boolean changes(String element) {
    return !doctype.attributes(element).isEmpty();
  }

  /** A well-formed piece of content for a reference in the document's text. */
  String content(String entity) throws DtdFault {
    charge(cost(entity, 0), "refers to the entity " + XmlNames.shown(entity) + ", with which it");
    String known = contents.get(entity);
    if (known == null) {
      StringBuilder out = new StringBuilder();
      appendContent(entity, out);
      known = out.toString();
      contents.put(entity, known);
    }
    return known;
  }

  /** The value of an attribute from what stands between its quotes. */
  String value(String literal, boolean tokens) throws DtdFault {
    return value(literal, tokens, false);
  }

  /**
   * A start tag with all its attributes; what cannot be replaced is a question mark, and a loss.
   *
   * @return null: the tag is not well-formed, let a parser say why
   */
  @Nullable String tag(String tag) throws DtdFault {
    String written = tag.replace("\r\n", "\n").replace('\r', '\n');
    StartTagScanner in = new StartTagScanner(written);
    String name = in.name();
    if (name == null) {
      return null;
    }
    Map<String, Attribute> declared = doctype.attributes(name);
    Set<String> present = new HashSet<>();
    StringBuilder out = new StringBuilder(written.length() + 16).append('<').append(name);
    while (in.nextAttribute()) {
      Attribute attribute = declared.get(in.attributeName());
      boolean tokens = attribute != null && attribute.tokens();
      append(out, in.attributeName(), value(in.literal(), tokens, open.isEmpty()));
      present.add(in.attributeName());
    }
    if (!in.isWellFormed()) {
      return null;
    }
    for (Map.Entry<String, Attribute> entry : declared.entrySet()) {
      String value = entry.getValue().value();
      if (value != null && !present.contains(entry.getKey())) {
        appendDefault(out, entry.getKey(), value);
      }
    }
    long lines = lines(written) - lines(out);
    return out.append("\n".repeat((int) Math.max(0, lines))).append(in.end()).toString();
  }

  private void appendDefault(StringBuilder out, String name, String value) throws DtdFault {
    try {
      charge(name.length() + value.length(), "has default values of attributes, with which it");
      append(out, name, value);
    } catch (DtdFault e) {
      if (!open.isEmpty()) {
        throw e;
      }
      loss = loss == null ? e.getMessage() : loss;
    }
  }

  private static long lines(CharSequence text) {
    return text.chars().filter(c -> c == '\n').count();
  }

  private static void append(StringBuilder out, String name, String value) {
    out.append(' ').append(name).append("=\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '"' -> out.append("&quot;");
        case '\t', '\n', '\r' -> out.append("&#").append((int) c).append(';');
        default -> out.append(c);
      }
    }
    out.append('"');
  }

  private String value(String literal, boolean tokens, boolean tolerant) throws DtdFault {
    StringBuilder out = new StringBuilder(literal.length());
    appendValue(literal, out, tolerant);
    return tokens ? String.join(" ", words(out)) : out.toString();
  }

  /** Only spaces part words; other white space stands there by its number, and stays. */
  private static String[] words(StringBuilder value) {
    String text = value.toString();
    int from = 0;
    while (from < text.length() && text.charAt(from) == ' ') {
      from++;
    }
    return text.substring(from).split(" +");
  }

  private void appendValue(String literal, StringBuilder out, boolean tolerant) throws DtdFault {
    int at = 0;
    while (at < literal.length()) {
      char c = literal.charAt(at);
      if (c == '<') {
        throw new DtdFault("a < is not escaped in the value of an attribute");
      }
      if (c != '&') {
        out.append(DtdScanner.isSpace(c) ? ' ' : c);
        at++;
        continue;
      }
      int end = EntityText.referenceEnd(literal, at);
      String name = literal.substring(at + 1, end - 1);
      if (name.startsWith("#")) {
        out.appendCodePoint(EntityText.character(name.substring(1)));
      } else if (EntityText.predefined(name) != 0) {
        out.append(EntityText.predefined(name));
      } else {
        appendEntityValue(name, out, tolerant);
      }
      at = end;
    }
  }

  private void appendEntityValue(String name, StringBuilder out, boolean tolerant) throws DtdFault {
    int before = out.length();
    try {
      if (open.isEmpty()) {
        charge(cost(name, 0), "refers to the entity " + XmlNames.shown(name) + ", with which it");
      }
      within(name, text -> appendValue(text, out, false));
    } catch (DtdFault e) {
      if (!e.isLost() || !tolerant) {
        throw e;
      }
      loss = loss == null ? e.getMessage() : loss;
      out.setLength(before);
      out.append('?');
    }
  }

  private void appendContent(String entity, StringBuilder out) throws DtdFault {
    within(entity, text -> new ContentExpander(text, out).append());
  }

  /** What is done with an entity's text. */
  private interface Use {
    void of(String text) throws DtdFault;
  }

  private void within(String name, Use use) throws DtdFault {
    String text = text(name);
    if (open.contains(name)) {
      throw unusable(name, "which refers to itself");
    }
    if (open.size() == DEEPEST) {
      throw unusable(name, "which is nested deeper than " + DEEPEST);
    }
    open.push(name);
    try {
      use.of(text);
    } catch (DtdFault e) {
      throw e.isLost() ? e : unusable(name, "which is not well-formed: " + e.getMessage());
    } finally {
      open.pop();
    }
  }

  private String text(String name) throws DtdFault {
    Entity entity = doctype.entity(name);
    if (entity == null) {
      throw DtdFault.lost(ParserMessage.notDeclared(name));
    }
    String text = entity.text();
    if (text == null) {
      throw unusable(name, "which is in another file; nothing is fetched");
    }
    return text;
  }

  private static DtdFault unusable(String name, String why) {
    return DtdFault.lost("refers to the entity " + XmlNames.shown(name) + ", " + why);
  }

  private void charge(long bytes, String what) throws DtdFault {
    long most = Math.max(FREE, MOST_GROWTH * read);
    if (spent + bytes > most) {
      throw DtdFault.lost(what + " would grow to more than " + MOST_GROWTH + " times its size");
    }
    spent += bytes;
  }

  /** At most what an entity's whole expansion takes; those that refer to themselves fail later. */
  private long cost(String name, int depth) throws DtdFault {
    Long known = costs.get(name);
    if (known != null) {
      return known;
    }
    Entity entity = doctype.entity(name);
    String text = entity == null ? null : entity.text();
    if (text == null) {
      return BYTES_A_REFERENCE;
    }
    if (depth > DEEPEST) {
      throw unusable(name, "which is nested deeper than " + DEEPEST);
    }
    costs.put(name, 0L);
    long cost = BYTES_A_REFERENCE + (long) text.length();
    for (int at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) {
      int end = XmlNames.end(text, at + 1);
      if (text.startsWith(";", end)) {
        cost = Math.min(Long.MAX_VALUE / 2, cost + cost(text.substring(at + 1, end), depth + 1));
      }
    }
    costs.put(name, cost);
    return cost;
  }

  /** Goes through the text of one entity as content. */
  private final class ContentExpander {
    private final String text;
    private final StringBuilder out;
    private int at;
    private int depth;

    ContentExpander(String text, StringBuilder out) {
      this.text = text;
      this.out = out;
    }

    void append() throws DtdFault {
      while (at < text.length()) {
        char c = text.charAt(at);
        if (c == '&') {
          reference();
        } else if (c == '<') {
          markup();
        } else {
          text();
        }
      }
      if (depth != 0) {
        throw new DtdFault("an element does not end in it");
      }
    }

    private void text() throws DtdFault {
      int end = at;
      while (end < text.length() && text.charAt(end) != '<' && text.charAt(end) != '&') {
        end++;
      }
      String run = text.substring(at, end);
      if (run.contains("]]>")) {
        throw new DtdFault("two closing brackets and a > stand in a text");
      }
      escape(run);
      at = end;
    }

    /** Lines are kept, brackets end no CDATA section. */
    private void escape(String run) {
      for (int i = 0; i < run.length(); i++) {
        char c = run.charAt(i);
        switch (c) {
          case '<', '>', '&', ']', '\r', '\n' -> out.append("&#").append((int) c).append(';');
          default -> out.append(c);
        }
      }
    }

    private void reference() throws DtdFault {
      int end = EntityText.referenceEnd(text, at);
      String name = text.substring(at + 1, end - 1);
      if (name.startsWith("#")) {
        out.append("&#").append(EntityText.character(name.substring(1))).append(';');
      } else if (EntityText.predefined(name) != 0) {
        out.append(text, at, end);
      } else {
        appendContent(name, out);
      }
      at = end;
    }

    private void markup() throws DtdFault {
      if (text.startsWith("<!--", at)) {
        int end = behind("--", at + 4);
        if (!text.startsWith(">", end)) {
          throw new DtdFault("-- stands in a comment");
        }
        at = end + 1;
      } else if (text.startsWith("<![CDATA[", at)) {
        int end = behind("]]>", at + 9);
        escape(text.substring(at + 9, end - 3));
        at = end;
      } else if (text.startsWith("<?", at)) {
        instruction();
      } else {
        tag();
      }
    }

    private void instruction() throws DtdFault {
      int nameEnd = XmlNames.end(text, at + 2);
      int end = behind("?>", at + 2);
      String name = text.substring(at + 2, nameEnd);
      boolean parted = nameEnd == end - 2 || DtdScanner.isSpace(text.charAt(nameEnd));
      if (name.isEmpty() || !parted || name.equalsIgnoreCase("xml")) {
        throw new DtdFault("a processing instruction has no name, or xml");
      }
      at = end;
    }

    private void tag() throws DtdFault {
      int end = StartTagScanner.end(text, at);
      boolean closes = text.startsWith("</", at);
      String tag = end < 0 ? "" : text.substring(at, end);
      String written = closes || tag.isEmpty() ? tag : Expander.this.tag(tag);
      depth += closes ? -1 : tag.endsWith("/>") ? 0 : 1;
      if (written == null || written.isEmpty() || depth < 0) {
        throw new DtdFault("a tag in it is not well-formed, or of an element outside of it");
      }
      out.append(written);
      at = end;
    }

    private int behind(String word, int from) throws DtdFault {
      int found = text.indexOf(word, from);
      if (found < 0) {
        throw new DtdFault("a " + word + " is missing");
      }
      return found + word.length();
    }
  }
}
