package io.xmlfleet.database.dialect.sqlserver;

import io.xmlfleet.database.dialect.FailureKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What SQL Server's error numbers mean for a loader, grouped by meaning. The meanings are those of
 * sys.messages and of Microsoft's lists of transient faults.
 *
 * <p>The driver reports its own failures (network, time limit, a value that does not fit) with the
 * number 0 and a SQLSTATE; so a number is always the server's. Numbers below 20,000 that .NET and
 * ODBC use for the network have another meaning in the server's own list, and only those are here
 * that cannot be mistaken.
 */
final class SqlServerFailures {
  private static final Map<Integer, FailureKind> BY_NUMBER = new HashMap<>();

  static {
    FailureKind data = FailureKind.DATA;
    // A key of the primary key, of a unique constraint; of a unique index.
    all(FailureKind.DUPLICATE_KEY, 2627, 2601);

    // A constraint; a null in a column that takes none; a trigger that ended the transaction.
    all(data, 547, 515, 233, 3609);
    // Truncation, by the message of old and of new servers; a row or an index entry too long.
    all(data, 8152, 2628, 511, 1946);
    // Text that is no number, date, money or uniqueidentifier; dates out of range.
    all(data, 245, 8114, 241, 242, 295, 296, 298, 8169, 235, 236, 293, 294);
    // Arithmetic overflow, division by zero, a value that is none of its type.
    all(data, 8115, 220, 232, 244, 248, 8134, 8023);
    // The same in the bulk protocol and from a provider.
    all(data, 4815, 4863, 4864, 4867, 7339);
    // Azure ended the session: too long, too many locks, too much tempdb, log or memory for one
    // transaction. Half of the documents may do.
    all(data, 40549, 40550, 40551, 40552, 40553);

    // Deadlock victim, lock time-out, no lock to be had, locks in disorder.
    all(FailureKind.TRANSIENT, 1205, 1222, 1204, 1203, 1221);
    // Row versions: update conflict, version gone, database or replica changed under a snapshot.
    all(FailureKind.TRANSIENT, 3960, 3966, 3957, 3953, 3948, 3947);
    // In-Memory OLTP: dependency failed, update conflict, validation failed, too many dependencies,
    // table altered.
    all(FailureKind.TRANSIENT, 41301, 41302, 41305, 41325, 41839, 41339);
    // Memory or an optimizer is short right now; metadata changed under the statement.
    all(FailureKind.TRANSIENT, 701, 802, 8645, 8651, 8628, 2816);

    // .NET's number for a time limit; the driver's own is SQLSTATE HY008.
    all(FailureKind.TIMEOUT, -2);

    FailureKind away = FailureKind.UNAVAILABLE;
    // Shutdown, session killed, server paused, starting, upgrading or open to administrators only.
    all(away, 6005, 6006, 596, 17142, 17187, 17188, 17197, 17830, 18401, 18451, 18461);
    // Database recovering, suspect, restoring, not started, offline, in transition, single-user.
    all(away, 921, 922, 924, 926, 927, 941, 942, 945, 952);
    // Mirror or replica that is none for writers, or has no quorum; login to it waits too long.
    all(away, 954, 976, 978, 982, 983, 988, 4221);
    // Full disk, file or log, log not there, quota used up: passes when somebody makes room.
    all(away, 1101, 1105, 9001, 9002, 40544, 41823, 41840);
    // Damaged or unreadable pages, a failed assertion: nobody's fault that sends rows.
    all(away, 605, 823, 824, 3624);
    // Network, in the numbers of .NET and ODBC.
    all(away, 20, 64, 121, 997, 10053, 10054, 10060, 10061, 11001);
    // Azure: reconfiguration, failover, an error of the service.
    all(away, 40613, 40197, 40143, 40166, 40540, 40020, 40623, 40671, 49802, 49983);
    // Azure: throttling and limits.
    all(away, 40501, 10928, 10929, 10930, 10936, 40189, 40642, 40648, 40675, 40890, 40903);
    all(away, 49510, 49918, 49919, 49920, 49977);
    // Azure: a pool that is paused or warming up.
    all(away, 42108, 42109);

    FailureKind wrong = FailureKind.CONFIGURATION;
    // No such object, column, or not as many; no such object or no right to see it.
    all(wrong, 208, 207, 213, 1088, 4902);
    // Types that do not go together, whatever the value.
    all(wrong, 206, 257, 260);
    // Columns that take no value: computed, rowversion, identity without leave.
    all(wrong, 271, 272, 273, 544, 8101);
    // No right: object, column, database, bulk load.
    all(wrong, 229, 230, 262, 297, 300, 916, 4834);
    // No such database, a database that is read-only.
    all(wrong, 4060, 4064, 3906);
    // Login refused: wrong, untrusted, disabled, locked, expired; firewall.
    all(wrong, 18456, 18452, 18470, 18486, 18487, 18488, 40532, 40615, 40914);
  }

  private SqlServerFailures() {}

  private static void all(FailureKind kind, int... numbers) {
    for (int number : numbers) {
      if (BY_NUMBER.put(number, kind) != null) {
        throw new IllegalStateException("the number " + number + " is in two groups");
      }
    }
  }

  /** The verdict: by the number, else by the state. */
  static FailureKind of(String sqlState, int number) {
    FailureKind known = BY_NUMBER.get(number);
    return known == null ? byState(sqlState) : known;
  }

  /** Numbers that have a verdict. */
  static Set<Integer> numbers() {
    return Set.copyOf(BY_NUMBER.keySet());
  }

  private static FailureKind byState(String sqlState) {
    // The driver's: no connection, connection lost, network time-out.
    if (sqlState.startsWith("08")) {
      return FailureKind.UNAVAILABLE;
    }
    // The driver's time limit of a statement, bulk copy included; ODBC's.
    if (sqlState.equals("HY008") || sqlState.equals("HYT00")) {
      return FailureKind.TIMEOUT;
    }
    if (sqlState.equals("40001")) {
      return FailureKind.TRANSIENT;
    }
    // The driver's bulk copy: a column that is not there.
    if (sqlState.equals("42S02") || sqlState.equals("42S22")) {
      return FailureKind.CONFIGURATION;
    }
    // The driver's conversions: out of range, too long, not of the type.
    return sqlState.startsWith("22") || sqlState.startsWith("23")
        ? FailureKind.DATA
        : FailureKind.UNKNOWN;
  }
}
