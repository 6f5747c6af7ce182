package io.xmlfleet.database.dialect;

import java.sql.SQLDataException;

/** A value or a row that the database does not keep, found out by us. */
public final class UnfitValueException extends SQLDataException {
  private static final long serialVersionUID = 1L;

  private final String what;

  /**
   * What is wrong.
   *
   * @param where {@code a value} of a column that is not known here, {@code a row}
   * @param what is wrong, to be read after that; says nothing of the value
   */
  public UnfitValueException(String where, String what) {
    super(where + ' ' + what, "22000");
    this.what = what;
  }

  /** The same of a column. */
  public UnfitValueException in(String column) {
    UnfitValueException named = new UnfitValueException("column " + column, what);
    named.initCause(this);
    return named;
  }
}
