package io.xmlfleet.xml.input;

import java.util.Locale;
import java.util.function.Predicate;

/** The text that an entity is declared with, and references in such texts. */
final class EntityText {
  private EntityText() {}

  /** References to characters are replaced where an entity is declared, others where it is used. */
  static String of(String literal) throws DtdFault {
    StringBuilder text = new StringBuilder(literal.length());
    int at = 0;
    while (at < literal.length()) {
      char c = literal.charAt(at);
      if (c == '%') {
        throw new DtdFault("a % is not allowed in the text of an ENTITY");
      }
      int end = c == '&' ? referenceEnd(literal, at) : at + 1;
      if (c == '&' && literal.charAt(at + 1) == '#') {
        text.appendCodePoint(character(literal.substring(at + 2, end - 1)));
      } else {
        text.append(literal, at, end);
      }
      at = end;
    }
    return text.toString();
  }

  /** Behind the reference that begins with the {@code &} at a place. */
  static int referenceEnd(String text, int at) throws DtdFault {
    int end = text.indexOf(';', at);
    boolean character = text.startsWith("&#", at);
    if (end < 0 || (!character && !isName(text.substring(at + 1, end)))) {
      throw new DtdFault("an & is not escaped");
    }
    return end + 1;
  }

  /** The character of a reference's digits. */
  static int character(String digits) throws DtdFault {
    boolean hex = digits.startsWith("x");
    String number = hex ? digits.substring(1) : digits;
    Predicate<String> isNumber =
        hex ? n -> n.matches("0*[0-9A-Fa-f]{1,6}") : n -> n.matches("0*[0-9]{1,7}");
    if (!isNumber.test(number)) {
      throw new DtdFault("a reference is to no character");
    }
    int character = Integer.parseInt(number, hex ? 16 : 10);
    if (!XmlNames.isCharacter(character)) {
      throw new DtdFault(
          String.format(Locale.ROOT, "the character U+%04X is not allowed", character));
    }
    return character;
  }

  static boolean isName(String name) {
    return !name.isEmpty() && XmlNames.end(name, 0) == name.length();
  }

  /** What one of the five entities of XML itself stands for; 0: it is none of them. */
  static char predefined(String name) {
    return switch (name) {
      case "amp" -> '&';
      case "lt" -> '<';
      case "gt" -> '>';
      case "quot" -> '"';
      case "apos" -> '\'';
      default -> 0;
    };
  }
}
