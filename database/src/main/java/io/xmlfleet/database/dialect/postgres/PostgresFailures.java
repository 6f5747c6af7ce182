package io.xmlfleet.database.dialect.postgres;

import io.xmlfleet.database.dialect.FailureKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What PostgreSQL's SQLSTATEs mean for a loader: the state itself, or else its class, which is its
 * first two characters. The meanings are those of the manual's appendix A; the driver uses the same
 * states for its own failures.
 */
final class PostgresFailures {
  private static final Map<String, FailureKind> BY_STATE =
      Map.ofEntries(
          Map.entry("23505", FailureKind.DUPLICATE_KEY),
          // The driver's: the server wants a password or a way to log in that we do not have.
          Map.entry("08004", FailureKind.CONFIGURATION),
          // A server that takes no writes: after a fail-over the address leads to another one soon.
          Map.entry("25006", FailureKind.UNAVAILABLE),
          // The server ended a transaction that ran for too long; half of its documents may do.
          Map.entry("25P04", FailureKind.TIMEOUT),
          // The server ended a session that had an open transaction and was silent.
          Map.entry("25P03", FailureKind.UNAVAILABLE),
          // Nobody knows whether the statement was completed.
          Map.entry("40003", FailureKind.UNAVAILABLE),
          // A deferred constraint, broken at the commit.
          Map.entry("40002", FailureKind.DATA),
          Map.entry("55P03", FailureKind.TRANSIENT),
          Map.entry("55006", FailureKind.TRANSIENT),
          // Memory is short right now. A full disk, or too many connections, takes longer.
          Map.entry("53200", FailureKind.TRANSIENT),
          Map.entry("57014", FailureKind.TIMEOUT),
          // Damaged pages or indexes: nobody's fault that sends rows.
          Map.entry("XX001", FailureKind.UNAVAILABLE),
          Map.entry("XX002", FailureKind.UNAVAILABLE));

  private static final Map<String, FailureKind> BY_CLASS =
      Map.ofEntries(
          Map.entry("08", FailureKind.UNAVAILABLE),
          Map.entry("0A", FailureKind.CONFIGURATION),
          Map.entry("21", FailureKind.DATA),
          Map.entry("22", FailureKind.DATA),
          Map.entry("23", FailureKind.DATA),
          // A transaction that is not as we think it is: a new one is.
          Map.entry("25", FailureKind.TRANSIENT),
          // A prepared statement that is gone, as behind some poolers.
          Map.entry("26", FailureKind.TRANSIENT),
          Map.entry("28", FailureKind.CONFIGURATION),
          Map.entry("3D", FailureKind.CONFIGURATION),
          Map.entry("3F", FailureKind.CONFIGURATION),
          Map.entry("40", FailureKind.TRANSIENT),
          Map.entry("42", FailureKind.CONFIGURATION),
          // A row that a view with a check option does not show.
          Map.entry("44", FailureKind.DATA),
          Map.entry("53", FailureKind.UNAVAILABLE),
          // A row, or its entry in an index, is too long.
          Map.entry("54", FailureKind.DATA),
          Map.entry("55", FailureKind.CONFIGURATION),
          Map.entry("57", FailureKind.UNAVAILABLE),
          Map.entry("58", FailureKind.UNAVAILABLE),
          Map.entry("72", FailureKind.TRANSIENT),
          Map.entry("F0", FailureKind.CONFIGURATION),
          // A trigger refuses the row.
          Map.entry("P0", FailureKind.DATA));

  private PostgresFailures() {}

  static FailureKind of(String state) {
    FailureKind known = BY_STATE.get(state);
    if (known != null || state.length() != 5) {
      return known == null ? FailureKind.UNKNOWN : known;
    }
    return BY_CLASS.getOrDefault(state.substring(0, 2), FailureKind.UNKNOWN);
  }

  /** The constraint or else the column that the server names; null: it names none. */
  static @Nullable String blamed(Throwable failure) {
    ServerErrorMessage said =
        failure instanceof PSQLException told ? told.getServerErrorMessage() : null;
    if (said == null) {
      return null;
    }
    if (said.getConstraint() != null) {
      return "constraint " + said.getConstraint();
    }
    return said.getColumn() == null ? null : "column " + said.getColumn();
  }
}
