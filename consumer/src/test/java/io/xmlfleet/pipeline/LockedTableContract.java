package io.xmlfleet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.database.DatabaseFailureException;
import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.database.dialect.SqlNames;
import io.xmlfleet.database.schema.SchemaSetup;
import io.xmlfleet.failure.Backoff;
import io.xmlfleet.ledger.JdbcLedger;
import io.xmlfleet.ledger.LedgerTable;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import io.xmlfleet.testing.DatabaseUnderTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents behind a table that is locked for longer than a statement may take. */
abstract class LockedTableContract {
  private final String contractName = DatabaseUnderTest.unique("family");
  private DatabaseUnderTest server;
  private DatabaseSession session;
  private Table parent;
  private Table child;
  private BatchLoader loader;

  abstract DatabaseUnderTest connect();

  /** Locks a table with a row in it until it is closed. */
  abstract AutoCloseable lock(DatabaseUnderTest server, Table table) throws Exception;

  @BeforeEach
  void open() throws Exception {
    server = connect();
    parent = table("parent");
    child = table("child");
    new SchemaSetup(server.database())
        .create(List.of(server.dropAtEnd(LedgerTable.table()), parent, child));
    session = server.database().session();
    LoadPolicy policy =
        new LoadPolicy(
            new LoadMode.Insert(),
            "host/worker-1",
            Duration.ofSeconds(1),
            new Backoff(Duration.ofMillis(1), Duration.ofMillis(10)),
            1,
            WorkObserver.NONE,
            new TableProbes());
    loader =
        new BatchLoader(
            session,
            new JdbcLedger(server.database().dialect()),
            policy,
            Clock.fixed(Items.NOW, ZoneOffset.UTC),
            pause -> {});
  }

  @AfterEach
  void close() throws SQLException {
    session.close();
    server.close();
  }

  @Test
  void waitsForATableThatOthersFilledBefore() throws Exception {
    load(List.of(family(100)));

    assertLoadedAfter(child, families(1, 8));
  }

  @Test
  void waitsForATableThatNobodyHasFilledYet() throws Exception {
    for (Table table : List.of(parent, child)) {
      try (Connection connection = server.database().connection();
          Statement statement = connection.createStatement()) {
        statement.execute("INSERT INTO " + name(table) + " VALUES (200)");
        connection.commit();
      }
    }

    assertLoadedAfter(child, families(1, 3));
  }

  @Test
  void loadsMeanwhileWhatNeedsAnotherTable() throws Exception {
    load(List.of(family(100)));
    AutoCloseable lock = lock(server, child);
    try {
      assertThatThrownBy(() -> loader.load(families(1, 2)))
          .isInstanceOf(DatabaseFailureException.class)
          .hasMessageContaining("table " + child.id());

      assertThat(load(List.of(document(3, parent)))).noneMatch(Outcome.Rejected.class::isInstance);
      assertThatThrownBy(() -> loader.load(families(1, 2)))
          .isInstanceOf(DatabaseFailureException.class);
    } finally {
      lock.close();
    }
    assertThat(load(families(1, 2))).noneMatch(Outcome.Rejected.class::isInstance);
  }

  /** Given again as a worker does it, for longer than any one statement may take. */
  private void assertLoadedAfter(Table locked, List<PreparedItem> items) throws Exception {
    AutoCloseable lock = lock(server, locked);
    try {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> loader.load(items))
            .isInstanceOf(DatabaseFailureException.class)
            .hasMessageContaining("table " + locked.id());
      }
    } finally {
      lock.close();
    }
    assertThat(load(items))
        .hasSize(items.size())
        .allMatch(Outcome.Loaded.class::isInstance, "is loaded");
  }

  private List<Outcome> load(List<PreparedItem> items) {
    return loader.load(items).stream().map(DecidedItem::outcome).toList();
  }

  private List<PreparedItem> families(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(this::family).toList();
  }

  private PreparedItem family(int id) {
    return document(id, parent, child);
  }

  private PreparedItem document(int id, Table... tables) {
    List<RowBatch> rows = new ArrayList<>();
    for (Table table : tables) {
      rows.add(new RowBatch(table, List.<Object[]>of(new Object[] {id})));
    }
    return new PreparedItem(
        Items.received(id, "file-" + id, ""),
        new LoadedContract(contractName, "1", List.of(parent.id(), child.id()), Items.ONE_ROW),
        Items.rows(rows.toArray(RowBatch[]::new)),
        Items.NOW,
        Duration.ZERO);
  }

  private Table table(String name) {
    Column id = new Column("id", ColumnType.of(ColumnType.Kind.INT), false);
    return new Table(server.newTable(name), List.of(id), List.of("id"), List.of());
  }

  private String name(Table table) {
    return SqlNames.of(table.id(), server.database().dialect());
  }
}
