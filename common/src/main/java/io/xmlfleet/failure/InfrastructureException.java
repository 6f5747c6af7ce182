package io.xmlfleet.failure;

import org.jspecify.annotations.Nullable;

/** A broker, a database or a disk does not answer or refuses; somebody must look at it. Exit 3. */
public class InfrastructureException extends XmlfleetException {
  public InfrastructureException(String message) {
    this(message, null);
  }

  public InfrastructureException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
