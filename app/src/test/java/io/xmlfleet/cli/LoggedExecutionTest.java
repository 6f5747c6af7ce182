package io.xmlfleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggedExecutionTest {
  @TempDir Path folder;

  @Test
  void saysInOneSentenceThatTheLogHasNoPlace() throws Exception {
    Path file = Files.createFile(folder.resolve("taken"));

    CommandLineCall call = CommandLineCall.of("consume", "--data", file.toString());

    assertThat(call.exitCode()).isEqualTo(2);
    // Another line names the log of an earlier command of this process, if there was one.
    assertThat(call.err().lines().findFirst())
        .hasValue(
            "xmlfleet: the data folder "
                + file
                + " cannot be written; choose another one with --data or XMLFLEET_DATA");
    assertThat(call.err()).doesNotContain("unexpected").doesNotContain("\tat ");
  }
}
