package io.xmlfleet.settings;

/** Text that is used but never shown: {@link #toString} masks it. Immutable. */
public final class Secret {
  /** No secret at all, as with a login that needs none. */
  public static final Secret NONE = new Secret("");

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  public static Secret of(String value) {
    return value.isEmpty() ? NONE : new Secret(value);
  }

  /** The text itself; hand it straight to whoever checks it, never to a log. */
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return value.isEmpty() ? "(none)" : "*****";
  }
}
