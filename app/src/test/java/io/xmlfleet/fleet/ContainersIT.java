package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.xmlfleet.testing.DeploymentFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The fleet of the Compose files in containers, where {@code deploy/try/containers} was run before:
 * with the image that is there, or with {@code -Dxmlfleet.containers=true} with one that is built
 * anew, which takes minutes.
 */
class ContainersIT {
  @TempDir Path folder;

  @Test
  void loadsTheSampleInContainers() throws Exception {
    Path made =
        Path.of(
            Objects.requireNonNullElse(System.getenv("XMLFLEET_TRY"), "/var/cache/xmlfleet-try"));
    boolean anew = Boolean.getBoolean("xmlfleet.containers");
    assumeTrue("root".equals(System.getProperty("user.name")), "containers are root's to start");
    assumeTrue(
        anew || Files.exists(made.resolve("image")),
        "no engine with an image; as root: deploy/try/containers short");
    assumeTrue(
        !Files.exists(made.resolve("pid")), "the engine is in use; deploy/try/containers down");

    Path script = DeploymentFiles.ROOT.resolve(Path.of("deploy", "try", "containers"));
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(script.toString(), anew ? "short" : "again")
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertThat(process.waitFor(40, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    } finally {
      new ProcessBuilder(script.toString(), "down").redirectOutput(said.toFile()).start().waitFor();
    }
  }
}
