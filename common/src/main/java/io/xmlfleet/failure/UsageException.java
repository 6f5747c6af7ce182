package io.xmlfleet.failure;

import org.jspecify.annotations.Nullable;

/** The user must change an option, a contract or an input; trying again does not help. Exit 2. */
public class UsageException extends XmlfleetException {
  public UsageException(String message) {
    this(message, null);
  }

  public UsageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
