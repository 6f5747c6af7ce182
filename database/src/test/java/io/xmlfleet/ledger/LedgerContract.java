package io.xmlfleet.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.xmlfleet.database.DatabaseFailureException;
import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.database.dialect.FailureKind;
import io.xmlfleet.database.schema.SchemaSetup;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.testing.DatabaseUnderTest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the ledger must do, on every database; a contract's name of its own keeps tests apart. */
abstract class LedgerContract {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final String contract = DatabaseUnderTest.unique("contract");
  private DatabaseUnderTest server;
  private DatabaseSession session;
  private JdbcLedger ledger;

  abstract DatabaseUnderTest connect();

  @BeforeEach
  void open() {
    server = connect();
    new SchemaSetup(server.database()).create(List.of(LedgerTable.table()));
    session = server.database().session();
    ledger = new JdbcLedger(server.database().dialect());
  }

  @AfterEach
  void close() throws SQLException {
    if (session != null) {
      session.close();
      server.close();
    }
  }

  @Test
  void findsWhatItRecorded() {
    LedgerEntry entry = entry("a.xml", "4711");
    record(List.of(entry));

    assertThat(find(List.of(entry.key(), new LedgerKey(contract, "b.xml"))))
        .containsExactly(Map.entry(entry.key(), entry));
  }

  @Test
  void refusesASecondClaim() {
    record(List.of(entry("a.xml", null)));

    assertThatThrownBy(() -> record(List.of(entry("b.xml", null), entry("a.xml", null))))
        .isInstanceOfSatisfying(
            DatabaseFailureException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.DUPLICATE_KEY));
    assertThat(find(List.of(new LedgerKey(contract, "b.xml")))).isEmpty();
  }

  @Test
  void tellsKeysApartThatCollationsTakeForEqual() {
    List<LedgerEntry> entries =
        List.of(
            entry("a.xml", null),
            entry("A.xml", null),
            entry("a.xml ", null),
            entry("á.xml", null));
    record(entries);

    assertThat(find(entries.stream().map(LedgerEntry::key).toList())).hasSize(4);
    assertThat(find(List.of(new LedgerKey(contract + "2", "a.xml")))).isEmpty();
  }

  @Test
  void takesNamesOfAnyLength() {
    String folder = "folder/".repeat(1_000);
    LedgerEntry first = entry(folder + "a.xml", "id ".repeat(500));
    LedgerEntry second = entry(folder + "b.xml", null);
    record(List.of(first, second));

    Map<LedgerKey, LedgerEntry> found = find(List.of(first.key(), second.key()));

    assertThat(found).hasSize(2);
    assertThat(found.get(first.key()).item()).isEqualTo(first.item());
  }

  @Test
  void cutsNoCharacterOfALongNameInTwo() {
    String smileys = "x" + "\uD83D\uDE00".repeat(600);
    LedgerEntry entry = entry(smileys, smileys);
    record(List.of(entry));

    assertThat(find(List.of(entry.key())).get(entry.key()).appId())
        .isEqualTo("x" + "\uD83D\uDE00".repeat(99));
  }

  @Test
  void findsThousandsAtOnce() {
    List<LedgerEntry> entries = new ArrayList<>();
    for (int i = 0; i < 1_200; i++) {
      entries.add(entry(i + ".xml", null));
    }
    record(entries);

    assertThat(find(entries.stream().map(LedgerEntry::key).toList())).hasSize(1_200);
    assertThat(find(List.of())).isEmpty();
  }

  @Test
  void readsTheEntriesOfOneRun() {
    String run = DatabaseUnderTest.unique("run");
    LedgerEntry mine = entry(new ItemId(run, 7), "a.xml");
    LedgerEntry more = entry(new ItemId(run, 8), "b.xml");
    LedgerEntry other = entry(new ItemId(run.toUpperCase(Locale.ROOT), 9), "c.xml");
    record(List.of(mine, more, other));
    LedgerReader reader = new LedgerReader(server.database());

    List<LedgerEntry> read = new ArrayList<>();
    reader.entries(run, read::add);
    assertThat(read).containsExactlyInAnyOrder(mine, more);
    List<Long> sequences = new ArrayList<>();
    reader.sequences(run, sequences::add);
    assertThat(sequences).containsExactlyInAnyOrder(7L, 8L);
    reader.entries(run + "2", entry -> fail("there is no such run: %s", entry));
  }

  @Test
  void saysWhichOfManyAreLoadedAndByWhom() {
    List<LedgerEntry> entries = new ArrayList<>();
    List<LedgerKey> asked = new ArrayList<>();
    Map<LedgerKey, ItemId> loaders = new HashMap<>();
    for (int i = 1; i <= 600; i++) { // more than one question takes
      LedgerEntry entry = entry(new ItemId("run", i), i + ".xml");
      asked.add(entry.key());
      if (i % 3 == 0) {
        entries.add(entry);
        loaders.put(entry.key(), entry.item());
      }
    }
    record(entries);
    LedgerReader reader = new LedgerReader(server.database());

    assertThat(reader.known(asked)).isEqualTo(loaders.keySet());
    assertThat(reader.loaders(asked)).isEqualTo(loaders);
  }

  @Test
  void addsUpTheRowsOfAllRuns() {
    String table = DatabaseUnderTest.unique("table");
    LedgerReader reader = new LedgerReader(server.database());
    assertThat(reader.rowTotals()).doesNotContainKey(table);
    List<LedgerEntry> entries = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      entries.add(
          withRows(
              entry(new ItemId("run-" + i % 2, i), i + ".xml"),
              i % 3 == 0 ? Map.of() : Map.of(table, (long) (i % 3))));
    }
    record(entries);

    assertThat(reader.rowTotals()).containsEntry(table, 7 + 2 * 7L);
  }

  @Test
  void amendsWhatItRecorded() {
    String table = DatabaseUnderTest.unique("table");
    LedgerEntry claimed = withRows(entry("a.xml", null), Map.of(table, 3L));
    LedgerEntry amended = claimed.with(Map.of(table, 1L), Map.of(table, 2L));
    session.inTransaction(
        LIMIT,
        tx -> {
          ledger.record(tx, List.of(claimed, entry("b.xml", null)));
          ledger.amend(tx, List.of(amended));
          return 0;
        });

    LedgerEntry found = find(List.of(claimed.key())).get(claimed.key());

    assertThat(found.rows()).isEqualTo(Map.of(table, 1L));
    assertThat(found.kept()).isEqualTo(Map.of(table, 2L));
    assertThat(new LedgerReader(server.database()).rowTotals()).containsEntry(table, 1L);
  }

  private static LedgerEntry withRows(LedgerEntry entry, Map<String, Long> rows) {
    return new LedgerEntry(
        entry.key(),
        entry.item(),
        entry.attempt(),
        entry.contractVersion(),
        entry.appId(),
        rows,
        entry.worker(),
        entry.source(),
        entry.startedAt(),
        entry.loadedAt());
  }

  private LedgerEntry entry(ItemId item, String recordId) {
    LedgerEntry entry = entry(recordId, null);
    return new LedgerEntry(
        entry.key(),
        item,
        entry.attempt(),
        entry.contractVersion(),
        entry.appId(),
        entry.rows(),
        entry.worker(),
        entry.source(),
        entry.startedAt(),
        entry.loadedAt());
  }

  @Test
  void forgetsWhatIsAboutToBeReplaced() {
    LedgerEntry replaced = entry("a.xml", null);
    LedgerEntry kept = entry("b.xml", null);
    record(List.of(replaced, kept));

    forget(List.of(replaced));

    assertThat(find(List.of(replaced.key(), kept.key()))).containsOnlyKeys(kept.key());
    record(List.of(replaced));
    assertThat(find(List.of(replaced.key()))).containsOnlyKeys(replaced.key());
  }

  @Test
  void forgetsNothingOfWhatAnotherHasReplacedMeanwhile() {
    LedgerEntry found = entry("a.xml", null);
    LedgerEntry kept = entry("b.xml", null);
    record(List.of(found, kept));
    forget(List.of(found));
    record(List.of(entry(new ItemId("run-1", 8), "a.xml")));

    assertThatThrownBy(() -> forget(List.of(kept, found)))
        .isInstanceOfSatisfying(
            DatabaseFailureException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.TRANSIENT));

    assertThat(find(List.of(found.key(), kept.key()))).hasSize(2);
    forget(List.of(kept));
    assertThat(find(List.of(found.key(), kept.key()))).containsOnlyKeys(found.key());
  }

  private void forget(List<LedgerEntry> entries) {
    session.inTransaction(
        LIMIT,
        tx -> {
          ledger.forget(tx, entries);
          return 0;
        });
  }

  private void record(List<LedgerEntry> entries) {
    session.inTransaction(
        LIMIT,
        tx -> {
          ledger.record(tx, entries);
          return 0;
        });
  }

  private Map<LedgerKey, LedgerEntry> find(Collection<LedgerKey> keys) {
    return session.inTransaction(LIMIT, tx -> ledger.find(tx, keys));
  }

  private LedgerEntry entry(String recordId, String appId) {
    return new LedgerEntry(
        new LedgerKey(contract, recordId),
        new ItemId("run-1", 7),
        2,
        "v1",
        appId,
        Map.of("application", 1L, "contact", 3L),
        "host/worker-1",
        new RecordPosition("xmlfleet.work", 1, 2),
        Instant.parse("2026-03-08T02:30:00.123456Z"), // skipped in the tests' zone
        Instant.parse("2026-03-08T06:31:00Z"));
  }
}
