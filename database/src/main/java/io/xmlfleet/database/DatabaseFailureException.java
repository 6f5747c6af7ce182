package io.xmlfleet.database;

import io.xmlfleet.database.dialect.FailureKind;
import io.xmlfleet.failure.TransientFailureException;
import io.xmlfleet.table.TableId;
import org.jspecify.annotations.Nullable;

/**
 * A database call failed. Carries the verdict; the message names table, SQLSTATE and vendor code,
 * never the driver's text, since that quotes row values.
 */
public final class DatabaseFailureException extends TransientFailureException {
  private final FailureKind kind;
  private final transient @Nullable TableId table;

  public DatabaseFailureException(
      FailureKind kind, @Nullable TableId table, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.table = table;
  }

  public FailureKind kind() {
    return kind;
  }

  /** The table that was being written; null when none was. */
  public @Nullable TableId table() {
    return table;
  }
}
