package io.xmlfleet.generate;

import java.util.regex.Pattern;

/**
 * One way in which a credit application can be broken. The stage in which it fails is that of the
 * contract in {@code samples/credit-applications}.
 */
public enum Fault implements Defect {
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
  OTHER_ROOT("(?s)<Application (.*)</Application>", "<Quotation $1</Quotation>");

  private final Pattern sound;
  private final String broken;

  Fault(String sound, String broken) {
    this.sound = Pattern.compile(sound);
    this.broken = broken;
  }

  @Override
  public Pattern sound() {
    return sound;
  }

  @Override
  public String broken() {
    return broken;
  }
}
