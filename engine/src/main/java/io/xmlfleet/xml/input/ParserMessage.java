package io.xmlfleet.xml.input;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a parser says of a document that is not well-formed, in words that show nothing of its
 * values: of what the parser quotes, only names of elements, attributes, prefixes and entities, and
 * the numbers of characters that are not allowed.
 *
 * @param entity a reference to it cannot be replaced, and that is all that is wrong; null: another
 *     fault
 */
public record ParserMessage(String text, @Nullable String entity) {
  private static final String UNESCAPED = "an & is not escaped";

  /** What the parser quotes may be a value, or a part of one. */
  private static final Pattern QUOTED =
      Pattern.compile("['\"(\\[].*['\")\\]]|['\"(\\[].*|(?<=encoding: ).*", Pattern.DOTALL);

  private static final Pattern PLACE = Pattern.compile("\\R at \\[[^\\]\\[]*]: \\[[0-9,]*]\\s*$");
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\p{Cs}]+");
  private static final int LONGEST = 200;

  private static final Pattern ENTITY =
      Pattern.compile(
          "(?s)(?:Unexpanded ENTITY_REFERENCE|General entity reference) \\(&?([^;)]*);?\\).*");
  private static final Pattern CHARACTER =
      Pattern.compile(
          "(?s)(?:Illegal (?:XML )?character|Invalid [a-z ]*character|Unexpected character).*?"
              + "(?:code |unicode |0x)([0-9a-fA-F]+)\\)(.*)");

  /** What the parser says begins so; $1 is a name. */
  private record Known(Pattern begin, String text) {
    static Known of(String begin, String text) {
      return new Known(Pattern.compile(begin, Pattern.DOTALL), text);
    }
  }

  private static final List<Known> KNOWN =
      List.of(
          Known.of("String '--' not allowed in comment.*", "-- stands in a comment"),
          Known.of(
              "String '\\]\\]>' not allowed.*",
              "two closing brackets and a > stand in a text: escape the >"),
          Known.of("Unbound namespace prefix '([^']*)'.*", "the prefix $1 is not declared"),
          Known.of("Duplicate attributes \"([^\"]*)\".*", "the attribute $1 stands there twice"),
          Known.of(
              "Duplicate namespace declaration for the default.*",
              "the default namespace is declared twice"),
          Known.of(
              "Illegal namespace declaration.*",
              "the prefixes xml and xmlns and their namespaces belong to XML itself"),
          Known.of("Invalid null character.*", "a reference is to no character"),
          Known.of("Illegal character entity.*", "a reference is to a character beyond U+10FFFF"),
          Known.of(
              "Illegal processing instruction target.*",
              "a processing instruction is named xml, or an XML declaration is not at the beginning"),
          Known.of("Illegal character \\(NULL.*", "it contains a NUL byte"),
          Known.of(
              "Unexpected character.*expected a name start character.*",
              "a name is missing, or a < is not escaped"),
          Known.of("Unexpected character.*expected '='.*", "an attribute has no value"),
          Known.of("Unexpected character.*Expected a quote.*", "a value is not in quotes"),
          Known.of(
              "Unexpected character.*expected a (?:decimal|hex).*",
              "a reference is to no character"),
          Known.of("Unexpected character.*expected '>'.*", "a > is missing"),
          Known.of("Unexpected character.*expected space.*", "white space or a > is missing"),
          Known.of(
              "Unexpected character.* in epilog.*", "there is something behind the root element"),
          Known.of(
              "Unexpected character.* in prolog.*", "there is something before the root element"),
          Known.of(
              "Duplicate namespace declaration for prefix '([^']*)'.*",
              "the prefix $1 is declared twice"),
          Known.of(
              "Unexpected end tag: expected </([^>]*)>.*",
              "the end tag is another one than that of the element $1"),
          Known.of(
              ".*'<' not allowed in attribute value.*",
              "a < is not escaped in the value of an attribute"));

  /** The words for what a parser says. */
  public static ParserMessage of(String message) {
    Matcher entity = ENTITY.matcher(message);
    if (entity.matches()) {
      return ofReference(entity.group(1));
    }
    for (Known known : KNOWN) {
      Matcher matcher = known.begin.matcher(message);
      if (matcher.matches()) {
        String name = matcher.groupCount() == 0 ? "" : XmlNames.shown(matcher.group(1));
        return new ParserMessage(known.text.replace("$1", name), null);
      }
    }
    Matcher character = CHARACTER.matcher(message);
    return new ParserMessage(
        character.matches() ? character(message, character) : clean(message), null);
  }

  /** Of a reference that a parser takes for one, whatever its name is. */
  public static ParserMessage ofReference(String name) {
    return EntityText.isName(name)
        ? new ParserMessage(notDeclared(name), name)
        : new ParserMessage(UNESCAPED, null);
  }

  /** Of a reference to an entity, as a clause that follows upon "the document". */
  static String notDeclared(String entity) {
    return "refers to the entity "
        + XmlNames.shown(entity)
        + ", which the document does not declare itself; other files are not read";
  }

  private static String character(String message, Matcher matcher) {
    boolean hex = message.startsWith("0x", matcher.start(1) - 2);
    int code = Integer.parseUnsignedInt(matcher.group(1), hex ? 16 : 10);
    String rest = clean(matcher.group(2).replaceFirst("^[);\\s]+", ""));
    if (!XmlNames.isCharacter(code)) {
      return String.format(Locale.ROOT, "the character U+%04X is not allowed", code);
    }
    if (message.startsWith("Invalid name")) {
      return code < 0x80
          ? UNESCAPED
          : String.format(Locale.ROOT, "the character U+%04X is not allowed in a name", code);
    }
    // Letters and digits may be all of a value.
    String shown =
        Character.isLetterOrDigit(code)
            ? "a letter or digit"
            : String.format(Locale.ROOT, "the character U+%04X", code);
    return shown + " is not expected there" + (rest.isEmpty() ? "" : ": " + rest);
  }

  private static String clean(String message) {
    String clean = PLACE.matcher(message).replaceFirst("");
    clean = QUOTED.matcher(clean).replaceFirst("…");
    clean = CONTROLS.matcher(clean).replaceAll(" ").strip();
    return clean.length() > LONGEST ? clean.substring(0, LONGEST) + '…' : clean;
  }
}
