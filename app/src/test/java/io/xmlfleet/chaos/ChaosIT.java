package io.xmlfleet.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Deadline;
import io.xmlfleet.fleet.FleetProcess;
import io.xmlfleet.message.ProgressReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever dies, freezes or is cut off: each document's rows are there exactly once or its failure
 * is a dead letter, the progress says which, and nobody has to do anything.
 *
 * <p>{@code -Dchaos.minutes=30 -Dchaos.seed=7} makes it long and other; {@code -Dchaos.brokers=1}
 * leaves it with the broker of ours instead of a cluster of three; {@code
 * -Dchaos.database=postgresql} gives it a PostgreSQL server; {@code -Dchaos.delivery=share} gives
 * the consumers a share group; {@code -Dchaos.watchers=5} puts people in front of the dashboards;
 * {@code -Dchaos.wave=20} sends no more than 200 documents in so many seconds; {@code
 * -Dchaos.gap=20000} has so many milliseconds from one fault to the next, on average; {@code
 * -Dchaos.sabotage} with the name of a {@link Sabotage} makes it fail, or the test is not worth its
 * name.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
class ChaosIT {
  private static final Path CONTRACT =
      Path.of("..", "samples", "credit-applications", "contract.yaml").toAbsolutePath().normalize();
  private static final int SHOWN = 30;

  private final Instant started = Instant.now();
  private final long seed = Long.getLong("chaos.seed", 42);
  private final int brokers = Integer.getInteger("chaos.brokers", 3);
  private final double minutes = Double.parseDouble(System.getProperty("chaos.minutes", "0.3"));
  private final @Nullable Sabotage sabotage =
      System.getProperty("chaos.sabotage") == null
          ? null
          : Sabotage.valueOf(System.getProperty("chaos.sabotage"));

  /** Denser when there is little time. */
  private final Duration meanGap =
      Duration.ofMillis(Long.getLong("chaos.gap", minutes < 5 ? 2_400 : 8_000));

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  @Timeout(value = 5, unit = TimeUnit.HOURS) // somebody may ask for two hours
  void losesNothingDoublesNothingSticksNowhere() throws Exception {
    List<Fault> schedule =
        Schedule.of(seed, Duration.ofMillis((long) (minutes * 60_000)), meanGap, brokers);
    System.out.printf(
        Locale.ROOT,
        "Chaos: seed %d, %.1f minutes, %d faults, %d brokers%n",
        seed,
        minutes,
        schedule.size(),
        brokers);
    Path documents = folder.resolve("documents");
    Map<FaultKind, Integer> faults = new EnumMap<>(FaultKind.class);
    List<String> differences = new ArrayList<>();
    long count;
    ChaosDatabase database =
        ChaosDatabase.of(
            System.getProperty("chaos.database", "h2"),
            Files.createDirectory(folder.resolve("server")));
    try (ChaosFleet fleet =
        new ChaosFleet(folder, CONTRACT, sabotagedClasses(), brokers, database)) {
      fleet.start();
      say("the fleet works");
      Workload workload = new Workload(fleet, documents, seed);
      try (Soak soak =
          minutes < 5 ? null : new Soak(fleet, betweenSamples(), ChaosFleet.WATCHERS)) {
        faults.putAll(torture(fleet, workload, schedule));
        if (soak != null) {
          soak.summary().forEach(System.out::println);
        }
      }
      count = workload.written();
      CompletableFuture<Reference> reference = reference(documents, database.another());
      say("sent everything; waiting for the end of %,d documents", count);
      awaitQuiet(fleet);
      say("quiet");
      Topics topics = Topics.read(fleet.kafkaSettings(), fleet.topics());
      say("topics read; %,d items were done more than once", topics.repeated().size());
      differences.addAll(fleet.findings());
      differences.addAll(new Oracle(reference.get(), topics).differences(database.login()));
    }
    System.out.printf(
        Locale.ROOT,
        "Chaos: seed %d, %,d documents, %d faults (%s), %d differences%n",
        seed,
        count,
        faults.values().stream().mapToInt(Integer::intValue).sum(),
        faults.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", ")),
        differences.size());
    assertThat(differences.stream().limit(SHOWN)).as("differences; see %s", folder).isEmpty();
  }

  /** So many that a tenth of the time has some. */
  private Duration betweenSamples() {
    return Duration.ofMillis((long) (minutes * 60_000 / 40));
  }

  private void say(String what, Object... arguments) {
    System.out.printf(
        Locale.ROOT,
        "%7.1f s  %s%n",
        Duration.between(started, Instant.now()).toMillis() / 1e3,
        String.format(Locale.ROOT, what, arguments));
  }

  private CompletableFuture<Reference> reference(
      Path documents, ChaosDatabase.@Nullable Login another) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return Reference.run(folder.resolve("reference"), documents, CONTRACT, another);
          } catch (Exception e) {
            throw new IllegalStateException("the reference run failed", e);
          }
        });
  }

  private @Nullable Path sabotagedClasses() throws Exception {
    return sabotage == null ? null : sabotage.compile(folder, FleetProcess.classPath());
  }

  private static Map<FaultKind, Integer> torture(
      ChaosFleet fleet, Workload workload, List<Fault> schedule) throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Void> working =
        CompletableFuture.runAsync(
            () -> {
              try {
                workload.run(() -> !over.get());
              } catch (Exception e) {
                throw new IllegalStateException("the workload broke off", e);
              }
            });
    ScheduledExecutorService keeper = Executors.newSingleThreadScheduledExecutor();
    try {
      var unused = keeper.scheduleWithFixedDelay(fleet::keepUp, 1, 1, TimeUnit.SECONDS);
      FaultRunner runner = new FaultRunner(fleet, workload);
      runner.run(schedule);
      over.set(true);
      fleet.heal();
      working.get(3, TimeUnit.MINUTES);
      return runner.done();
    } finally {
      over.set(true);
      keeper.shutdown();
    }
  }

  /** Waits until every run that was sealed is reported as finished; what is not, shows later. */
  private static void awaitQuiet(ChaosFleet fleet) throws Exception {
    Deadline patience = Deadline.after(Duration.ofSeconds(90), Clock.systemUTC());
    while (!patience.expired()) {
      try {
        if (quiet(Topics.read(fleet.kafkaSettings(), fleet.topics()))) {
          return;
        }
      } catch (KafkaException e) {
        System.out.println("The broker is not back yet: " + e.getMessage());
      }
      fleet.keepUp();
      TimeUnit.MILLISECONDS.sleep(500);
    }
    System.out.println("Not everything was finished in time.");
  }

  private static boolean quiet(Topics topics) {
    Map<String, Long> done = new HashMap<>();
    topics.outcomes().keySet().forEach(item -> done.merge(item.run(), 1L, Long::sum));
    boolean reported =
        done.entrySet().stream()
            .allMatch(
                run -> {
                  ProgressReport report = topics.reports().get(run.getKey());
                  return report != null && report.counts().completed() == run.getValue();
                });
    return reported
        && topics.outcomes().keySet().containsAll(topics.work().keySet())
        && topics.runs().values().stream()
            .filter(run -> run.total() != null)
            .allMatch(
                run -> {
                  ProgressReport report = topics.reports().get(run.run());
                  return report != null && report.finished();
                });
  }
}
