package io.xmlfleet.database.schema;

/**
 * Something in which a database differs from what tables need. Immutable.
 *
 * @param text one sentence that names table and column
 */
public record SchemaFinding(Severity severity, String text) {
  /** How bad it is. */
  public enum Severity {
    /** A table or a column is not there: nothing can be loaded. */
    MISSING,
    /** Rows will be refused, or come out as something else. */
    ERROR,
    /** Some values may be refused or changed. */
    WARNING
  }

  public boolean isError() {
    return severity != Severity.WARNING;
  }

  static SchemaFinding missing(String text) {
    return new SchemaFinding(Severity.MISSING, text);
  }

  static SchemaFinding error(String text) {
    return new SchemaFinding(Severity.ERROR, text);
  }

  static SchemaFinding warning(String text) {
    return new SchemaFinding(Severity.WARNING, text);
  }
}
