package io.xmlfleet.xml.input;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Why a document cannot be read on, in words for a person; no value of the document. */
public final class UnreadableDocument extends IOException {
  private static final String MALFORMED = "not well-formed XML: ";

  private final transient Failure failure;

  private UnreadableDocument(String clause, Failure failure) {
    super(clause);
    this.failure = failure;
  }

  /**
   * For any reason.
   *
   * @param clause follows upon "the document"
   */
  public static UnreadableDocument of(Stage stage, String clause, @Nullable String place) {
    return new UnreadableDocument(clause, new Failure(stage, "the document " + clause, place));
  }

  /** For what a parser does not read, or not that much of. */
  public static UnreadableDocument of(String clause) {
    return of(Stage.PARSING, clause, null);
  }

  static UnreadableDocument malformed(String what, @Nullable String place) {
    return new UnreadableDocument(
        "is " + MALFORMED + what, new Failure(Stage.PARSING, MALFORMED + what, place));
  }

  /** The same for who rejects the document. */
  public Failure failure() {
    return failure;
  }

  /** The same as a clause that follows upon "the document". */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
