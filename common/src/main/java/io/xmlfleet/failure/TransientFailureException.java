package io.xmlfleet.failure;

import org.jspecify.annotations.Nullable;

/** The same call may succeed later; the caller backs off and tries again. */
public class TransientFailureException extends XmlfleetException {
  public TransientFailureException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
