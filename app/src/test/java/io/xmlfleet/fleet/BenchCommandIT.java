package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.message.FleetJson;
import io.xmlfleet.wiring.Shutdown;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandIT {
  @TempDir Path folder;

  @Test
  void measuresEachNumberOfWorkersAndLeavesNothingBehind() throws Exception {
    Path data = folder.resolve("data");
    Path json = folder.resolve("bench.json");
    Path svg = folder.resolve("bench.svg");

    CommandLineSession.Result result =
        new CommandLineSession(data)
            .run(
                "bench",
                "--workers=2,1",
                "--profile=small",
                "--documents=150",
                "--rounds=1",
                "--json=" + json,
                "--svg=" + svg);

    assertThat(result.exitCode()).as("%s", result).isZero();
    assertThat(result.out()).contains("throughput (rec/min)", "Round 1 of 1: 1 worker: ");
    Map<?, ?> figures = FleetJson.read(Files.readAllBytes(json), Map.class);
    assertThat((Double) figures.get("ratio_to_bare_aalto")).isBetween(1e-6, 1.0);
    assertThat((Map<?, ?>) figures.get("records_per_minute"))
        .hasSize(2)
        .allSatisfy((workers, rate) -> assertThat((Double) rate).isPositive());
    assertThat(svg).content().startsWith("<svg");
    assertThat(data)
        .isDirectoryNotContaining(path -> path.getFileName().toString().startsWith("bench-"));
  }

  @Test
  void stopsWhenAskedAndLeavesNothingBehind() {
    Path data = folder.resolve("data");
    Shutdown stop = new Shutdown();
    stop.ask();

    CommandLineSession.Result result =
        new CommandLineSession(data)
            .run(stop, "bench", "--workers=1", "--profile=small", "--documents=10", "--rounds=9");

    assertThat(result.exitCode()).as("%s", result).isEqualTo(130);
    assertThat(result.out()).contains("Stopped");
    assertThat(data)
        .isDirectoryNotContaining(path -> path.getFileName().toString().startsWith("bench-"));
  }
}
