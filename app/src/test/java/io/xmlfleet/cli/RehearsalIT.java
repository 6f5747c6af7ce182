package io.xmlfleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher keeps of a start is what a start does. */
class RehearsalIT {
  @TempDir Path folder;

  @Test
  void runsTheSampleAndAsksThePage() throws Exception {
    Path sample = Path.of("..", "samples", "credit-applications");

    assertThat(Rehearsal.of(sample.toString(), folder.resolve("data").toString())).isTrue();
    assertThat(folder.resolve("data")).isNotEmptyDirectory();
  }
}
