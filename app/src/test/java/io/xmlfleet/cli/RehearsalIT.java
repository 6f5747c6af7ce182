package io.xmlfleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.fleet.FleetProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher keeps of a start is what a start does. */
class RehearsalIT {
  private static final Path SAMPLE =
      Path.of("..", "samples", "credit-applications").toAbsolutePath().normalize();

  @TempDir Path folder;

  @Test
  void loadsTheSampleAndAsksThePageWhateverTheUsersSettingsName() throws Exception {
    Path data = folder.resolve("data");
    Path users = folder.resolve("users");
    String database = "jdbc:h2:file:" + users + ";MODE=MSSQLServer";
    Files.writeString(folder.resolve("xmlfleet.properties"), "db=" + database + "\n");
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                FleetProcess.classPath(),
                Rehearsal.class.getName(),
                SAMPLE.toString(),
                data.toString()));
    builder.environment().put("XMLFLEET_DB", database);
    Path said = folder.resolve("said");
    Process process =
        builder
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    assertThat(data.resolve("db")).isNotEmptyDirectory();
    assertThat(folder).isDirectoryNotContaining("glob:**users*");
  }
}
