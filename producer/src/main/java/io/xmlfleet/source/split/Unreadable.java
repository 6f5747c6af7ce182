package io.xmlfleet.source.split;

import java.io.IOException;

/** Why a document cannot be read on, in words for a person; no value of the document. */
final class Unreadable extends IOException {
  /** With a clause that follows upon "the document". */
  Unreadable(String clause) {
    super(clause);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
