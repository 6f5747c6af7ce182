package io.xmlfleet.xml;

import java.util.List;
import java.util.function.BiPredicate;

/**
 * How this product's reading of a document can differ from that of the JDK's parser, and is meant
 * to. Each is a line of docs/hostile-xml.md, which says why.
 */
enum Deviation {
  READ("read the same", (ours, theirs) -> ours.rejection() == null && ours.equals(theirs)),
  REJECTED("rejected by both", (ours, theirs) -> ours.isRejected() && theirs.isRejected()),
  OTHER_FILES(
      "uses an entity of another file", (ours, theirs) -> ours.says("refers to the entity")),
  PARAMETER_ENTITIES(
      "uses a parameter entity", (ours, theirs) -> ours.says("uses the parameter entity")),
  VERSION("XML 1.1", (ours, theirs) -> ours.says("declares XML 1.")),
  COLONS(
      "a colon in the name of an instruction, an entity or a notation",
      (ours, theirs) -> ours.says("has a colon in")),
  COLON_FIRST("a name that begins with a colon", (ours, theirs) -> ours.says("a name is missing")),
  ATTLIST_SPACE(
      "no white space between attributes of an ATTLIST",
      (ours, theirs) -> ours.says("a > is missing in an ATTLIST")),
  NOTATION_SPACE(
      "no white space in a NOTATION",
      (ours, theirs) -> ours.says("white space is missing in a NOTATION")),
  COLON_LAST(
      "a name with nothing behind its colon",
      (ours, theirs) -> ours.says("what is behind a colon is no name")),
  EBCDIC("EBCDIC without its name", (ours, theirs) -> ours.says("is in EBCDIC")),
  REPLACED(
      "bytes that mean nothing in the declared encoding",
      (ours, theirs) -> ours.says("is not valid ") && !ours.says("is not valid UTF-8")),
  CARRIAGE_RETURN(
      "a carriage return that an entity has by its number",
      (ours, theirs) ->
          !ours.isRejected() && !theirs.isRejected() && blanks(ours).equals(blanks(theirs))),
  MARK(
      "another encoding declared than the first bytes show",
      (ours, theirs) ->
          !ours.isRejected()
              && (theirs.says("not allowed in prolog")
                  || String.valueOf(theirs.rejection()).matches("[A-Za-z][A-Za-z0-9._-]*"))),
  SYSTEM_IDENTIFIER(
      "a character beyond U+FFFF in a system identifier",
      (ours, theirs) -> theirs.says("was found in the system identifier")),
  JDK_LIMIT("a limit of the JDK", (ours, theirs) -> theirs.says("JAXP000")),
  UNEXPLAINED("anything else", (ours, theirs) -> true);

  private final String words;

  @SuppressWarnings("ImmutableEnumChecker") // none of them keeps anything
  private final BiPredicate<Infoset, Infoset> holds;

  Deviation(String words, BiPredicate<Infoset, Infoset> holds) {
    this.words = words;
    this.holds = holds;
  }

  /** As the page has it. */
  String words() {
    return words;
  }

  /** Of one document. */
  static Deviation of(byte[] document) {
    Infoset ours = Infoset.ours(document);
    Infoset theirs = Infoset.theirs(document);
    for (Deviation deviation : values()) {
      if (deviation.holds.test(ours, theirs)) {
        return deviation;
      }
    }
    return UNEXPLAINED;
  }

  private static List<String> blanks(Infoset read) {
    return read.events().stream().map(event -> event.replaceAll("[\\r\\n ]+", " ")).toList();
  }
}
