package io.xmlfleet.xml.input;

/** What is wrong with a declaration, an entity or a tag; no value of the document. */
final class DtdFault extends Exception {
  private final boolean lost;

  private DtdFault(String what, boolean lost) {
    super(what, null, false, false);
    this.lost = lost;
  }

  /** Something that is not well-formed. */
  DtdFault(String what) {
    this(what, false);
  }

  /**
   * Something that cannot be replaced, where all around it is well-formed.
   *
   * @param clause follows upon "the document"
   */
  static DtdFault lost(String clause) {
    return new DtdFault(clause, true);
  }

  boolean isLost() {
    return lost;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
