package io.xmlfleet.database;

import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.database.dialect.FailureKind;
import io.xmlfleet.database.dialect.UnfitValueException;
import io.xmlfleet.table.TableId;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a chain of SQLExceptions: the first link that the dialect knows decides. */
public final class FailureReader {
  private final Dialect dialect;

  public FailureReader(Dialect dialect) {
    this.dialect = dialect;
  }

  public DatabaseFailureException read(@Nullable TableId table, SQLException failure) {
    SQLException decisive = failure;
    FailureKind kind = FailureKind.UNKNOWN;
    for (SQLException link : chain(failure)) {
      FailureKind verdict = dialect.classify(state(link), link.getErrorCode());
      if (verdict != FailureKind.UNKNOWN) {
        kind = verdict;
        decisive = link;
        break;
      }
    }
    String message =
        (table == null ? "the database" : "table " + table)
            + ": "
            + (decisive instanceof UnfitValueException ? decisive.getMessage() : describe(kind))
            + blamed(failure)
            + " (SQLSTATE "
            + state(decisive)
            + ", code "
            + decisive.getErrorCode()
            + ")";
    return new DatabaseFailureException(kind, table, message, failure);
  }

  private String blamed(SQLException failure) {
    for (SQLException link : chain(failure)) {
      String blamed = dialect.blamed(link);
      if (blamed != null) {
        return ": " + blamed;
      }
    }
    return "";
  }

  /** Of no table in particular. */
  public DatabaseFailureException read(SQLException failure) {
    return read(null, failure);
  }

  /** What a failure means for the one who met it. */
  public FailureKind kind(SQLException failure) {
    return read(failure).kind();
  }

  private static String state(SQLException e) {
    String state = e.getSQLState();
    return state == null ? "" : state;
  }

  private static String describe(FailureKind kind) {
    return switch (kind) {
      case DATA -> "a row breaks a constraint or does not fit";
      case DUPLICATE_KEY, LATE_KEY -> "a row with this key is there already";
      case TRANSIENT -> "deadlock or lock time-out";
      case TIMEOUT -> "the statement ran over its time limit";
      case UNAVAILABLE -> "no connection";
      case CONFIGURATION -> "a table, a column, a right or a login is missing";
      case UNKNOWN -> "the statement failed";
    };
  }

  private static Iterable<SQLException> chain(SQLException first) {
    Deque<Throwable> open = new ArrayDeque<>();
    Set<Throwable> seen = new HashSet<>();
    java.util.List<SQLException> links = new java.util.ArrayList<>();
    open.add(first);
    while (!open.isEmpty()) {
      Throwable link = open.remove();
      if (!seen.add(link)) {
        continue;
      }
      if (link instanceof SQLException sql) {
        links.add(sql);
        if (sql.getNextException() != null) {
          open.add(sql.getNextException());
        }
      }
      if (link.getCause() != null) {
        open.add(link.getCause());
      }
    }
    return links;
  }
}
