package io.xmlfleet.generate;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way in which a document can be broken: the first match of a pattern is replaced. The stage in
 * which it then fails is that of the profile's contract.
 */
enum Corruption {
  /** VALIDATION: the contract requires an id. */
  MISSING_ID("<Application id=\"\\d+\"", "<Application"),
  /** PARSING: the file ends in the middle. */
  TRUNCATED("(?s)<Disclosures>.*", "<Disclosures>\n    <Disclosure code=\"PRI"),
  /** MAPPING: a code that the contract's enum has no entry and no fallback for. */
  UNKNOWN_DECISION("<Decision status=\"\\w+\"", "<Decision status=\"WITHDRAWN\""),
  /** MAPPING: a required amount that is no number. */
  UNREADABLE_AMOUNT("amount=\"[^\"]*\"", "amount=\"a lot\""),
  /** INSERTION: a contact comes twice, under the same primary key. */
  DUPLICATE_CONTACT("(?s)( *<Contact id=.*?</Contact>\n)", "$1$1"),
  /** INSERTION: a foreign key to a contact that does not exist. */
  UNKNOWN_SIGNER("signed-by=\"\\d+\"", "signed-by=\"7\""),
  /** PARSING: it uses an entity that would read a file of the reader's machine. */
  EXTERNAL_ENTITY(
      "(?s)<Application (.*)</Application>",
      "<!DOCTYPE Application [<!ENTITY file SYSTEM \"file:///nowhere\">]>\n"
          + "<Application $1&file;</Application>"),
  /** VALIDATION: another kind of document. */
  OTHER_ROOT("(?s)<(Application|LoanFile|PaymentNotice) (.*)</\\1>", "<Quotation $2</Quotation>"),
  /** VALIDATION: the contract requires the number. */
  MISSING_NUMBER("<(LoanFile|PaymentNotice) \\w+=\"\\d+\"", "<$1"),
  /** PARSING: the file ends in the middle of its last part. */
  CUT_OFF("(?s)<(Fees|Terms)>.*", "<$1>\n    <"),
  /** MAPPING: a required amount that is no number. */
  UNREADABLE_SUM(" (NoteAmount|PaymentAmount)=\"[^\"]*\"", " $1=\"a lot\""),
  /** INSERTION: a fee comes twice, under the same primary key. */
  DUPLICATE_FEE("( *<Fee [^>]*/>\n)", "$1$1");

  private final Pattern sound;
  private final String broken;

  Corruption(String sound, String broken) {
    this.sound = Pattern.compile(sound);
    this.broken = broken;
  }

  /** Those that a profile's documents can have, in the order in which they take turns. */
  static List<Corruption> of(Profile profile) {
    return switch (profile) {
      case APPLICATIONS ->
          List.of(
              MISSING_ID,
              TRUNCATED,
              UNKNOWN_DECISION,
              UNREADABLE_AMOUNT,
              DUPLICATE_CONTACT,
              UNKNOWN_SIGNER,
              EXTERNAL_ENTITY,
              OTHER_ROOT);
      case PRODUCTION ->
          List.of(MISSING_NUMBER, CUT_OFF, UNREADABLE_SUM, OTHER_ROOT, DUPLICATE_FEE);
      // A notice is one row: the database has nothing to refuse.
      case SMALL -> List.of(MISSING_NUMBER, CUT_OFF, UNREADABLE_SUM, OTHER_ROOT);
    };
  }

  /**
   * The document, broken.
   *
   * @throws IllegalStateException if it has nothing to break in this way
   */
  String applyTo(String document) {
    Matcher matcher = sound.matcher(document);
    if (!matcher.find()) {
      throw new IllegalStateException("nothing to break for " + this);
    }
    return matcher.replaceFirst(broken);
  }
}
