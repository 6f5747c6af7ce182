package io.xmlfleet.fleet;

import io.xmlfleet.testing.KafkaUnderTest;
import io.xmlfleet.testing.PostgresUnderTest;

/** On a PostgreSQL server. */
class PostgresFullRunIT extends FullRunContract {
  @Override
  Servers servers() {
    return new Servers(
        KafkaUnderTest.settings().bootstrapServers(),
        PostgresUnderTest.url(),
        PostgresUnderTest.USER,
        "");
  }
}
