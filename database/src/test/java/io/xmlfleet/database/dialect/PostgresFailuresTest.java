package io.xmlfleet.database.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.database.dialect.postgres.PostgresDialect;
import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.PostgresUnderTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresFailuresTest extends FailuresContract {
  @Override
  DatabaseUnderTest connect() {
    return PostgresUnderTest.connect(new WriterOptions(100, true));
  }

  @Override
  String shortLockTimeout() {
    return "SET lock_timeout = 50";
  }

  @Override
  String slow() {
    return "SELECT pg_sleep(60)";
  }

  /** It has no numbers. */
  @Override
  boolean isNumbered(int code, int... numbers) {
    return code == 0;
  }

  @ParameterizedTest(name = "{0} {2}: {1}")
  @CsvSource({
    "08000, UNAVAILABLE, connection exception",
    "08001, UNAVAILABLE, nobody listens",
    "08003, UNAVAILABLE, connection does not exist",
    "08006, UNAVAILABLE, connection lost",
    "08004, CONFIGURATION, a password is wanted",
    "0A000, CONFIGURATION, not supported",
    "21000, DATA, more than one row",
    "22001, DATA, text too long",
    "22003, DATA, number out of range",
    "22007, DATA, no date",
    "22021, DATA, characters that are none",
    "22P02, DATA, no number",
    "23502, DATA, null",
    "23503, DATA, refers to nothing",
    "23514, DATA, check",
    "23P01, DATA, exclusion",
    "23505, DUPLICATE_KEY, unique",
    "25006, UNAVAILABLE, read only",
    "25P02, TRANSIENT, in a failed transaction",
    "25P03, UNAVAILABLE, idle in a transaction",
    "25P04, TIMEOUT, transaction too long",
    "26000, TRANSIENT, no such prepared statement",
    "28000, CONFIGURATION, nobody may log in so",
    "28P01, CONFIGURATION, wrong password",
    "3D000, CONFIGURATION, no such database",
    "3F000, CONFIGURATION, no such schema",
    "40001, TRANSIENT, serialization",
    "40002, DATA, deferred constraint",
    "40003, UNAVAILABLE, completion unknown",
    "40P01, TRANSIENT, deadlock",
    "42501, CONFIGURATION, no right",
    "42703, CONFIGURATION, no such column",
    "42P01, CONFIGURATION, no such table",
    "42804, CONFIGURATION, types that do not go together",
    "428C9, CONFIGURATION, generated always",
    "44000, DATA, check option",
    "53100, UNAVAILABLE, disk full",
    "53200, TRANSIENT, out of memory",
    "53300, UNAVAILABLE, too many connections",
    "54000, DATA, index row too long",
    "55000, CONFIGURATION, not in the right state",
    "55006, TRANSIENT, in use",
    "55P03, TRANSIENT, lock not available",
    "57014, TIMEOUT, cancelled",
    "57P01, UNAVAILABLE, shut down",
    "57P02, UNAVAILABLE, crashed",
    "57P03, UNAVAILABLE, starting",
    "58000, UNAVAILABLE, system error",
    "58030, UNAVAILABLE, input or output",
    "72000, TRANSIENT, snapshot too old",
    "F0000, CONFIGURATION, its settings",
    "P0001, DATA, a trigger refuses",
    "XX000, UNKNOWN, internal error",
    "XX001, UNAVAILABLE, damaged page",
    "XX002, UNAVAILABLE, damaged index",
    "'', UNKNOWN, none",
    "99999, UNKNOWN, the driver's own"
  })
  void readsStates(String state, FailureKind expected, String meaning) {
    assertThat(new PostgresDialect().classify(state, 0)).as(meaning).isEqualTo(expected);
  }
}
