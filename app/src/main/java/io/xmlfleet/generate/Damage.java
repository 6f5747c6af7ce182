package io.xmlfleet.generate;

import java.util.regex.Pattern;

/** One way in which a loan file or a payment notice can be broken, and where it then fails. */
enum Damage implements Defect {
  /** VALIDATION: the contract requires the number. */
  NO_NUMBER("<(LoanFile|PaymentNotice) \\w+=\"\\d+\"", "<$1"),
  /** PARSING: the file ends in the middle of its last part. */
  CUT_OFF("(?s)<(Fees|Terms)>.*", "<$1>\n    <"),
  /** MAPPING: a required amount that is no number. */
  UNREADABLE_AMOUNT(" (NoteAmount|PaymentAmount)=\"[^\"]*\"", " $1=\"a lot\""),
  /** VALIDATION: another kind of document. */
  OTHER_ROOT("(?s)<(LoanFile|PaymentNotice) (.*)</\\1>", "<Quotation $2</Quotation>"),
  /** INSERTION: a fee comes twice, under the same primary key. Loan files only. */
  FEE_TWICE("( *<Fee [^>]*/>\n)", "$1$1");

  private final Pattern sound;
  private final String broken;

  Damage(String sound, String broken) {
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
