package io.xmlfleet.pipeline;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;

/** Why an item cannot be tried: no contract for it, or its file is not to be read. */
final class RejectionException extends Exception {
  private static final long serialVersionUID = 1L;

  /** At VALIDATION; the reason is for a person. */
  RejectionException(String reason) {
    super(reason);
  }

  Failure failure() {
    return Failure.of(Stage.VALIDATION, String.valueOf(getMessage()));
  }
}
