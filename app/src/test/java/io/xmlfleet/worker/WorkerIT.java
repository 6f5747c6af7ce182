package io.xmlfleet.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.embedded.EmbeddedBroker;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.WorkResult;
import io.xmlfleet.message.WorkerStatus;
import io.xmlfleet.message.WorkerStatus.State;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.worker.poll.DeliveryMode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Workers on a real broker, and everything that may happen to them. */
class WorkerIT {
  private static final AtomicInteger PREFIXES = new AtomicInteger();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static EmbeddedBroker broker;

  private Fleet fleet;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(folder, 0);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void open() {
    fleet = new Fleet(broker.bootstrapServers(), "fleet" + PREFIXES.incrementAndGet());
  }

  @AfterEach
  void close() {
    fleet.close();
  }

  @Test
  void loadsWhatItCanAndKeepsTheRestAsDeadLetters() throws Exception {
    fleet.produce(1, 60, Map.of(7L, "broken", 33L, SharedDatabase.POISON));
    fleet.start(fleet.settings("a"));

    fleet.readUntil(PATIENCE, () -> fleet.items().size() == 60 && fleet.deadLetters.size() == 2);

    assertThat(fleet.database.rows()).hasSize(58).doesNotHaveDuplicates();
    assertThat(fleet.deadLetters)
        .containsExactlyInAnyOrder(new ItemId("run", 7), new ItemId("run", 33));
    assertThat(fleet.rejected()).isEqualTo(Set.of(7L, 33L));
  }

  @Test
  void servesUrgentWorkBeforeWhatWaits() throws Exception {
    fleet.produce(1, 900, Map.of());
    fleet.start(fleet.settings("a"), () -> LockSupport.parkNanos(5_000_000));
    fleet.readUntil(PATIENCE, () -> fleet.items().size() >= 40);

    fleet.produceUrgent(1_001, 1_060);
    fleet.readUntil(PATIENCE, () -> fleet.items().size() == 960);

    assertThat(fleet.database.rows()).hasSize(960).doesNotHaveDuplicates();
    // Both workers look once a second, and load 200 of the others meanwhile.
    assertThat(fleet.rowsBeforeTheLastOf(1_001, 1_060)).isLessThan(600);
  }

  @Test
  void takesOnWorkersAsLongAsTheyGetPartitions() throws Exception {
    WorkerSettings elastic = fleet.settings("a").withThreads(new WorkerSettings.Threads(2, true));
    Supervisor supervisor = fleet.start(elastic);
    assertThat(supervisor.health()).hasSize(1);

    fleet.readUntil(
        PATIENCE,
        () ->
            supervisor.health().size() == 2
                && supervisor.health().stream()
                    .allMatch(worker -> worker.partitions() == Fleet.PARTITIONS / 2));

    fleet.produce(1, 40, Map.of());
    fleet.readUntil(PATIENCE, () -> fleet.items().size() == 40);
    assertThat(fleet.database.rows()).hasSize(40).doesNotHaveDuplicates();
  }

  @Test
  void keepsThePartitionsOfStaticMembersThatAreStartedAgain() throws Exception {
    WorkerSettings settings =
        fleet
            .settings("pod-1")
            .withMembership(
                new WorkerSettings.Membership("kept" + PREFIXES, DeliveryMode.GROUP, true));
    Supervisor first = fleet.start(settings);
    Supervisor other = fleet.start(settings.withInstance("pod-2"));
    fleet.readUntil(
        PATIENCE,
        () ->
            Stream.of(first, other)
                .flatMap(each -> each.health().stream())
                .allMatch(worker -> worker.partitions() == 1));

    first.close();
    Thread.sleep(1_500); // several heartbeats, less than a session
    assertThat(other.health())
        .as("nobody has to move")
        .allMatch(worker -> worker.partitions() == 1);

    fleet.start(settings);
    fleet.produce(1, 40, Map.of());
    fleet.readUntil(PATIENCE, () -> fleet.items().size() == 40);
    assertThat(fleet.database.rows()).hasSize(40).doesNotHaveDuplicates();
  }

  @Test
  void resolvesTheDeadLetterOfAReplay() throws Exception {
    fleet.produce(1, 3, Map.of(2L, "broken"));
    fleet.start(fleet.settings("a"));
    fleet.readUntil(PATIENCE, () -> fleet.items().size() == 3 && fleet.deadLetters.size() == 1);

    fleet.send(new ItemId("run", 2), 2, "mended");

    fleet.readUntil(PATIENCE, () -> fleet.deadLetters.isEmpty());
    assertThat(fleet.database.rows()).contains("mended").hasSize(3);
  }

  /** Side by side: most of the time these wait for a fresh worker and for its group. */
  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource(CrashPoint.class)
  void losesAndDoublesNothingWhenAWorkerDies(CrashPoint point) throws Exception {
    Crashes crashes = new Crashes(point, 1);
    fleet.produce(1, 120, Map.of(50L, "broken"));
    Supervisor supervisor = fleet.start(fleet.settings("a"), crashes);

    fleet.readUntil(PATIENCE, () -> fleet.items().size() == 120 && crashes.happened());
    fleet.readUntil(
        PATIENCE, () -> supervisor.health().stream().mapToInt(WorkerHealth::restarts).sum() == 1);

    fleet.assertExactlyOnce(120, Set.of(50L));
    supervisor.close();
  }

  @Test
  void leavesNoOutcomeUncommittedWhenItDrains() throws Exception {
    fleet.produce(1, 400, Map.of());
    Supervisor supervisor = fleet.start(fleet.settings("a"));
    fleet.readUntil(PATIENCE, () -> fleet.items().size() >= 40);

    supervisor.close();
    long loaded = fleet.database.entries().size();
    fleet.readUntil(
        PATIENCE,
        () ->
            fleet.items().size() == loaded
                && fleet.statuses.stream().filter(s -> s.state() == State.STOPPED).count() == 2);

    Map<Integer, Long> ends = new HashMap<>();
    fleet.results.forEach(
        result ->
            ends.merge(
                result.processing().source().partition(),
                result.processing().source().offset() + 1,
                Math::max));
    assertThat(fleet.committed()).isEqualTo(ends);
    assertThat(ends.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(loaded);
  }

  @Test
  void sharesTheWorkWithWorkersThatJoinAndTakesItOverFromThoseThatLeave() throws Exception {
    Supervisor first = fleet.start(fleet.settings("a"));
    fleet.start(fleet.settings("b"));
    fleet.produce(1, 200, Map.of());
    fleet.readUntil(PATIENCE, () -> fleet.items().size() >= 100);

    Supervisor third = fleet.start(fleet.settings("c").withThreads(1));
    fleet.produce(201, 400, Map.of());
    fleet.readUntil(PATIENCE, () -> third.health().get(0).partitions() > 0 || fleet.done(400));
    first.close();
    fleet.produce(401, 500, Map.of());

    fleet.readUntil(PATIENCE, () -> fleet.items().size() == 500);
    fleet.assertExactlyOnce(500, Set.of());
    assertThat(fleet.results.stream().map(result -> result.processing().worker()).distinct())
        .hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void waitsForTheDatabaseAndGoesOnWithinFiveSecondsOfItsReturn() throws Exception {
    fleet.start(fleet.settings("a"));
    fleet.produce(1, 20, Map.of());
    fleet.readUntil(PATIENCE, () -> fleet.done(20));

    fleet.database.goAway();
    fleet.produce(21, 200, Map.of());
    fleet.readUntil(PATIENCE, () -> states().contains(State.WAITING_FOR_DATABASE));
    assertThat(fleet.items()).hasSize(20);

    Instant back = Instant.now();
    fleet.database.comeBack();
    fleet.readUntil(PATIENCE, () -> fleet.done(200));

    assertThat(first(21).processing().finishedAt()).isBefore(back.plusSeconds(5));
    assertThat(fleet.deadLetters).isEmpty();
    fleet.assertExactlyOnce(200, Set.of());
    fleet.readUntil(PATIENCE, () -> states().stream().allMatch(State.WORKING::equals));
  }

  @Test
  void givesPartitionsAwayWhileItWaitsForTheDatabase() throws Exception {
    fleet.start(fleet.settings("a").withThreads(1));
    fleet.produce(1, 8, Map.of());
    fleet.readUntil(PATIENCE, () -> fleet.done(8));
    fleet.database.goAway();
    fleet.produce(9, 300, Map.of());
    fleet.readUntil(PATIENCE, () -> states().contains(State.WAITING_FOR_DATABASE));

    Supervisor second =
        fleet.start(
            fleet.settings("b").withThreads(1), new Crashes(CrashPoint.BEFORE_TRANSACTION, 0));
    fleet.readUntil(PATIENCE, () -> second.health().get(0).partitions() > 0);
    fleet.database.comeBack();

    fleet.readUntil(PATIENCE, () -> fleet.done(300));
    fleet.assertExactlyOnce(300, Set.of());
    assertThat(fleet.deadLetters).isEmpty();
  }

  @Test
  void isHarmlessWhenItWakesUpAfterItsPartitionsWereTakenAway() throws Exception {
    Supervisor zombie =
        fleet.start(
            fleet.settings("zombie").withThreads(1), Map.of("max.poll.interval.ms", "2000"));
    CountDownLatch stall = fleet.database.stallNext();
    fleet.produce(1, 40, Map.of());
    fleet.readUntil(PATIENCE, fleet.database::stalls);
    Supervisor heir = fleet.start(fleet.settings("heir").withThreads(1));
    // It gets them all once the group has given the zombie up, and loads what that one holds.
    fleet.readUntil(PATIENCE, () -> heir.health().get(0).partitions() == Fleet.PARTITIONS);
    fleet.readUntil(PATIENCE, () -> fleet.done(40));

    stall.countDown();
    fleet.send(new ItemId("run", 41), 1, "document 41");

    fleet.readUntil(PATIENCE, () -> fleet.done(41));
    fleet.readUntil(PATIENCE, () -> zombie.health().get(0).partitions() > 0);
    fleet.assertExactlyOnce(41, Set.of());
  }

  @Test
  void leavesABatchThatCannotBeFinishedInTimeToOthers() throws Exception {
    Supervisor stuck =
        fleet.start(fleet.settings("stuck").withThreads(1).withDrainLimit(Duration.ofMillis(300)));
    fleet.database.stallNext();
    fleet.produce(1, 10, Map.of());
    fleet.readUntil(PATIENCE, fleet.database::stalls);

    Instant before = Instant.now();
    stuck.close();

    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
    assertThat(fleet.database.rows()).isEmpty();
    fleet.start(fleet.settings("other"));
    fleet.readUntil(PATIENCE, () -> fleet.done(10));
    fleet.assertExactlyOnce(10, Set.of());
  }

  @Test
  void saysWhatToFixWhenItCannotStart() {
    WorkerSettings settings = fleet.settings("a");
    TopicNames nobodys = new TopicNames("nobodys");

    assertThatThrownBy(
            () ->
                Supervisor.start(settings, fleet.parts(fleet.kafka(), nobodys), Clock.systemUTC()))
        .isInstanceOf(InfrastructureException.class)
        .hasMessageContaining("nobodys.work")
        .hasMessageContaining("topics create");

    fleet.database.goAway();
    assertThatThrownBy(() -> fleet.start(settings))
        .isInstanceOf(InfrastructureException.class)
        .hasMessageContaining("database");
    fleet.database.comeBack();

    assertThatThrownBy(() -> fleet.start(settings, Map.of("session.timeout.ms", "9000")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("session.timeout.ms");
  }

  @Test
  void saysSoWhenThereIsNoBroker() {
    KafkaSettings nowhere =
        new KafkaSettings(
            "127.0.0.1:1", Map.of("default.api.timeout.ms", "1000", "request.timeout.ms", "1000"));

    assertThatThrownBy(
            () ->
                Supervisor.start(
                    fleet.settings("a"), fleet.parts(nowhere, fleet.topics()), Clock.systemUTC()))
        .isInstanceOf(InfrastructureException.class)
        .hasMessageContaining("127.0.0.1:1");
  }

  private WorkResult first(long sequence) {
    return fleet.results.stream()
        .filter(result -> result.item().sequence() >= sequence)
        .min(Comparator.comparing(result -> result.processing().finishedAt()))
        .orElseThrow();
  }

  /** The last announced state of each worker. */
  private List<State> states() {
    Map<String, State> last = new HashMap<>();
    for (WorkerStatus status : fleet.statuses) {
      last.put(status.worker(), status.state());
    }
    return List.copyOf(last.values());
  }
}
