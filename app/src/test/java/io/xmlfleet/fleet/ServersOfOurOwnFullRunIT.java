package io.xmlfleet.fleet;

import io.xmlfleet.testing.KafkaUnderTest;

/** On the broker of the tests and a database file. */
class ServersOfOurOwnFullRunIT extends FullRunContract {
  @Override
  Servers servers() {
    return new Servers(
        KafkaUnderTest.settings().bootstrapServers(),
        "jdbc:h2:file:"
            + folder.resolve("h2")
            + ";MODE=MSSQLServer;DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE",
        "sa",
        "");
  }
}
