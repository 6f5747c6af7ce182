package io.xmlfleet.xml.input;

import io.xmlfleet.xml.input.Doctype.Attribute;
import io.xmlfleet.xml.input.Doctype.Entity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a DOCTYPE as XML 1.0 has it. What is in other files is not read, and parameter entities are
 * not known: a reference to one is a fault. Used once.
 */
final class DoctypeParser {
  /** Longer words before those that they begin with. */
  private static final List<String> TOKENIZED =
      List.of("IDREFS", "IDREF", "ID", "ENTITIES", "ENTITY", "NMTOKENS", "NMTOKEN");

  private static final int DEEPEST_MODEL = 500;

  private final String text;
  private final DtdScanner in;
  private final Doctype doctype = new Doctype();
  private final Expander expander = new Expander(doctype);

  /** Line breaks are line feeds. */
  DoctypeParser(String text) {
    this.text = text;
    this.in = new DtdScanner(text);
  }

  /** Where it stands, in a document of which the DOCTYPE begins at a place. */
  String place(int[] start) {
    int at = Math.min(in.at(), text.length());
    int lineStart = text.lastIndexOf('\n', at - 1) + 1;
    int line = start[0] + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    return Place.of(line, at - lineStart + (lineStart == 0 ? start[1] : 1));
  }

  Doctype parse() throws DtdFault {
    requireCharacters();
    in.require("<!DOCTYPE", "it");
    in.requireSpace("it");
    in.name("it");
    if (in.skipSpace() && externalId("it", false)) {
      in.skipSpace();
    }
    if (in.take("[")) {
      declarations();
      in.skipSpace();
    }
    in.require(">", "it");
    if (!in.isAtEnd()) {
      throw new DtdFault("something stands behind its declarations");
    }
    return doctype;
  }

  private void requireCharacters() throws DtdFault {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' && !XmlNames.isCharacter(c)) {
        throw new DtdFault(String.format("the character U+%04X is not allowed", (int) c));
      }
    }
  }

  private void declarations() throws DtdFault {
    while (!in.take("]")) {
      if (in.take("<!--")) {
        in.skipBehind("--", "a comment");
        in.require(">", "a comment, behind its --");
      } else if (in.take("<?")) {
        instruction();
      } else if (in.take("<!ENTITY")) {
        entity();
      } else if (in.take("<!ATTLIST")) {
        attributes();
      } else if (in.take("<!ELEMENT")) {
        element();
      } else if (in.take("<!NOTATION")) {
        notation();
      } else if (in.take("%")) {
        throw parameterEntity();
      } else if (!in.skipSpace()) {
        throw new DtdFault("something is no declaration");
      }
    }
  }

  private DtdFault parameterEntity() throws DtdFault {
    String name = in.name("a reference");
    in.require(";", "a reference");
    return DtdFault.lost(
        "uses the parameter entity " + XmlNames.shown(name) + "; parameter entities are not read");
  }

  private void instruction() throws DtdFault {
    String target = in.plainName("a processing instruction");
    if (target.equalsIgnoreCase("xml")) {
      throw new DtdFault("a processing instruction is named xml");
    }
    if (!in.take("?>")) {
      in.requireSpace("a processing instruction");
      in.skipBehind("?>", "a processing instruction");
    }
  }

  /** Whether there is one. */
  private boolean externalId(String where, boolean maybePublicOnly) throws DtdFault {
    boolean isPublic = in.take("PUBLIC");
    if (!isPublic && !in.take("SYSTEM")) {
      return false;
    }
    in.requireSpace(where);
    if (isPublic) {
      in.publicLiteral(where);
      boolean space = in.skipSpace();
      if (maybePublicOnly && in.peek() == '>') {
        return true;
      }
      if (!space) {
        throw new DtdFault("white space is missing in " + where);
      }
    }
    in.literal(where);
    return true;
  }

  private void notation() throws DtdFault {
    in.requireSpace("a NOTATION");
    in.plainName("a NOTATION");
    in.requireSpace("a NOTATION");
    if (!externalId("a NOTATION", true)) {
      throw new DtdFault("a NOTATION has neither SYSTEM nor PUBLIC");
    }
    end("a NOTATION");
  }

  private void entity() throws DtdFault {
    String where = "an ENTITY";
    in.requireSpace(where);
    boolean parameter = in.take("%");
    if (parameter) {
      in.requireSpace(where);
    }
    String name = in.plainName(where);
    in.requireSpace(where);
    Entity declared = new Entity(null);
    if (!externalId(where, false)) {
      declared = new Entity(EntityText.of(in.literal(where)));
    } else if (in.skipSpace() && !parameter && in.take("NDATA")) {
      in.requireSpace(where);
      in.plainName(where);
    }
    end(where);
    if (!parameter) {
      doctype.declare(name, declared);
    }
  }

  private void attributes() throws DtdFault {
    String where = "an ATTLIST";
    in.requireSpace(where);
    String element = in.name(where);
    while (in.skipSpace() && in.peek() != '>') {
      String name = in.name(where);
      in.requireSpace(where);
      boolean tokens = !in.take("CDATA");
      if (tokens) {
        tokenType(where);
      }
      in.requireSpace(where);
      doctype.declare(element, name, new Attribute(tokens, defaultValue(where, tokens)));
    }
    end(where);
  }

  private void tokenType(String where) throws DtdFault {
    if (in.take("NOTATION")) {
      in.requireSpace(where);
      in.require("(", where);
      choice(where, true);
    } else if (in.take("(")) {
      choice(where, false);
    } else if (TOKENIZED.stream().noneMatch(in::take)) {
      throw new DtdFault("an attribute has no type in " + where);
    }
  }

  private void choice(String where, boolean names) throws DtdFault {
    do {
      in.skipSpace();
      if (names) {
        in.name(where);
      } else {
        in.nameToken(where);
      }
      in.skipSpace();
    } while (in.take("|"));
    in.require(")", where);
  }

  private @Nullable String defaultValue(String where, boolean tokens) throws DtdFault {
    if (in.take("#REQUIRED") || in.take("#IMPLIED")) {
      return null;
    }
    if (in.take("#FIXED")) {
      in.requireSpace(where);
    }
    return expander.value(in.literal(where), tokens);
  }

  private void element() throws DtdFault {
    String where = "an ELEMENT";
    in.requireSpace(where);
    in.name(where);
    in.requireSpace(where);
    if (in.take("(")) {
      in.skipSpace();
      if (in.take("#PCDATA")) {
        mixed(where);
      } else {
        children(where, 1);
      }
    } else if (!in.take("EMPTY") && !in.take("ANY")) {
      throw new DtdFault("an ELEMENT has no content model");
    }
    end(where);
  }

  private void mixed(String where) throws DtdFault {
    in.skipSpace();
    boolean plain = true;
    while (in.take("|")) {
      plain = false;
      in.skipSpace();
      in.name(where);
      in.skipSpace();
    }
    in.require(")", where);
    if (!in.take("*") && !plain) {
      throw new DtdFault("a * is missing in " + where);
    }
  }

  /** Behind an opening bracket. */
  private void children(String where, int depth) throws DtdFault {
    if (depth > DEEPEST_MODEL) {
      throw new DtdFault("brackets are nested deeper than " + DEEPEST_MODEL + " in " + where);
    }
    char separator = 0;
    while (true) {
      in.skipSpace();
      if (in.take("(")) {
        children(where, depth + 1);
      } else {
        in.name(where);
        occurrence();
      }
      in.skipSpace();
      char next = in.peek();
      if (next == ')') {
        break;
      }
      if ((next != '|' && next != ',') || (separator != 0 && separator != next)) {
        throw new DtdFault("a closing bracket is missing in " + where);
      }
      separator = next;
      in.take(String.valueOf(next));
    }
    in.take(")");
    occurrence();
  }

  private void occurrence() {
    if (!in.take("?") && !in.take("*")) {
      in.take("+");
    }
  }

  private void end(String where) throws DtdFault {
    in.skipSpace();
    in.require(">", where);
  }
}
