package io.xmlfleet.database.dialect.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.database.dialect.FailureKind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each number of SQL Server means, in the words of its messages. */
class SqlServerFailuresTest {
  private static final String NUMBERS =
      """
      2627  | a key of the primary key or a unique constraint is there already          | DUPLICATE_KEY
      2601  | a key of a unique index is there already                                  | DUPLICATE_KEY
      547   | a foreign key or check constraint is broken                               | DATA
      515   | null in a column that takes none                                          | DATA
      233   | the column cannot be null                                                 | DATA
      3609  | the transaction ended in a trigger                                        | DATA
      8152  | text or bytes would be truncated (old message)                            | DATA
      2628  | text or bytes would be truncated (names the column)                       | DATA
      511   | the row is longer than a page takes                                       | DATA
      1946  | the index entry is too long                                               | DATA
      245   | conversion of a value to a type failed                                    | DATA
      8114  | converting one data type to another failed                                | DATA
      241   | text is no date or time                                                   | DATA
      242   | a conversion gives a date out of range                                    | DATA
      295   | text is no smalldatetime                                                  | DATA
      296   | a smalldatetime out of range, from text                                   | DATA
      298   | a smalldatetime out of range, from datetime                               | DATA
      8169  | text is no uniqueidentifier                                               | DATA
      235   | text is no money                                                          | DATA
      236   | money overflow, from text                                                 | DATA
      293   | text is no smallmoney                                                     | DATA
      294   | smallmoney overflow, from text                                            | DATA
      8115  | arithmetic overflow in a conversion                                       | DATA
      220   | arithmetic overflow for an integer type                                   | DATA
      232   | arithmetic overflow for a floating type                                   | DATA
      244   | the value overflows a small integer column                                | DATA
      248   | the value overflows an int column                                         | DATA
      8134  | division by zero, in a computed column                                    | DATA
      8023  | a parameter is no valid instance of its type                              | DATA
      4815  | bulk: a column longer than it may be                                      | DATA
      4863  | bulk: truncation                                                          | DATA
      4864  | bulk: type mismatch or invalid character                                  | DATA
      4867  | bulk: overflow                                                            | DATA
      7339  | a provider gave invalid data for a column                                 | DATA
      40549 | Azure: session ended, transaction too long                                | DATA
      40550 | Azure: session ended, too many locks                                      | DATA
      40551 | Azure: session ended, too much tempdb                                     | DATA
      40552 | Azure: session ended, too much log                                        | DATA
      40553 | Azure: session ended, too much memory                                     | DATA
      1205  | deadlock victim                                                           | TRANSIENT
      1222  | lock request time-out                                                     | TRANSIENT
      1204  | no lock can be had now                                                    | TRANSIENT
      1203  | unlocking what is not owned, a matter of timing                           | TRANSIENT
      1221  | releasing locks that are not held                                         | TRANSIENT
      3960  | snapshot update conflict                                                  | TRANSIENT
      3966  | the version store gave the transaction up                                 | TRANSIENT
      3957  | snapshot not allowed when the transaction started                         | TRANSIENT
      3953  | database not recovered when the transaction started                       | TRANSIENT
      3948  | ended by a change of the availability replica                             | TRANSIENT
      3947  | ended, a secondary does not catch up                                      | TRANSIENT
      41301 | In-Memory OLTP: a transaction depended on failed                          | TRANSIENT
      41302 | In-Memory OLTP: update conflict                                           | TRANSIENT
      41305 | In-Memory OLTP: repeatable read validation                                | TRANSIENT
      41325 | In-Memory OLTP: serializable validation                                   | TRANSIENT
      41839 | In-Memory OLTP: too many commit dependencies                              | TRANSIENT
      41339 | In-Memory OLTP: table created or altered meanwhile                        | TRANSIENT
      701   | no memory for the query                                                   | TRANSIENT
      802   | no memory in the buffer pool                                              | TRANSIENT
      8645  | waiting for memory timed out                                              | TRANSIENT
      8651  | no memory grant                                                           | TRANSIENT
      8628  | waiting for the optimizer timed out                                       | TRANSIENT
      2816  | metadata of an object has changed                                         | TRANSIENT
      -2    | time limit, as .NET counts                                                | TIMEOUT
      6005  | shutdown is in progress                                                   | UNAVAILABLE
      6006  | server shut down                                                          | UNAVAILABLE
      596   | the session is killed                                                     | UNAVAILABLE
      17142 | paused, no new connections                                                | UNAVAILABLE
      17187 | not ready for connections yet                                             | UNAVAILABLE
      17188 | shutting down, no new connections                                         | UNAVAILABLE
      17197 | login timed out, heavy load                                               | UNAVAILABLE
      17830 | network error while a connection was made                                 | UNAVAILABLE
      18401 | script upgrade mode                                                       | UNAVAILABLE
      18451 | administrators only                                                       | UNAVAILABLE
      18461 | single-user mode                                                          | UNAVAILABLE
      921   | database not recovered yet                                                | UNAVAILABLE
      922   | database is recovering                                                    | UNAVAILABLE
      924   | database open for one user                                                | UNAVAILABLE
      926   | database suspect                                                          | UNAVAILABLE
      927   | database in a restore                                                     | UNAVAILABLE
      941   | database not started                                                      | UNAVAILABLE
      942   | database offline                                                          | UNAVAILABLE
      945   | database files not accessible                                             | UNAVAILABLE
      952   | database in transition                                                    | UNAVAILABLE
      954   | database is a mirror                                                      | UNAVAILABLE
      976   | replica takes no connections                                              | UNAVAILABLE
      978   | replica takes readers only                                                | UNAVAILABLE
      982   | no readable replica                                                       | UNAVAILABLE
      983   | replica is not in a role that serves                                      | UNAVAILABLE
      988   | no quorum                                                                 | UNAVAILABLE
      4221  | login to a replica waits for row versions                                 | UNAVAILABLE
      1101  | no page for the database                                                  | UNAVAILABLE
      1105  | file group is full                                                        | UNAVAILABLE
      9001  | log not available                                                         | UNAVAILABLE
      9002  | log is full                                                               | UNAVAILABLE
      40544 | Azure: database has reached its size                                      | UNAVAILABLE
      41823 | Azure: quota of in-memory tables, database                                | UNAVAILABLE
      41840 | Azure: quota of in-memory tables, pool                                    | UNAVAILABLE
      605   | page belongs to another object                                            | UNAVAILABLE
      823   | the operating system could not read or write                              | UNAVAILABLE
      824   | page is inconsistent                                                      | UNAVAILABLE
      3624  | an assertion failed                                                       | UNAVAILABLE
      20    | no encryption agreed on                                                   | UNAVAILABLE
      64    | network name gone during login                                            | UNAVAILABLE
      121   | semaphore time-out                                                        | UNAVAILABLE
      997   | overlapped I/O during login                                               | UNAVAILABLE
      10053 | connection aborted                                                        | UNAVAILABLE
      10054 | connection closed by the other side                                       | UNAVAILABLE
      10060 | connecting timed out                                                      | UNAVAILABLE
      10061 | connection refused                                                        | UNAVAILABLE
      11001 | no such host                                                              | UNAVAILABLE
      40613 | Azure: database not available now                                         | UNAVAILABLE
      40197 | Azure: error of the service                                               | UNAVAILABLE
      40143 | Azure: error of the service                                               | UNAVAILABLE
      40166 | Azure: error of the service                                               | UNAVAILABLE
      40540 | Azure: error of the service                                               | UNAVAILABLE
      40020 | Azure: in the driver's list of transient errors                           | UNAVAILABLE
      40623 | Azure: the login has to be made anew                                      | UNAVAILABLE
      40671 | Azure: cannot now, retry the connection                                   | UNAVAILABLE
      49802 | Azure: database unavailable at the moment                                 | UNAVAILABLE
      49983 | Azure: the operation failed, retry                                        | UNAVAILABLE
      40501 | Azure: busy, retry after 10 s                                             | UNAVAILABLE
      10928 | Azure: limit of sessions or requests reached                              | UNAVAILABLE
      10929 | Azure: too busy beyond the guaranteed minimum                             | UNAVAILABLE
      10930 | Azure: too busy                                                           | UNAVAILABLE
      10936 | Azure: request limit of the pool                                          | UNAVAILABLE
      40189 | Azure: resource quota exceeded                                            | UNAVAILABLE
      40642 | Azure: too busy                                                           | UNAVAILABLE
      40648 | Azure: too many requests                                                  | UNAVAILABLE
      40675 | Azure: too busy                                                           | UNAVAILABLE
      40890 | Azure: pool busy with another operation                                   | UNAVAILABLE
      40903 | Azure: server busy                                                        | UNAVAILABLE
      49510 | Azure: instance busy with another operation                               | UNAVAILABLE
      49918 | Azure: not enough resources                                               | UNAVAILABLE
      49919 | Azure: too many create or update operations                               | UNAVAILABLE
      49920 | Azure: too many operations                                                | UNAVAILABLE
      49977 | Azure: pool busy with another operation                                   | UNAVAILABLE
      42108 | Azure: pool is paused                                                     | UNAVAILABLE
      42109 | Azure: pool is warming up                                                 | UNAVAILABLE
      208   | no such object                                                            | CONFIGURATION
      207   | no such column                                                            | CONFIGURATION
      213   | not as many columns as values                                             | CONFIGURATION
      1088  | no such object, or no right                                               | CONFIGURATION
      4902  | no such object, or no right, for ALTER                                    | CONFIGURATION
      206   | types clash                                                               | CONFIGURATION
      257   | no implicit conversion                                                    | CONFIGURATION
      260   | no implicit conversion to the column                                      | CONFIGURATION
      271   | computed column                                                           | CONFIGURATION
      272   | rowversion column                                                         | CONFIGURATION
      273   | rowversion column                                                         | CONFIGURATION
      544   | identity column without IDENTITY_INSERT                                   | CONFIGURATION
      8101  | identity column without a list of columns                                 | CONFIGURATION
      229   | no right on the object                                                    | CONFIGURATION
      230   | no right on the column                                                    | CONFIGURATION
      262   | no right in the database                                                  | CONFIGURATION
      297   | no right to do this                                                       | CONFIGURATION
      300   | no right on the server                                                    | CONFIGURATION
      916   | the login has no user in the database                                     | CONFIGURATION
      4834  | no right to bulk load                                                     | CONFIGURATION
      4060  | database cannot be opened by this login                                   | CONFIGURATION
      4064  | default database cannot be opened                                         | CONFIGURATION
      3906  | database is read-only                                                     | CONFIGURATION
      18456 | login failed                                                              | CONFIGURATION
      18452 | login of an untrusted domain                                              | CONFIGURATION
      18470 | account disabled                                                          | CONFIGURATION
      18486 | account locked                                                            | CONFIGURATION
      18487 | password expired                                                          | CONFIGURATION
      18488 | password must be changed                                                  | CONFIGURATION
      40532 | Azure: server cannot be opened by this login                              | CONFIGURATION
      40615 | Azure: firewall                                                           | CONFIGURATION
      40914 | Azure: firewall of the network                                            | CONFIGURATION
      """;

  record Line(int number, String meaning, FailureKind verdict) {
    @Override
    public String toString() {
      return number + ", " + meaning + ": " + verdict;
    }
  }

  static List<Line> numbers() {
    return NUMBERS.lines().map(SqlServerFailuresTest::line).toList();
  }

  private static Line line(String text) {
    String[] parts = text.split("\\|", -1);
    return new Line(
        Integer.parseInt(parts[0].strip()),
        parts[1].strip(),
        FailureKind.valueOf(parts[2].strip()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("numbers")
  void readsTheNumberWhateverTheState(Line line) {
    for (String state : new String[] {"", "S0001", "42000", "08001", "23000"}) {
      assertThat(SqlServerFailures.of(state, line.number())).isEqualTo(line.verdict());
    }
  }

  @Test
  void hasALineForEachNumber() {
    assertThat(numbers().stream().map(Line::number))
        .containsExactlyInAnyOrderElementsOf(SqlServerFailures.numbers());
  }

  /** The driver's own failures: no number, and the state that its 13.6 gives them. */
  @ParameterizedTest(name = "{0}, {1}: {2}")
  @CsvSource({
    "08S01, connection cannot be made or was lost or timed out, UNAVAILABLE",
    "08001, the same with xopenStates, UNAVAILABLE",
    "08006, the same with xopenStates, UNAVAILABLE",
    "08003, the connection is closed, UNAVAILABLE",
    "HY008, a statement or bulk copy ran over its limit, TIMEOUT",
    "HYT00, the same from others, TIMEOUT",
    "22003, a number out of range, DATA",
    "22005, a value cannot be assigned, DATA",
    "22008, a date out of range, DATA",
    "22026, bulk: longer than the column, DATA",
    "22000, bulk: a value cannot be converted, DATA",
    "42S22, bulk: no such column in the table, CONFIGURATION",
    "40001, deadlock, TRANSIENT",
    "23000, a constraint, DATA",
    "42000, anything with xopenStates, UNKNOWN",
    "S0001, anything, UNKNOWN",
    "'', the connection is closed says bulk copy, UNKNOWN"
  })
  void readsTheStateWhereThereIsNoNumber(String state, String meaning, FailureKind verdict) {
    assertThat(SqlServerFailures.of(state, 0)).as(meaning).isEqualTo(verdict);
    assertThat(SqlServerFailures.of(state, 50_000)).as(meaning).isEqualTo(verdict);
  }

  @Test
  void leavesOutNumbersThatNobodyClaims() {
    assertThat(Stream.of(1, 50_000, 99_999).map(n -> SqlServerFailures.of("S0001", n)))
        .containsOnly(FailureKind.UNKNOWN);
    assertThat(Arrays.asList(0, 50_000)).doesNotContainAnyElementsOf(SqlServerFailures.numbers());
  }
}
