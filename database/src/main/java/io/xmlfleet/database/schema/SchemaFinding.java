package io.xmlfleet.database.schema;

/**
 * Something in which a database differs from what tables need. Immutable.
 *
 * @param text one sentence that names table and column
 * @param mend what would make both agree
 */
public record SchemaFinding(Severity severity, String text, Mend mend) {
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
    return new SchemaFinding(Severity.MISSING, text, Mend.NONE);
  }

  static SchemaFinding error(String text) {
    return new SchemaFinding(Severity.ERROR, text, Mend.NONE);
  }

  static SchemaFinding warning(String text) {
    return new SchemaFinding(Severity.WARNING, text, Mend.NONE);
  }

  /** The same, and how both can be made to agree. */
  SchemaFinding mended(Mend by) {
    return new SchemaFinding(severity, text, by);
  }
}
