package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.bench.LatencyLink;
import io.xmlfleet.cli.CommandLineCall;
import io.xmlfleet.embedded.MemoryDatabase;
import io.xmlfleet.failure.Deadline;
import io.xmlfleet.ledger.LedgerTable;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Fleets of processes that wait for their database more than for their cores, and topics on which
 * much waits. Takes minutes, so only whoever asks for it gets it.
 */
@EnabledIfSystemProperty(named = "scale.latency", matches = "\\d+")
class ScaleIT {
  private static final int LATENCY = Integer.getInteger("scale.latency", 5); // milliseconds
  private static final int WAITING = Integer.getInteger("scale.waiting", 1_000_000);
  private static final int FEW = 10_000;
  private static final int TRIPS = 4; // of a transaction into one table: RoundTripsTest
  private static final String TABLES = "INFORMATION_SCHEMA.TABLES";
  private static final String LEDGER = LedgerTable.NAME;
  private static final Duration WINDOW = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String CONTRACT =
      """
      xmlfleet: 1
      contract: scale
      root: D
      tables:
        - table: d
          rows: { each: /D }
          columns:
            - { column: id, type: string(40), from: /D/@id }
      """;

  @TempDir Path folder;

  private final MemoryDatabase database = MemoryDatabase.start();
  private final LatencyLink link = LatencyLink.to(database.port(), Duration.ofMillis(LATENCY));
  private final List<FleetProcess> consumers = new ArrayList<>();
  private FleetProcess broker;
  private String kafka;

  @BeforeEach
  void startServers() throws Exception {
    Files.writeString(folder.resolve("contract.yaml"), CONTRACT);
    broker = FleetProcess.start(folder, "broker", "broker", "--port", "0");
    kafka = broker.await("Broker ready: (\\S+)");
  }

  @AfterEach
  void stopAll() {
    consumers.forEach(FleetProcess::close);
    broker.close();
    link.close();
    database.close();
  }

  @Test
  void sixtyFourThreadsInFourProcessesLoadSixtyFourTimesWhatOneDoes() throws Exception {
    Rates rates = sideBySide(64, 4, 1);

    assertThat(rates.many()).isGreaterThan(0.85 * 64 * rates.one());
  }

  /** What a document is computed, and what it waits, comes from the one thread. */
  @ParameterizedTest
  @CsvSource({"2, 1, 1", "4, 2, 5", "8, 2, 5", "16, 4, 1"})
  void loadsWhatTheModelSays(int threads, int processes, int batch) throws Exception {
    Rates rates = sideBySide(threads, processes, batch);

    double batchMillis = 1_000.0 * batch / rates.one();
    double roundTrip = (batchMillis - batch * rates.coreMillis()) / TRIPS;
    int cores = Runtime.getRuntime().availableProcessors();
    FleetModel model =
        new FleetModel(
            threads, threads, cores, batch, TRIPS, roundTrip, rates.coreMillis(), cores, 0);
    System.out.printf("measured %.1f/s, said %.1f/s%n", rates.many(), model.documentsPerSecond());
    assertThat(model.documentsPerSecond())
        .as("%s", model)
        .isCloseTo(rates.many(), Percentage.withPercentage(20));
  }

  @Test
  void whatWaitsCostsNothing() throws Exception {
    topics("few", 12);
    topics("much", 12);
    fill("few", FEW);
    fill("much", WAITING);
    List<List<Double>> ratios = new ArrayList<>();
    for (int round = 0; round < 6; round++) {
      List<Double> few = costs("few", "few-" + round);
      List<Double> much = costs("much", "much-" + round);
      System.out.printf("few %s, %,d waiting %s%n", few, WAITING, much);
      if (round > 0) {
        ratios.add(IntStream.range(0, 3).mapToObj(i -> much.get(i) / few.get(i)).toList());
      }
    }
    for (int what = 0; what < 3; what++) {
      int each = what;
      double median = ratios.stream().mapToDouble(round -> round.get(each)).sorted().toArray()[2];
      System.out.printf("ratio %d: %.2f%n", what, median);
      assertThat(median).as("of lag, start, rebalance, number %d", what).isLessThan(1.3);
    }
  }

  /** Processor time in ms: of lag, of a consumer until it loads, of another one until it does. */
  private List<Double> costs(String prefix, String name) throws Exception {
    double before = cpu(ProcessHandle.of(broker.pid()).orElseThrow()) + ownCpu();
    CommandLineCall lag =
        CommandLineCall.of("lag", "--kafka", kafka, "--topic-prefix", prefix, "--over", "1");
    double lagged = cpu(ProcessHandle.of(broker.pid()).orElseThrow()) + ownCpu() - before;
    assertThat(lag.exitCode()).as(lag.toString()).isZero();
    double first = untilItLoads(consume(prefix, name + "-a", 1, 1), name + "-a");
    double second = untilItLoads(consume(prefix, name + "-b", 1, 1), name + "-b");
    for (FleetProcess each : consumers) {
      assertThat(each.terminate()).as(each.output()).isZero();
    }
    consumers.clear();
    return List.of(lagged, first, second);
  }

  private double untilItLoads(FleetProcess consumer, String instance) throws Exception {
    Deadline deadline = Deadline.after(PATIENCE, Clock.systemUTC());
    while (count("*", "where worker like '" + instance + "/%'") == 0) {
      assertThat(deadline.expired()).as(consumer.output()).isFalse();
      Thread.sleep(20); // what it costs is measured, not when it is seen
    }
    return cpu(ProcessHandle.of(consumer.pid()).orElseThrow());
  }

  /** Documents a second of one thread and of a fleet, at the same time: so on the same machine. */
  private record Rates(double one, double many, double coreMillis) {}

  private Rates sideBySide(int threads, int processes, int batch) throws Exception {
    topics("one", 1);
    topics("many", threads);
    // So many as they can load in the longest time that this takes.
    int most = (int) (PATIENCE.plus(WINDOW).toMillis() * batch / ((long) TRIPS * LATENCY));
    fill("one", most);
    fill("many", most * threads);
    FleetProcess alone = consume("one", "one", 1, batch);
    for (int i = 0; i < processes; i++) {
      consume("many", "many-" + i, threads / processes, batch);
    }
    Deadline deadline = Deadline.after(PATIENCE, Clock.systemUTC());
    while (count("distinct worker", "") <= threads) {
      assertThat(deadline.expired()).as("not all threads have work").isFalse();
      Thread.sleep(100); // until they have, there is nothing to measure
    }
    long started = System.nanoTime();
    double computed = cpu(ProcessHandle.of(alone.pid()).orElseThrow());
    long one = count("*", "where worker like 'one/%'");
    long many = count("*", "where worker like 'many-%'");
    Thread.sleep(WINDOW.toMillis());
    double seconds = (System.nanoTime() - started) / 1e9;
    one = count("*", "where worker like 'one/%'") - one;
    many = count("*", "where worker like 'many-%'") - many;
    computed = cpu(ProcessHandle.of(alone.pid()).orElseThrow()) - computed;
    Rates rates = new Rates(one / seconds, many / seconds, computed / one);
    System.out.printf(
        "%d threads, %d ms: one %.2f/s, all %.2f/s, %.2f of linear%n",
        threads, LATENCY, rates.one(), rates.many(), rates.many() / rates.one() / threads);
    return rates;
  }

  /** Of the ledger; none while no consumer has made it. */
  private long count(String what, String where) throws Exception {
    String made = "select count(*) from " + TABLES + " where TABLE_NAME = '" + LEDGER + "'";
    return number(made) > 0 ? number("select count(" + what + ") from " + LEDGER + " " + where) : 0;
  }

  private long number(String query) throws Exception {
    try (Connection connection =
            DriverManager.getConnection(database.localUrl(), MemoryDatabase.user(), "");
        ResultSet counted = connection.createStatement().executeQuery(query)) {
      counted.next();
      return counted.getLong(1);
    }
  }

  private FleetProcess consume(String prefix, String instance, int threads, int batch)
      throws Exception {
    FleetProcess consumer =
        FleetProcess.start(
            folder,
            instance,
            "consume",
            "--create-tables",
            "--threads=" + threads,
            "--batch=" + batch,
            "--instance=" + instance,
            "--topic-prefix=" + prefix,
            "--contract=" + folder.resolve("contract.yaml"),
            "--kafka=" + kafka,
            "--db=" + database.url(link.port()),
            "--db-user=" + MemoryDatabase.user());
    consumers.add(consumer);
    return consumer;
  }

  private void topics(String prefix, int partitions) {
    CommandLineCall made =
        CommandLineCall.of(
            "topics",
            "create",
            "--kafka=" + kafka,
            "--topic-prefix=" + prefix,
            "--partitions=" + partitions);
    assertThat(made.exitCode()).as(made.toString()).isZero();
  }

  /** Documents of somebody who has none of our headers. */
  private void fill(String prefix, int documents) {
    Properties fast = new Properties();
    fast.putAll(
        Map.of("bootstrap.servers", kafka, "linger.ms", "20", "batch.size", "262144", "acks", "1"));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(fast, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < documents; i++) {
        String id = prefix + "-" + i;
        var unused =
            producer.send(
                new ProducerRecord<>(
                    prefix + ".work",
                    id.getBytes(StandardCharsets.UTF_8),
                    ("<D id=\"" + id + "\"/>").getBytes(StandardCharsets.UTF_8)));
      }
    }
  }

  private static double cpu(ProcessHandle process) {
    return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e6;
  }

  private static double ownCpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e6;
  }
}
