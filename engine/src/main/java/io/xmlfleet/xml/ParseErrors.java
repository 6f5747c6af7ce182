package io.xmlfleet.xml;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.xml.input.ParserMessage;
import io.xmlfleet.xml.input.Place;
import io.xmlfleet.xml.input.XmlBytes;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;

/** Why a document cannot be read, in words that show nothing of its values. */
final class ParseErrors {
  private static final String MALFORMED = "not well-formed XML: ";

  private ParseErrors() {}

  static Failure limit(String reason, @Nullable String place) {
    return new Failure(Stage.PARSING, reason, place);
  }

  static Failure timeout(@Nullable Location reached) {
    return new Failure(
        Stage.TIMEOUT, "the document took longer than an item may take", at(reached));
  }

  static Failure malformed(XMLStreamException e) {
    return of(ParserMessage.of(String.valueOf(e.getMessage())), e.getLocation());
  }

  /**
   * The same, of a document that the parser has read to its end where a reference does not end.
   *
   * @param token where the token begins at which the parser gave up
   */
  static Failure malformed(XMLStreamException e, XmlBytes document, int token) {
    boolean atEnd = String.valueOf(e.getMessage()).startsWith("Unexpected end-of-input");
    int ampersand = atEnd ? document.unescapedFrom(token) : XmlBytes.NONE;
    return ampersand == XmlBytes.NONE
        ? malformed(e)
        : malformed("an & is not escaped", document.place(ampersand));
  }

  private static Failure of(ParserMessage message, @Nullable Location location) {
    return message.entity() == null
        ? malformed(message.text(), at(location))
        : limit("the document " + message.text(), at(location));
  }

  static Failure malformed(String what, @Nullable String place) {
    return new Failure(Stage.PARSING, MALFORMED + what, place);
  }

  /** For what the parser throws without a place of its own. */
  static Failure malformed(Throwable e, @Nullable String place) {
    return malformed("the parser failed with " + e.getClass().getSimpleName(), place);
  }

  /** Of the reference that the parser stands at: all that are declared were replaced before. */
  static Failure entity(XMLStreamReader parser) {
    return of(ParserMessage.ofReference(parser.getLocalName()), parser.getLocation());
  }

  /**
   * Of the instruction that the parser stands at; null: it is right. The parser takes what is
   * before a colon in its name for a prefix, and does not tell it.
   */
  static @Nullable Failure instruction(XMLStreamReader2 parser, XmlBytes document) {
    byte[] bytes = document.bytes();
    int at = document.start() + (int) parser.getLocationInfo().getStartingByteOffset();
    while (bytes[at] != '?') { // before the root an event starts with the white space before it
      at++;
    }
    at++;
    while (at < bytes.length && bytes[at] > ' ' && bytes[at] != '?') {
      if (bytes[at] == ':') {
        return malformed(
            "a processing instruction has a colon in its name", at(parser.getLocation()));
      }
      at++;
    }
    return null;
  }

  static @Nullable String at(@Nullable Location location) {
    if (location == null || location.getLineNumber() < 1) {
      return null;
    }
    return Place.of(location.getLineNumber(), Math.max(1, location.getColumnNumber()));
  }
}
