package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.xmlfleet.testing.DeploymentFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image, and the fleet of the Compose files in containers. Takes minutes, root and Debian's
 * packages, so only {@code -Dxmlfleet.containers=true} asks for it.
 */
class ContainersIT {
  @TempDir Path folder;

  @Test
  void loadsTheSampleInContainers() throws Exception {
    assumeTrue(
        Boolean.getBoolean("xmlfleet.containers"), "not asked for: -Dxmlfleet.containers=true");
    assumeTrue("root".equals(System.getProperty("user.name")), "containers are root's to start");
    assumeTrue(
        Files.exists(Path.of("/usr/bin/apt-get")), "the engine is made of Debian's packages");

    Path script = DeploymentFiles.ROOT.resolve(Path.of("deploy", "try", "containers"));
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(script.toString(), "short")
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
