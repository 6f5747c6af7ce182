package io.xmlfleet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.database.DatabaseFailureException;
import io.xmlfleet.database.dialect.FailureKind;
import io.xmlfleet.failure.Backoff;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.pipeline.StagedDatabase.Fault;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BatchLoaderTest {
  private static final Outcome LOADED = new Outcome.Loaded(Map.of("note", 1L));
  private static final int TRIES = 4;

  private final StagedDatabase database = new StagedDatabase();
  private final List<Duration> pauses = new ArrayList<>();
  private final CountingObserver observer = new CountingObserver();
  private final TableProbes probes = new TableProbes();
  private final BatchLoader loader = anotherWorker();

  private BatchLoader anotherWorker() {
    return new BatchLoader(
        database,
        database,
        new LoadPolicy(
            new LoadMode.Insert(),
            "host/worker-1",
            Duration.ofMinutes(5),
            new Backoff(Duration.ofMillis(10), Duration.ofSeconds(1)),
            TRIES,
            observer,
            probes),
        Clock.fixed(Items.NOW, ZoneOffset.UTC),
        pauses::add);
  }

  @Test
  void loadsAWholeBatchInOneTransactionWithItsLedgerRows() {
    assertThat(outcomes(items(1, 100))).containsOnly(LOADED).hasSize(100);

    assertThat(database.transactions()).isEqualTo(1);
    assertThat(database.written()).extracting(RowBatch::size).containsExactly(100);
    assertThat(database.entries().values())
        .hasSize(100)
        .allSatisfy(
            entry -> {
              assertThat(entry.rows()).isEqualTo(Map.of("note", 1L));
              assertThat(entry.appId()).isEqualTo("app-1");
              assertThat(entry.worker()).isEqualTo("host/worker-1");
            });
  }

  @Test
  void givesTheStoredOutcomeOfItemsThatComeAgain() {
    outcomes(items(1, 5));

    assertThat(outcomes(items(1, 6))).containsOnly(LOADED).hasSize(6);
    assertThat(database.values()).hasSize(6);
  }

  @Test
  void tellsWhoLoadedTheDocumentBefore() {
    outcomes(List.of(Items.prepared(1, "a.xml", "first")));

    assertThat(outcomes(List.of(Items.prepared(2, "a.xml", "second"))))
        .containsExactly(new Outcome.AlreadyLoaded(new ItemId("run", 1)));
    assertThat(database.values()).containsExactly("first");
  }

  @Test
  void believesTheLedgerRatherThanAChangedContract() {
    outcomes(List.of(Items.prepared(1, "a.xml", "first")));

    assertThat(outcomes(List.of(Items.refused(1, "a.xml"), Items.refused(2, "a.xml"))))
        .containsExactly(LOADED, new Outcome.AlreadyLoaded(new ItemId("run", 1)));
  }

  @Test
  void rejectsRefusedDocumentsAndLoadsTheOthers() {
    assertThat(
            outcomes(
                List.of(
                    Items.prepared(1, "one"),
                    Items.refused(2, "b.xml"),
                    Items.prepared(3, "three"))))
        .containsExactly(LOADED, rejected(Stage.PARSING, "not well-formed"), LOADED);
    assertThat(database.transactions()).isEqualTo(1);
  }

  @Test
  void rejectsItemsWithoutAContractWithoutAskingTheDatabase() {
    PreparedItem item =
        new PreparedItem(
            Items.received(1, "a.xml", ""),
            null,
            new Mapped.Rejected(null, Failure.of(Stage.VALIDATION, "unknown contract")),
            Items.NOW,
            Duration.ZERO);

    assertThat(outcomes(List.of(item)))
        .containsExactly(rejected(Stage.VALIDATION, "unknown contract"));
    assertThat(database.transactions()).isZero();
  }

  @Test
  void findsOnePoisonDocumentInLogarithmicallyManyTransactions() {
    List<PreparedItem> batch = new ArrayList<>(items(1, 128));
    batch.set(77, Items.prepared(78, StagedDatabase.POISON));

    List<Outcome> outcomes = outcomes(batch);

    assertThat(outcomes.get(77))
        .isEqualTo(
            new Outcome.Rejected(
                new Failure(
                    Stage.INSERTION,
                    "table note: constraint violated (SQLSTATE 23513, code 23513)",
                    "note")));
    assertThat(outcomes).filteredOn(LOADED::equals).hasSize(127);
    // The batch, and two halves on each of log2(128) levels.
    assertThat(database.transactions()).isEqualTo(1 + 2 * 7);
    assertThat(database.values()).hasSize(127);
    assertThat(database.entries()).hasSize(127);
  }

  @Test
  void decidesLaterItemsOfOneKeyByTheFirst() {
    assertThat(
            outcomes(
                List.of(
                    Items.prepared(1, "a.xml", "first"),
                    Items.prepared(2, "b.xml", "other"),
                    Items.prepared(3, "a.xml", "second"),
                    Items.prepared(1, "a.xml", "first"))))
        .containsExactly(LOADED, LOADED, new Outcome.AlreadyLoaded(new ItemId("run", 1)), LOADED);
    assertThat(database.values()).containsExactly("first", "other");
    assertThat(database.transactions()).isEqualTo(2);
  }

  @Test
  void triesALaterItemOfOneKeyWhenTheFirstFailed() {
    List<Outcome> outcomes =
        outcomes(
            List.of(
                Items.prepared(1, "a.xml", StagedDatabase.POISON),
                Items.prepared(2, "a.xml", "good")));

    assertThat(outcomes.get(0)).isInstanceOf(Outcome.Rejected.class);
    assertThat(outcomes.get(1)).isEqualTo(LOADED);
    assertThat(database.values()).containsExactly("good");
  }

  @Test
  void asksAgainWhenAnotherWorkerWonTheRace() {
    database.claimByAnother(Items.entry(9, "file-2", Map.of("note", 1L)));

    assertThat(outcomes(items(1, 3)))
        .containsExactly(LOADED, new Outcome.AlreadyLoaded(new ItemId("run", 9)), LOADED);
    assertThat(database.values()).containsExactly("document 1", "document 3");
  }

  @Test
  void givesUpADocumentThatFailsByChanceTimeAndAgainWhileOthersGetThrough() {
    database.poisonIs(FailureKind.TRANSIENT);
    List<PreparedItem> items =
        List.of(
            Items.prepared(1, "a.xml", "one"),
            Items.prepared(2, "b.xml", StagedDatabase.POISON),
            Items.prepared(3, "c.xml", "three"));

    for (int round = 1; round <= BatchLoader.ROUNDS; round++) {
      assertThatThrownBy(() -> outcomes(items)).isInstanceOf(DatabaseFailureException.class);
    }

    int rounds = BatchLoader.ROUNDS;
    List<Outcome> outcomes = List.of();
    while (outcomes.isEmpty() && rounds++ < 3 * BatchLoader.ROUNDS) {
      try {
        outcomes = outcomes(items);
      } catch (DatabaseFailureException e) {
        assertThat(e.kind()).isEqualTo(FailureKind.TRANSIENT);
      }
    }
    assertThat(outcomes).hasSize(3);
    assertThat(outcomes.get(1)).isInstanceOf(Outcome.Rejected.class);
    assertThat(database.values()).containsExactlyInAnyOrder("one", "three");
  }

  @Test
  void givesUpNobodyForLongWhileNobodyGetsThrough() {
    database.poisonIs(FailureKind.TRANSIENT);
    List<PreparedItem> alone = List.of(Items.prepared(2, "b.xml", StagedDatabase.POISON));

    for (int round = 1; round <= BatchLoader.MOST_ROUNDS; round++) {
      assertThatThrownBy(() -> outcomes(alone)).isInstanceOf(DatabaseFailureException.class);
    }

    assertThat(outcomes(alone)).singleElement().isInstanceOf(Outcome.Rejected.class);
  }

  @Test
  void blamesNobodyForALockThatIsCalledChance() {
    assertThat(outcomes(items(9, 9))).containsOnly(LOADED);
    database.lock(Items.TABLE.id(), FailureKind.TRANSIENT);

    for (int round = 1; round <= 2 * BatchLoader.MOST_ROUNDS; round++) {
      assertThatThrownBy(() -> outcomes(items(1, 3))).isInstanceOf(DatabaseFailureException.class);
    }
    database.lock(null, FailureKind.TRANSIENT);

    assertThat(outcomes(items(1, 3))).containsOnly(LOADED);
  }

  @Test
  void triesTheWholeTransactionAgainAfterATransientFailure() {
    database.failNext(Fault.BEFORE_COMMIT, FailureKind.TRANSIENT);
    database.failNext(Fault.BEFORE_WORK, FailureKind.TRANSIENT);

    assertThat(outcomes(items(1, 3))).containsOnly(LOADED);
    assertThat(database.values()).hasSize(3);
    assertThat(pauses).filteredOn(pause -> !pause.isZero()).hasSize(2);
  }

  @Test
  void blamesNobodyWhenTransientFailuresDoNotEnd() {
    for (int i = 0; i < TRIES; i++) {
      database.failNext(Fault.BEFORE_COMMIT, FailureKind.TRANSIENT);
    }

    assertThatThrownBy(() -> loader.load(items(1, 3)))
        .isInstanceOf(DatabaseFailureException.class)
        .hasMessage("TRANSIENT");
    assertThat(database.values()).isEmpty();
    assertThat(outcomes(items(1, 3))).containsOnly(LOADED);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void loadsOnceThoughTheConnectionIsLost(Fault when) {
    database.failNext(when, FailureKind.UNAVAILABLE);

    assertThatThrownBy(() -> loader.load(items(1, 3))).isInstanceOf(DatabaseFailureException.class);
    assertThat(outcomes(items(1, 3))).containsOnly(LOADED);
    assertThat(database.values()).hasSize(3);
  }

  @Test
  void rejectsRowsThatUpsetTheWriterAsAFaultOfOurs() {
    List<Outcome> outcomes =
        outcomes(
            List.of(
                Items.prepared(1, "good"),
                Items.prepared(2, new ClassCastException("secret value"))));

    assertThat(outcomes.get(0)).isEqualTo(LOADED);
    Failure failure = ((Outcome.Rejected) outcomes.get(1)).failure();
    assertThat(failure.stage()).isEqualTo(Stage.UNKNOWN);
    assertThat(failure.reason()).contains("ClassCastException").doesNotContain("secret");
  }

  @Test
  void rejectsNobodyBehindALongLock() {
    for (long known = 0; known < 2; known++) {
      database.lock(Items.TABLE.id());
      List<PreparedItem> batch = items(known * 8 + 1, known * 8 + 8);
      for (int i = 0; i < 5; i++) {
        assertThatThrownBy(() -> loader.load(batch))
            .as("whether somebody got through before: %s", known)
            .isInstanceOf(DatabaseFailureException.class)
            .hasMessage("table note: too slow");
      }
      database.lock(null);

      assertThat(outcomes(batch)).containsOnly(LOADED).hasSize(8);
    }
    assertThat(observer.halvings).as("once, when nothing was known of the table").isEqualTo(4 * 7);
  }

  @Test
  void rejectsNobodyBehindALockOfOneTableWhileAnotherTakesRows() {
    Table locked = Items.table("locked");
    outcomes(List.of(Items.into(locked, 1, "before"), Items.prepared(2, "before")));
    database.lock(locked.id());
    List<PreparedItem> batch =
        List.of(
            Items.into(locked, 3, "good"),
            Items.prepared(4, "open"),
            Items.into(locked, 5, "good"));

    assertThatThrownBy(() -> loader.load(batch)).hasMessage("table locked: too slow");
    assertThat(outcomes(List.of(Items.prepared(6, "open")))).hasSize(1);
    assertThatThrownBy(() -> loader.load(batch)).hasMessage("table locked: too slow");
    database.lock(null);

    assertThat(outcomes(batch)).noneMatch(Outcome.Rejected.class::isInstance);
  }

  @Test
  void rejectsTheDocumentThatIsSlowWhileOthersGetThrough() {
    outcomes(items(1, 2));
    List<PreparedItem> batch = new ArrayList<>(items(11, 18));
    batch.set(2, Items.prepared(13, StagedDatabase.SLOW));

    List<Outcome> outcomes = outcomes(batch);

    assertThat(outcomes.get(2)).isEqualTo(late());
    assertThat(outcomes).filteredOn(outcome -> !outcome.equals(late())).hasSize(7);
    assertThat(outcomes(List.of(Items.prepared(20, StagedDatabase.SLOW))))
        .as("alone in its batch")
        .containsExactly(late());
  }

  @Test
  void findsTheSlowDocumentWhereNobodyHadGotThroughBefore() {
    List<PreparedItem> batch = new ArrayList<>(items(1, 8));
    batch.set(0, Items.prepared(1, StagedDatabase.SLOW));

    assertThatThrownBy(() -> loader.load(batch)).as("first it waits").hasMessageEndingWith("slow");
    List<Outcome> outcomes = outcomes(batch);

    assertThat(outcomes.get(0)).isEqualTo(late());
    assertThat(outcomes.subList(1, 8)).noneMatch(Outcome.Rejected.class::isInstance);
    assertThat(database.values()).hasSize(7);
  }

  @Test
  void waitsWithADocumentOfWhichNothingIsKnown() {
    List<PreparedItem> alone = List.of(Items.prepared(1, StagedDatabase.SLOW));
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> loader.load(alone)).isInstanceOf(DatabaseFailureException.class);
    }

    anotherWorker().load(items(2, 2));

    assertThat(outcomes(alone)).containsExactly(late());
  }

  private static Outcome late() {
    return new Outcome.Rejected(
        new Failure(
            Stage.TIMEOUT, "table note: too slow, while other documents got through", "note"));
  }

  @Test
  void letsTheWorkerLiveBetweenTransactions() {
    outcomes(items(1, 3));

    assertThat(pauses).containsExactly(Duration.ZERO);
  }

  @Test
  void tellsHowOftenItTriedAgainAndHalved() {
    database.failNext(Fault.BEFORE_COMMIT, FailureKind.TRANSIENT);
    outcomes(items(1, 2));
    outcomes(
        List.of(
            Items.prepared(3, "good"),
            Items.prepared(4, "also good"),
            Items.prepared(5, "good too"),
            Items.prepared(6, StagedDatabase.POISON)));

    assertThat(observer.retries).isEqualTo(1);
    assertThat(observer.halvings).isEqualTo(2);
  }

  @Test
  void tellsWhatTheLedgerHadBefore() {
    loader.load(items(1, 2));

    assertThat(loader.load(List.of(Items.prepared(2, "document 2"), Items.prepared(3, "new"))))
        .extracting(DecidedItem::known)
        .containsExactly(true, false);
  }

  private static final class CountingObserver implements WorkObserver {
    int retries;
    int halvings;

    @Override
    public void retried() {
      retries++;
    }

    @Override
    public void bisected() {
      halvings++;
    }
  }

  private List<Outcome> outcomes(List<PreparedItem> items) {
    List<DecidedItem> decided = loader.load(items);
    assertThat(decided).extracting(DecidedItem::item).containsExactlyElementsOf(items);
    return decided.stream().map(DecidedItem::outcome).toList();
  }

  private static List<PreparedItem> items(long from, long to) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(sequence -> Items.prepared(sequence, "document " + sequence))
        .toList();
  }

  private static Outcome rejected(Stage stage, String reason) {
    return new Outcome.Rejected(Failure.of(stage, reason));
  }
}
