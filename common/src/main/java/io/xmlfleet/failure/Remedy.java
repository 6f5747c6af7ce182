package io.xmlfleet.failure;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a person can do about a rejected document. Chosen by the words of its reason, for people
 * only: no behaviour depends on it. Each has a section of docs/reasons.md under its {@link
 * #anchor}. In the order in which they are tried; the last one of a stage takes every reason.
 */
public enum Remedy {
  CONTRACT_IS_NOT_HERE(
      Stage.VALIDATION,
      "the item names no contract|the contract \".*\" is (not )?loaded here",
      "Start consumers that have the contract, or send the document with the name of one that they"
          + " have (--contract); then replay."),
  FILE_IS_NOT_THERE(
      Stage.VALIDATION,
      "the file (was gone|cannot be read|changed)|the item names a file|was not there any more"
          + "|cannot be (read|opened)",
      "The file must stay as it is, and readable, until it is loaded. Send it again;"
          + " --copy-documents takes the document along."),
  NOT_AN_XML_DOCUMENT(
      Stage.VALIDATION,
      "not XML|the document is (empty|nothing but)|is named like one that is packed",
      "This file is no XML document. Unpack it, or leave it out with --include and --exclude; park"
          + " the letter."),
  ENCODING(
      Stage.VALIDATION,
      "EBCDIC|two encodings|the document declares|an XML declaration of more",
      "Correct the encoding in the document's first line, or save the document as UTF-8; send the"
          + " corrected one."),
  SIZE(
      Stage.VALIDATION,
      "more bytes than the limit|larger than|needs more memory",
      "Raise --max-document or --document-mib, or split the document with --split; then send it"
          + " again."),
  ROOT(
      Stage.VALIDATION,
      "the root element is not",
      "This is a document of another kind. Give the contract this root element, send it by"
          + " another contract, or leave such files out."),
  REQUIRE(
      Stage.VALIDATION,
      "",
      "The contract's \"require\" says this, or whoever read the source. Correct the document or"
          + " the rule; then replay."),

  ENTITY(
      Stage.PARSING,
      "entity|DOCTYPE",
      "Nothing is fetched from other files. Have the sender put the entity's text in its place, or"
          + " declare it in the document; send the corrected one."),
  PARSER_LIMIT(
      Stage.PARSING,
      "more than|longer than|deeper than|has a tag",
      "The document is larger in one of its parts than is read. Raise the limit in the contract's"
          + " \"limits\", if it has that one; then replay."),
  WRONG_ENCODING(
      Stage.PARSING,
      "is not valid \\S+ throughout",
      "The document's bytes are not in the encoding that it declares. Declare the right one in its"
          + " first line; send the corrected one."),
  NOT_WELL_FORMED(
      Stage.PARSING,
      "",
      "No XML parser reads this. Have the sender correct it, or correct it yourself at the place"
          + " that is named; send the corrected one."),

  MISSING(
      Stage.MAPPING,
      "is required and has no value",
      "Correct the document, give the column a \"default\", or let it be null; then replay."),
  ENUM(
      Stage.MAPPING,
      "has no entry in enum",
      "Add the word to the contract's enum, or give that \"otherwise\"; then replay."),
  SEVERAL(
      Stage.MAPPING,
      "there are several",
      "Say in the contract which one is meant: a selection with \"unique\", a predicate in the path,"
          + " or a table of its own; then replay."),
  TOO_LONG(
      Stage.MAPPING,
      "is longer than",
      "Make the column longer, in the contract and in the table, or shorten the text with"
          + " \"convert\"; then replay."),
  INEXACT(
      Stage.MAPPING,
      "decimal places|more digits than|does not keep|digits behind the second|an exact number",
      "The column would lose a part of the value. Give it a type that keeps all, or allow the loss"
          + " (\"inexact: round\"); then replay."),
  RANGE(
      Stage.MAPPING,
      "outside|does not fit|offset of more",
      "Give the column a larger type, in the contract and in the table, or correct the document;"
          + " then replay."),
  ZONE(
      Stage.MAPPING,
      "no offset|clocks of its zone",
      "Name the column's \"zone\" in the contract, or correct the document; then replay."),
  LOOK_UP(
      Stage.MAPPING,
      "cannot be looked up",
      "The value that another table is asked by is missing or is not of its type: correct it, or"
          + " let the column be null; then replay."),
  MAPPING_MEMORY(
      Stage.MAPPING,
      "needs more memory",
      "Raise --document-mib and the heap, or split the document with --split; then replay."),
  TYPE(
      Stage.MAPPING,
      "",
      "The text is not in a form that the column's type takes. Name its form in the contract"
          + " (\"formats\", \"convert\"), say what else to do (\"on-error\"), or correct the"
          + " document; then replay."),

  KEY_IS_TAKEN(
      Stage.INSERTION,
      "with this key is there already|several rows have the same",
      "Another document has loaded a row with this key, or the document has it twice. Correct the"
          + " key in the contract, or say \"on-duplicate\"; for a newer version of a document use"
          + " --mode replace. Then replay."),
  NO_ROW(
      Stage.INSERTION,
      "maps to no row",
      "Nothing of the document is for the contract's tables. Compare it with contract explain"
          + " --why; or say \"no-rows: accept\". Then replay."),
  OTHER_ROWS(
      Stage.INSERTION,
      "the database has other rows",
      "--mode verify found that the document and its rows differ. Nothing was written;"
          + " --mode replace would write the document's."),
  NOT_FOUND(
      Stage.INSERTION,
      "no row of .* that it is looked up by",
      "Insert the row that is looked up, or let the column be null where there is none; then"
          + " replay."),
  CONSTRAINT(
      Stage.INSERTION,
      "",
      "The database refuses the rows: a foreign key, a check, a length or a null. Compare the"
          + " contract with the table (contract check --db); correct the contract, the table or the"
          + " document; then replay."),

  TIME(
      Stage.TIMEOUT,
      "",
      "Replay it alone. If it takes long again, raise --item-timeout (mapping) or"
          + " --statement-timeout (database), or split the document; the log says where it stood."),

  MEMORY(
      Stage.UNKNOWN,
      "memory|processes ended|no worker finished it",
      "Read in the logs why the processes ended. Raise the heap (XMLFLEET_JAVA_OPTS=-Xmx…) or lower"
          + " --document-mib before you replay it."),
  FAULT(
      Stage.UNKNOWN,
      "",
      "This is a fault of xmlfleet: please report it with the place and the log's stack trace. Park"
          + " the letter until a version mends it.");

  private final Stage stage;
  private final Pattern words;
  private final String text;

  Remedy(Stage stage, String words, String text) {
    this.stage = stage;
    this.words = Pattern.compile(words);
    this.text = text;
  }

  /** The one for a failure. */
  public static Remedy of(Failure failure) {
    for (Remedy each : values()) {
      if (each.stage == failure.stage() && each.words.matcher(failure.reason()).find()) {
        return each;
      }
    }
    throw new IllegalStateException("no remedy takes every reason of " + failure.stage());
  }

  public Stage stage() {
    return stage;
  }

  /** Sentences for a person. */
  public String text() {
    return text;
  }

  /** Whether it is for all reasons of its stage that no other one takes. */
  public boolean takesTheRest() {
    return words.pattern().isEmpty();
  }

  /** Of its section in docs/reasons.md. */
  public String anchor() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
