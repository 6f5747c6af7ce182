package io.xmlfleet.failure;

/** Somebody stopped a command before it had begun. Exit 130. */
public final class StoppedException extends XmlfleetException {
  public StoppedException(String message) {
    super(message, null);
  }
}
