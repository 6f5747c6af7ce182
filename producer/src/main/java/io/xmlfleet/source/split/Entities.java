package io.xmlfleet.source.split;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The general entities that a document declares itself. Only those that stand for plain text are
 * replaced: no markup, no other entities, no files, so nothing multiplies. Immutable.
 */
final class Entities {
  static final Entities NONE = new Entities(Map.of());

  private static final int LONGEST_TEXT = 1_024;
  private static final int MOST = 10_000;
  private static final Pattern NAME = Pattern.compile("[\\p{L}_:][\\p{L}\\p{N}._:-]{0,39}");
  private static final Pattern DECLARED =
      Pattern.compile("<!ENTITY\\s+(%\\s+)?([^\\s\"'%&<>]+)\\s+(?:(\"[^\"]*\"|'[^']*')\\s*>)?");
  private static final Pattern CHARACTER =
      Pattern.compile("&#(?:x([0-9A-Fa-f]{1,8})|([0-9]{1,9}));");
  private static final Pattern OTHER_ENTITY =
      Pattern.compile("&(?!(?:#(?:[0-9]+|x[0-9A-Fa-f]+)|amp|lt|gt|quot|apos);)");

  /**
   * What a reference becomes.
   *
   * @param text well-formed in a text and in an attribute's value
   * @param refusal a clause that follows upon "the record"; empty: there is none
   */
  record Replacement(String text, String refusal) {
    byte[] bytes() {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  private final Map<String, Replacement> byName;

  private Entities(Map<String, Replacement> byName) {
    this.byName = byName;
  }

  /**
   * Reads declarations.
   *
   * @throws Unreadable if there are too many
   */
  static Entities in(String subset) throws Unreadable {
    Map<String, Replacement> found = new HashMap<>();
    int at = 0;
    while (at < subset.length()) {
      if (subset.charAt(at) == '%') {
        break; // what follows might be declared otherwise by what we do not read
      }
      int end = end(subset, at);
      if (subset.startsWith("<!ENTITY", at)) {
        put(found, subset.substring(at, end));
      }
      at = end;
    }
    if (found.size() > MOST) {
      throw new Unreadable("declares more than 10,000 entities");
    }
    return new Entities(Map.copyOf(found));
  }

  /** What stands for a reference; a refusal's text keeps the document well-formed. */
  Replacement replace(String name) {
    Replacement known = byName.get(name);
    return known == null
        ? refused(
            name, "which its document does not declare itself (DTDs in other files are not read)")
        : known;
  }

  private static void put(Map<String, Replacement> found, String declaration) {
    Matcher matcher = DECLARED.matcher(declaration);
    if (!matcher.lookingAt() || matcher.group(1) != null) {
      return;
    }
    String name = matcher.group(2);
    String literal = matcher.group(3);
    Replacement replacement =
        literal == null
            ? refused(name, "which is in another file; nothing is fetched")
            : replacement(name, literal.substring(1, literal.length() - 1));
    found.putIfAbsent(name, replacement); // the first declaration is the one that counts
  }

  private static Replacement replacement(String name, String literal) {
    String text = withCharacters(literal);
    if (text.length() > LONGEST_TEXT) {
      return refused(name, "which is longer than 1,024 characters");
    }
    boolean plain =
        text.indexOf('<') < 0 && literal.indexOf('%') < 0 && !OTHER_ENTITY.matcher(text).find();
    return plain
        ? new Replacement(escaped(text), "")
        : refused(name, "which is declared as more than plain text");
  }

  /** References to characters are replaced where an entity is declared, others where it is used. */
  private static String withCharacters(String literal) {
    return CHARACTER
        .matcher(literal)
        .replaceAll(
            match -> {
              int code =
                  match.group(1) == null
                      ? Integer.parseInt(match.group(2))
                      : Integer.parseUnsignedInt(match.group(1), 16);
              // What is no character stays, and the parser refuses it.
              return Matcher.quoteReplacement(
                  Character.isValidCodePoint(code) && !isSurrogate(code)
                      ? Character.toString(code)
                      : match.group());
            });
  }

  private static boolean isSurrogate(int code) {
    return code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
  }

  /** Quotes of an entity end no attribute, brackets no CDATA section. */
  private static String escaped(String text) {
    return text.replace("\"", "&#34;")
        .replace("'", "&#39;")
        .replace(">", "&gt;")
        .replace("\r", "&#13;");
  }

  private static Replacement refused(String name, String why) {
    String shown = NAME.matcher(name).matches() ? "the entity " + name : "an entity";
    return new Replacement("?", "refers to " + shown + ", " + why);
  }

  /** Behind the declaration, comment or instruction that begins at a place, or the next place. */
  private static int end(String subset, int at) {
    if (subset.startsWith("<!--", at)) {
      return behind(subset, "-->", at + 4);
    }
    if (subset.startsWith("<?", at)) {
      return behind(subset, "?>", at + 2);
    }
    if (subset.charAt(at) != '<') {
      return at + 1;
    }
    int end = at;
    while (end < subset.length() && subset.charAt(end) != '>') {
      char c = subset.charAt(end);
      end = c == '"' || c == '\'' ? behind(subset, String.valueOf(c), end + 1) : end + 1;
    }
    return Math.min(end + 1, subset.length());
  }

  private static int behind(String text, String mark, int from) {
    int found = text.indexOf(mark, from);
    return found < 0 ? text.length() : found + mark.length();
  }
}
