package io.xmlfleet.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.database.dialect.FailureKind;
import io.xmlfleet.database.dialect.SqlNames;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.ColumnType.Kind;
import io.xmlfleet.table.GeneratedKey;
import io.xmlfleet.table.KeyGeneration;
import io.xmlfleet.table.Lookup;
import io.xmlfleet.table.Lookup.OnMissing;
import io.xmlfleet.table.OnDuplicate;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import io.xmlfleet.testing.DatabaseUnderTest;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that have to do with what is in the database, on every database. */
abstract class ExistingRowsContract {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final Column ID = new Column("id", ColumnType.of(Kind.INT), false);
  private static final Column CODE = new Column("code", ColumnType.string(20), false);
  private static final Column DAY = new Column("since", ColumnType.of(Kind.DATE), false);
  private static final Column AMOUNT = new Column("amount", ColumnType.decimal(12, 2), true);
  private static final Column COUNTRY = new Column("country_id", ColumnType.of(Kind.INT), true);
  private static final Column PARENT = new Column("parent_id", ColumnType.of(Kind.BIGINT), false);

  private DatabaseUnderTest server;
  private DatabaseSession session;
  private TableId country;
  private TableId parent;
  private TableId child;
  private @Nullable TableId sequence;

  abstract DatabaseUnderTest connect();

  /** The type of an identity column. */
  abstract String identity();

  /** A type of text that takes letters in upper and lower case for equal; null: none here. */
  @Nullable String ignoringCase() {
    return null;
  }

  @BeforeEach
  void open() throws SQLException {
    server = connect();
    session = server.database().session();
    country = server.newTable("country");
    parent = server.newTable("parent");
    child = server.newTable("child");
    execute(
        "CREATE TABLE %s (id %s PRIMARY KEY, code varchar(20) NOT NULL UNIQUE)"
            .formatted(name(country), identity()),
        "CREATE TABLE %s (id %s PRIMARY KEY, code varchar(20) NOT NULL, since date NOT NULL,"
                .formatted(name(parent), identity())
            + " amount decimal(12,2), country_id int, UNIQUE (code, since))",
        "CREATE TABLE %s (parent_id bigint NOT NULL, code varchar(20) NOT NULL, PRIMARY KEY (parent_id, code))"
            .formatted(name(child)));
  }

  @AfterEach
  void close() throws SQLException {
    if (session != null) {
      session.close();
      if (sequence != null) {
        execute("DROP TABLE " + name(parent), "DROP SEQUENCE " + name(sequence));
      }
      server.close();
    }
  }

  @Test
  void givesKeysToRowsAndToThoseThatReferToThem() throws SQLException {
    execute("INSERT INTO %s (code, since) VALUES ('before', '2026-01-01')".formatted(name(parent)));
    List<Object[]> parents = new ArrayList<>();
    List<Object[]> children = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      GeneratedKey key = new GeneratedKey();
      parents.add(row(key, "p" + i, i % 2 == 0 ? null : new BigDecimal(i + ".5")));
      children.add(new Object[] {key, "p" + i});
      children.add(new Object[] {key, "again"});
    }

    assertThat(write(batch(parent(OnDuplicate.REJECT, null), parents), batch(child(), children)))
        .isEmpty();

    assertThat(count(parent)).isEqualTo(301);
    assertThat(childrenByTheirParents()).hasSize(300).allMatch(pair -> pair.matches("(p\\d+) \\1"));
    assertThat(parents.get(7)[0]).isInstanceOf(GeneratedKey.class);
  }

  @Test
  void takesKeysFromASequence() throws SQLException {
    TableId numbers = new TableId(null, DatabaseUnderTest.unique("numbers"));
    sequence = numbers;
    execute(
        "CREATE SEQUENCE " + name(numbers) + " START WITH 1000 INCREMENT BY 1",
        "DROP TABLE " + name(parent),
        "CREATE TABLE %s (id int PRIMARY KEY, code varchar(20) NOT NULL, since date NOT NULL,"
                .formatted(name(parent))
            + " amount decimal(12,2), country_id int, UNIQUE (code, since))");
    GeneratedKey one = new GeneratedKey();
    GeneratedKey two = new GeneratedKey();

    write(
        batch(parent(OnDuplicate.KEEP, numbers), List.of(row(one, "a", null), row(two, "b", null))),
        batch(child(), List.<Object[]>of(new Object[] {one, "a"}, new Object[] {two, "b"})));

    assertThat(childrenByTheirParents()).containsExactlyInAnyOrder("a a", "b b");
    assertThat(strings("SELECT id FROM " + name(parent))).allMatch(id -> id.matches("10\\d\\d"));
  }

  @Test
  void keepsWhatIsThereAndInsertsTheRest() throws SQLException {
    write(
        batch(
            parent(OnDuplicate.KEEP, null),
            List.<Object[]>of(row(new GeneratedKey(), "old", new BigDecimal("1.00")))));
    GeneratedKey old = new GeneratedKey();
    GeneratedKey fresh = new GeneratedKey();
    GeneratedKey twice = new GeneratedKey();
    Object[] kept = row(old, "old", new BigDecimal("2.00"));
    Object[] first = row(fresh, "new", new BigDecimal("3.00"));
    Object[] second = row(twice, "new", new BigDecimal("4.00"));

    List<Object[]> there =
        write(
            batch(parent(OnDuplicate.KEEP, null), List.of(first, kept, second)),
            batch(
                child(),
                List.<Object[]>of(
                    new Object[] {old, "old"},
                    new Object[] {fresh, "new"},
                    new Object[] {twice, "again"})));

    assertThat(there).containsExactlyInAnyOrder(kept, second);
    assertThat(amounts()).containsExactly("new 3.00", "old 1.00");
    assertThat(childrenByTheirParents()).containsExactlyInAnyOrder("old old", "new new");
    assertThat(count(child)).isEqualTo(3);
  }

  @Test
  void updatesWhatIsThereAndTheLastOfABatchWins() throws SQLException {
    Table table = parent(OnDuplicate.UPDATE, null);
    write(batch(table, List.<Object[]>of(row(new GeneratedKey(), "old", new BigDecimal("1.00")))));
    List<String> ids = strings("SELECT id FROM " + name(parent));
    Object[] changed = row(new GeneratedKey(), "old", new BigDecimal("2.00"));
    Object[] first = row(new GeneratedKey(), "new", new BigDecimal("3.00"));
    Object[] last = row(new GeneratedKey(), "new", null);
    GeneratedKey key = (GeneratedKey) changed[0];

    assertThat(
            write(
                batch(table, List.of(changed, first, last)),
                batch(child(), List.<Object[]>of(new Object[] {key, "old"}))))
        .containsExactlyInAnyOrder(changed, last);

    assertThat(amounts()).containsExactly("new null", "old 2.00");
    assertThat(strings("SELECT id FROM " + name(parent) + " WHERE code = 'old'")).isEqualTo(ids);
    assertThat(childrenByTheirParents()).containsExactly("old old");
  }

  @Test
  void keepsRowsOfATableWithoutAMadeKey() throws SQLException {
    Table table =
        new Table(
            child,
            List.of(PARENT, CODE),
            List.of("parent_id", "code"),
            List.of(),
            new Table.Existing(OnDuplicate.KEEP, List.of("parent_id", "code"), null, Map.of()));
    Object[] one = {1L, "a"};
    Object[] two = {1L, "b"};
    write(batch(table, List.<Object[]>of(one)));

    assertThat(write(batch(table, List.of(one, two)))).containsExactly(one);
    // Nothing but its key: there is nothing to update.
    Table updated =
        new Table(
            child,
            List.of(PARENT, CODE),
            List.of("parent_id", "code"),
            List.of(),
            new Table.Existing(OnDuplicate.UPDATE, List.of("parent_id", "code"), null, Map.of()));
    assertThat(write(batch(updated, List.of(one, two)))).containsExactlyInAnyOrder(one, two);
    assertThat(count(child)).isEqualTo(2);
  }

  @Test
  void asksAgainForWhatTheDatabaseMayTakeForEqual() throws SQLException {
    Table table = parent(OnDuplicate.KEEP, null);
    String ignoring = ignoringCase();
    if (ignoring != null) {
      execute(
          "DROP TABLE " + name(parent),
          "CREATE TABLE %s (id %s PRIMARY KEY, code %s NOT NULL, since date NOT NULL,"
                  .formatted(name(parent), identity(), ignoring)
              + " amount decimal(12,2), country_id int, UNIQUE (code, since))");
    }
    GeneratedKey upper = new GeneratedKey();
    GeneratedKey lower = new GeneratedKey();

    List<Object[]> there =
        write(
            batch(table, List.of(row(upper, "MULLER", null), row(lower, "muller", null))),
            batch(child(), List.of(new Object[] {upper, "upper"}, new Object[] {lower, "lower"})));

    assertThat(there).hasSize(ignoring == null ? 0 : 1);
    assertThat(count(parent)).isEqualTo(ignoring == null ? 2 : 1);
    assertThat(strings("SELECT DISTINCT parent_id FROM " + name(child)))
        .hasSize(ignoring == null ? 2 : 1);
  }

  @Test
  void asksForManyKeysAtOnce() throws SQLException {
    Table table = parent(OnDuplicate.KEEP, null);
    List<Object[]> rows =
        IntStream.range(0, 1_500)
            .mapToObj(i -> row(new GeneratedKey(), "p" + i, null))
            .collect(Collectors.toList());
    write(batch(table, rows.subList(0, 700)));

    assertThat(write(batch(table, rows))).containsExactlyInAnyOrderElementsOf(rows.subList(0, 700));
    assertThat(count(parent)).isEqualTo(1_500);
  }

  @Test
  void refusesARowWithoutTheValueThatItIsKnownBy() {
    Table table = parent(OnDuplicate.KEEP, null);
    Object[] row = row(new GeneratedKey(), "a", null);
    row[1] = null;

    assertRefused(() -> write(batch(table, List.<Object[]>of(row))), parent, "column code");
  }

  @Test
  void looksValuesUp() throws SQLException {
    execute(
        "INSERT INTO %s (code) VALUES ('de')".formatted(name(country)),
        "INSERT INTO %s (code) VALUES ('fr')".formatted(name(country)));

    write(
        batch(
            looking(OnMissing.NULL),
            List.of(
                located("a", OnMissing.NULL, "fr"),
                located("b", OnMissing.NULL, "de"),
                located("c", OnMissing.NULL, "xx"),
                located("d", OnMissing.NULL, "fr"))));

    assertThat(countries()).containsExactly("a fr", "b de", "c null", "d fr");
  }

  @Test
  void refusesWhatIsLookedUpAndNotThere() throws SQLException {
    execute("INSERT INTO %s (code) VALUES ('de')".formatted(name(country)));

    assertRefused(
        () ->
            write(
                batch(
                    looking(OnMissing.REJECT),
                    List.of(
                        located("a", OnMissing.REJECT, "de"),
                        located("b", OnMissing.REJECT, "secret")))),
        parent,
        "column country_id: no row of " + country + " has the code");
    assertThat(count(parent)).isZero();
  }

  @Test
  void refusesAnAnswerThatIsNotTheOnlyOne() throws SQLException {
    execute(
        "INSERT INTO %s (parent_id, code) VALUES (1, 'de')".formatted(name(child)),
        "INSERT INTO %s (parent_id, code) VALUES (2, 'de')".formatted(name(child)));
    Lookup lookup =
        new Lookup(
            child,
            List.of(CODE),
            new Column("parent_id", ColumnType.of(Kind.INT), false),
            OnMissing.REJECT);

    assertRefused(
        () ->
            write(
                batch(
                    looking(lookup),
                    List.<Object[]>of(located("a", new Lookup.Value(lookup, List.of("de")))))),
        child,
        "several rows have the same code");
  }

  @Test
  void insertsWhatIsLookedUpAndNotThere() throws SQLException {
    execute("INSERT INTO %s (code) VALUES ('de')".formatted(name(country)));

    write(
        batch(
            looking(OnMissing.INSERT),
            List.of(
                located("a", OnMissing.INSERT, "it"),
                located("b", OnMissing.INSERT, "de"),
                located("c", OnMissing.INSERT, "it"))));

    assertThat(countries()).containsExactly("a it", "b de", "c it");
    assertThat(count(country)).isEqualTo(2);
  }

  @Test
  void remembersNoAnswerOfATransactionThatWasUndone() throws SQLException {
    RowBatch batch =
        batch(looking(OnMissing.INSERT), List.<Object[]>of(located("a", OnMissing.INSERT, "it")));
    assertThatThrownBy(
            () ->
                session.inTransaction(
                    LIMIT,
                    tx -> {
                      tx.write(batch);
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThat(count(country)).isZero();

    write(batch);

    assertThat(countries()).containsExactly("a it");
  }

  @Test
  void remembersAnswersOfATransactionThatWasCommitted() throws SQLException {
    execute("INSERT INTO %s (code) VALUES ('de')".formatted(name(country)));
    write(
        batch(looking(OnMissing.REJECT), List.<Object[]>of(located("a", OnMissing.REJECT, "de"))));
    // Nobody tells a session of it; it is found when a transaction fails, or after a minute.
    execute("UPDATE %s SET code = 'fr'".formatted(name(country)));

    RowBatch again =
        batch(looking(OnMissing.REJECT), List.<Object[]>of(located("b", OnMissing.REJECT, "de")));
    write(again);
    assertThat(countries()).containsExactly("a fr", "b fr");

    assertThatThrownBy(() -> write(again)).isInstanceOf(DatabaseFailureException.class);
    assertThatThrownBy(() -> write(again)).hasMessageContaining("no row of " + country);
  }

  @Test
  void writesARowAgainAfterItsTransactionWasUndone() throws SQLException {
    GeneratedKey key = new GeneratedKey();
    RowBatch parents =
        batch(parent(OnDuplicate.REJECT, null), List.<Object[]>of(row(key, "a", null)));
    RowBatch children = batch(child(), List.<Object[]>of(new Object[] {key, "a"}));
    assertThatThrownBy(
            () ->
                session.inTransaction(
                    LIMIT,
                    tx -> {
                      tx.write(parents);
                      tx.write(children);
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");

    write(parents, children);

    assertThat(childrenByTheirParents()).containsExactly("a a");
  }

  @Test
  void callsAKeyLateThatItDidNotFindAndThatIsThere() throws SQLException {
    write(
        batch(
            parent(OnDuplicate.KEEP, null), List.<Object[]>of(row(new GeneratedKey(), "a", null))));
    Table byAmount =
        new Table(
            parent,
            List.of(ID, CODE, DAY, AMOUNT, COUNTRY),
            List.of("id"),
            List.of(),
            new Table.Existing(
                OnDuplicate.KEEP, List.of("amount"), new KeyGeneration("id", null), Map.of()));

    assertThatThrownBy(
            () ->
                write(
                    batch(
                        byAmount, List.<Object[]>of(row(new GeneratedKey(), "a", BigDecimal.ONE)))))
        .isInstanceOfSatisfying(
            DatabaseFailureException.class,
            e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(FailureKind.LATE_KEY));
  }

  @Test
  void letsTwoSessionsBringTheSameKeysAtOnce() throws Exception {
    CyclicBarrier start = new CyclicBarrier(2);
    ExecutorService sessions = Executors.newFixedThreadPool(2);
    int rounds = 15;
    try {
      List<Callable<Integer>> racers =
          List.of(() -> race(start, rounds, false), () -> race(start, rounds, true));
      int inserted = 0;
      for (Future<Integer> racer : sessions.invokeAll(racers, 2, TimeUnit.MINUTES)) {
        inserted += racer.get();
      }
      assertThat(inserted).isEqualTo(rounds * 6);
    } finally {
      sessions.shutdownNow();
    }
    assertThat(count(parent)).isEqualTo(rounds * 6L);
    assertThat(count(country)).isEqualTo(rounds);
    assertThat(count(child)).isEqualTo(rounds * 6L * 3);
    assertThat(childrenByTheirParents()).hasSize(rounds * 6).allMatch(p -> p.matches("(\\S+) \\1"));
  }

  /** How many of its rows were not there. */
  private int race(CyclicBarrier start, int rounds, boolean backwards) throws Exception {
    int inserted = 0;
    try (DatabaseSession own = server.database().session()) {
      for (int round = 0; round < rounds; round++) {
        List<Object[]> parents = new ArrayList<>();
        List<Object[]> children = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
          String code = "r" + round + "-" + (backwards ? 5 - i : i);
          Object[] row = located(code, OnMissing.INSERT, "c" + round);
          parents.add(row);
          children.add(new Object[] {row[0], code});
          children.add(new Object[] {row[0], code + "!" + backwards});
        }
        Table kept =
            new Table(
                child,
                List.of(PARENT, CODE),
                List.of(),
                List.of(),
                new Table.Existing(OnDuplicate.KEEP, List.of("parent_id", "code"), null, Map.of()));
        start.await(60, TimeUnit.SECONDS);
        inserted += retried(own, batch(keeping(OnMissing.INSERT), parents), batch(kept, children));
      }
    }
    return inserted;
  }

  private static int retried(DatabaseSession own, RowBatch parents, RowBatch children) {
    for (int tries = 0; ; tries++) {
      try {
        return own.inTransaction(
            LIMIT,
            tx -> {
              int there = tx.write(parents).size();
              tx.write(children);
              return parents.size() - there;
            });
      } catch (DatabaseFailureException e) {
        assertThat(e.kind()).as(e.getMessage()).isIn(FailureKind.LATE_KEY, FailureKind.TRANSIENT);
        assertThat(tries).isLessThan(50);
      }
    }
  }

  // Tables and rows

  private Table parent(OnDuplicate onDuplicate, @Nullable TableId numbers) {
    return new Table(
        parent,
        List.of(ID, CODE, DAY, AMOUNT, COUNTRY),
        List.of("id"),
        List.of(),
        new Table.Existing(
            onDuplicate, List.of("code", "since"), new KeyGeneration("id", numbers), Map.of()));
  }

  private Lookup lookup(OnMissing onMissing) {
    return new Lookup(country, List.of(CODE), ID, onMissing);
  }

  private Table looking(OnMissing onMissing) {
    return looking(lookup(onMissing));
  }

  private Table looking(Lookup lookup) {
    return located(OnDuplicate.REJECT, lookup);
  }

  private Table keeping(OnMissing onMissing) {
    return located(OnDuplicate.KEEP, lookup(onMissing));
  }

  private Table located(OnDuplicate onDuplicate, Lookup lookup) {
    return new Table(
        parent,
        List.of(ID, CODE, DAY, AMOUNT, COUNTRY),
        List.of("id"),
        List.of(),
        new Table.Existing(
            onDuplicate,
            List.of("code", "since"),
            new KeyGeneration("id", null),
            Map.of("country_id", lookup)));
  }

  private Table child() {
    return new Table(child, List.of(PARENT, CODE), List.of("parent_id", "code"), List.of());
  }

  private static Object[] row(GeneratedKey key, String code, @Nullable BigDecimal amount) {
    return new Object[] {key, code, LocalDate.of(2026, 3, 1), amount, null};
  }

  private Object[] located(String code, OnMissing onMissing, String found) {
    return located(code, new Lookup.Value(lookup(onMissing), List.of(found)));
  }

  private static Object[] located(String code, Lookup.Value value) {
    Object[] row = row(new GeneratedKey(), code, null);
    row[4] = value;
    return row;
  }

  private static RowBatch batch(Table table, List<Object[]> rows) {
    return new RowBatch(table, rows);
  }

  private List<Object[]> write(RowBatch... batches) {
    return session.inTransaction(
        LIMIT, tx -> Arrays.stream(batches).flatMap(batch -> tx.write(batch).stream()).toList());
  }

  private static void assertRefused(Callable<?> write, TableId table, String why) {
    assertThatThrownBy(write::call)
        .isInstanceOfSatisfying(
            DatabaseFailureException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.DATA);
              assertThat(e.table()).isEqualTo(table);
              assertThat(e).hasMessageContaining(why);
              assertThat(e.getMessage()).doesNotContain("secret");
            });
  }

  // What is in the database

  private List<String> childrenByTheirParents() throws SQLException {
    return strings(
        "SELECT CONCAT(c.code, ' ', p.code) FROM %s c JOIN %s p ON p.id = c.parent_id"
                .formatted(name(child), name(parent))
            + " WHERE c.code <> 'again' AND c.code NOT LIKE '%!%'");
  }

  private List<String> amounts() throws SQLException {
    return strings(
        "SELECT CONCAT(code, ' ', COALESCE(CAST(amount AS varchar(20)), 'null')) FROM %s ORDER BY code"
            .formatted(name(parent)));
  }

  private List<String> countries() throws SQLException {
    return strings(
        "SELECT CONCAT(p.code, ' ', COALESCE(c.code, 'null')) FROM %s p LEFT JOIN %s c ON c.id ="
                .formatted(name(parent), name(country))
            + " p.country_id ORDER BY p.code");
  }

  private long count(TableId table) throws SQLException {
    return Long.parseLong(strings("SELECT COUNT(*) FROM " + name(table)).get(0));
  }

  private List<String> strings(String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = server.database().connection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = server.database().connection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
      connection.commit();
    }
  }

  private String name(TableId table) {
    return SqlNames.of(table, server.database().dialect());
  }
}
