package io.xmlfleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.testing.ComposeFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresComposeFileTest extends ComposeFileTest {
  @Override
  ComposeFile file() {
    return ComposeFile.onPostgres();
  }

  @Test
  void startsPostgresAndNoSqlServer() {
    assertThat(file.services().get("postgresql")).doesNotContainKey("profiles");
    for (String other : List.of("sqlserver", "database-setup")) {
      assertThat(file.services().get(other)).containsEntry("profiles", List.of("sqlserver"));
    }
    assertThat(file.service("consumer").environment())
        .as("what the other file says is still there")
        .containsKey("XMLFLEET_CONTRACT");
  }
}
