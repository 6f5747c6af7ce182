package io.xmlfleet.message;

import io.xmlfleet.failure.UsageException;

/** A record on one of our topics is not what the topic holds; somebody else wrote it. */
public final class MalformedMessageException extends UsageException {
  public MalformedMessageException(String message, Throwable cause) {
    super(message, cause);
  }
}
