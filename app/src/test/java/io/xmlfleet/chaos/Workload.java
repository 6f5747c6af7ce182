package io.xmlfleet.chaos;

import io.xmlfleet.failure.Stopwatch;
import io.xmlfleet.fleet.FleetProcess;
import io.xmlfleet.generate.Profile;
import io.xmlfleet.generate.text.DocumentGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Documents without end, sent in waves so that there is always some work, and never so much that
 * the end of it would take long. A wave whose producer failed is sent again as another run, like an
 * operator would. {@link #run} is for one thread; the rest for any.
 */
final class Workload {
  private static final int WAVE = 200;

  /** Documents of which some are broken, in each way. */
  private static final long SERIES = 1_000_000;

  private static final long BROKEN = SERIES / 40;

  private static final Duration WAVE_LASTS = Duration.ofSeconds(Long.getLong("chaos.wave", 0));

  private final ChaosFleet fleet;
  private final Path folder;
  private final DocumentGenerator documents;
  private volatile long written;
  private volatile @Nullable FleetProcess producer;

  Workload(ChaosFleet fleet, Path folder, long seed) {
    this.fleet = fleet;
    this.folder = folder;
    this.documents = Profile.APPLICATIONS.generator(seed, SERIES, BROKEN);
  }

  /** Sends waves for as long as it is told to, and the last one to its end. */
  void run(BooleanSupplier goOn) throws Exception {
    for (int wave = 1; goOn.getAsBoolean(); wave++) {
      Stopwatch lasting = Stopwatch.start(Clock.systemUTC());
      Path files = write(wave);
      for (int attempt = 1; !send(wave, attempt, files); attempt++) {
        TimeUnit.MILLISECONDS.sleep(500); // as a restart policy would
      }
      while (goOn.getAsBoolean() && (open() > WAVE || !lasting.reached(WAVE_LASTS))) {
        TimeUnit.MILLISECONDS.sleep(200);
      }
    }
  }

  private Path write(int wave) throws IOException {
    Path files = Files.createDirectories(folder.resolve(String.format("wave-%04d", wave)));
    long first = (wave - 1L) * WAVE + 1;
    for (long number = first; number < first + WAVE; number++) {
      Files.write(files.resolve(documents.fileName(number)), documents.document(number));
    }
    written = (long) wave * WAVE;
    return files;
  }

  private boolean send(int wave, int attempt, Path files) throws Exception {
    String name = "wave-" + wave + '-' + attempt;
    FleetProcess process =
        fleet.start(
            name,
            "produce",
            files.toString(),
            "--contract",
            "credit-applications",
            "--run-id",
            name,
            "--priority",
            wave % 3 == 0 ? "high" : "normal",
            "--kafka",
            fleet.kafka());
    producer = process;
    try {
      return process.exitCode() == 0;
    } finally {
      producer = null;
    }
  }

  /**
   * Kills the next producer, some time after its start.
   *
   * @return whether there was one, and it was not done before
   */
  boolean killProducer(Duration age) throws InterruptedException {
    FleetProcess process = producer;
    for (int i = 0; process == null && i < 100; i++) {
      TimeUnit.MILLISECONDS.sleep(100);
      process = producer;
    }
    if (process == null) {
      return false;
    }
    TimeUnit.MILLISECONDS.sleep(age.toMillis());
    boolean sending = process.alive();
    process.kill();
    return sending;
  }

  /** Documents that were sent and are not loaded, roughly; all, while the database is away. */
  private long open() {
    try (Connection connection = fleet.server().login().connect();
        Statement statement = connection.createStatement();
        ResultSet loaded = statement.executeQuery("SELECT COUNT(*) FROM xmlfleet_ledger")) {
      loaded.next();
      return written - written * BROKEN / SERIES - loaded.getLong(1);
    } catch (SQLException e) {
      return Long.MAX_VALUE;
    }
  }

  /** Documents so far. */
  long written() {
    return written;
  }
}
