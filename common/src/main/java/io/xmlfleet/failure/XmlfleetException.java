package io.xmlfleet.failure;

import org.jspecify.annotations.Nullable;

/**
 * Root of what xmlfleet throws. The message names the thing and what to do; it never shows data.
 */
public abstract class XmlfleetException extends RuntimeException {
  XmlfleetException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
