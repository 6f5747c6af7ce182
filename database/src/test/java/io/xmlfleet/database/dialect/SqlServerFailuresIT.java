package io.xmlfleet.database.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.database.dialect.sqlserver.SqlServerDialect;
import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.SqlServerUnderTest;
import io.xmlfleet.testing.SqlServerUnderTest.Login;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SqlServerFailuresIT extends FailuresContract {
  @Override
  DatabaseUnderTest connect() {
    return SqlServerUnderTest.connect(new WriterOptions(100, true));
  }

  /** Where the server is. */
  Login login() {
    return SqlServerUnderTest.login();
  }

  @Override
  String shortLockTimeout() {
    return "SET LOCK_TIMEOUT 50";
  }

  @Override
  String slow() {
    return "WAITFOR DELAY '00:00:30'";
  }

  @Override
  boolean isNumbered(int code, int... numbers) {
    return IntStream.of(numbers).anyMatch(number -> number == code);
  }

  @Test
  void aRefusedLoginIsAMatterOfConfiguration() {
    Login login = login();
    assertThatThrownBy(
            () -> DriverManager.getConnection(login.url(), login.user(), "not the password"))
        .isInstanceOfSatisfying(
            SQLException.class,
            e -> {
              assertThat(e.getErrorCode()).isEqualTo(18456);
              assertThat(new SqlServerDialect().classify("", e.getErrorCode()))
                  .isEqualTo(FailureKind.CONFIGURATION);
            });
  }
}
