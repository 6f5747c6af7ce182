package io.xmlfleet.fleet;

import io.xmlfleet.testing.KafkaUnderTest;
import io.xmlfleet.testing.SqlServerUnderTest;

/** On a SQL Server. */
class SqlServerFullRunIT extends FullRunContract {
  @Override
  Servers servers() {
    SqlServerUnderTest.Login login = SqlServerUnderTest.login();
    return new Servers(
        KafkaUnderTest.settings().bootstrapServers(), login.url(), login.user(), login.password());
  }
}
