package io.xmlfleet.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.fleet.FleetProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A planted fault that no longer fits the source would prove nothing, and nobody would notice. */
class SabotageTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Sabotage.class)
  void fitsTheSourceOfToday(Sabotage sabotage) throws Exception {
    assertThat(sabotage.compile(folder, FleetProcess.classPath())).isNotEmptyDirectory();
  }
}
