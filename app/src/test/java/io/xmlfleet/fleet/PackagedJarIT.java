package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar and the libraries beside it, as the launcher and the image start them. */
class PackagedJarIT {
  private static final Path JAR = Path.of("target", "xmlfleet.jar").toAbsolutePath();
  private static final Path SAMPLE =
      Path.of("..", "samples", "credit-applications").toAbsolutePath().normalize();

  @TempDir Path folder;

  @Test
  void runsTheSampleWithNothingButItsOwnLibraries() throws Exception {
    try (Stream<Path> libraries = Files.list(JAR.resolveSibling("lib"))) {
      assertThat(libraries.map(library -> library.getFileName().toString()))
          .noneMatch(name -> name.contains("junit") || name.contains("log4j-core"));
    }
    try (FleetProcess run = FleetProcess.startJar(folder, JAR, "run", "run", SAMPLE.toString())) {
      assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
      assertThat(run.output()).contains("194 loaded, 0 already loaded, 6 failed");
    }
  }
}
