package io.xmlfleet.peers;

/** A document cannot be loaded, however often it is tried. */
final class PoisonException extends RuntimeException {
  PoisonException(String reason) {
    super(reason);
  }
}
