package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.generate.CorpusWriter;
import io.xmlfleet.generate.CreditApplications;
import io.xmlfleet.generate.text.DocumentGenerator;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one-process fleet, killed in the middle: its broker and its database die with it. */
class KilledRunIT {
  private static final int DOCUMENTS = 1_500;
  private static final Path CONTRACT =
      Path.of("..", "samples", "credit-applications", "contract.yaml").toAbsolutePath().normalize();

  @TempDir Path folder;

  @Test
  void goesOnExactlyWhereItWasKilled() throws Exception {
    DocumentGenerator documents = new CreditApplications(4);
    new CorpusWriter(documents, folder.resolve("documents")).write(DOCUMENTS);
    try (FleetProcess killed = run("killed")) {
      killed.await("Progress: [0-9,]+/\\S+ \\(([0-9.]+)%\\)");
      killed.kill();
      assertThat(killed.output()).doesNotContain("already loaded");
    }
    try (FleetProcess second = run("second")) {
      assertThat(second.exitCode(Duration.ofMinutes(5))).as(second.output()).isZero();
      assertThat(second.output()).contains("0 failed");
    }
    try (FleetProcess database =
        FleetProcess.start(folder, "database", "database", "--port", "0")) {
      new ExpectedRows(CONTRACT, documents, DOCUMENTS)
          .assertIn(database.await("Database ready: (\\S+)"));
      assertThat(database.terminate()).isZero();
    }
  }

  private FleetProcess run(String name) throws Exception {
    return FleetProcess.start(
        folder,
        name,
        "run",
        folder.resolve("documents").toString(),
        "--contract",
        CONTRACT.toString(),
        "--batch",
        "5"); // slow, so that the run has a middle
  }
}
