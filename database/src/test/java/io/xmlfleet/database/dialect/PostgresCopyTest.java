package io.xmlfleet.database.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.contract.convert.Reading;
import io.xmlfleet.contract.convert.TypeConversions;
import io.xmlfleet.database.Database;
import io.xmlfleet.database.DatabaseFailureException;
import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.database.DatabaseSettings;
import io.xmlfleet.database.dialect.postgres.PostgresDialect;
import io.xmlfleet.settings.Secret;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.ColumnType.Kind;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.PostgresUnderTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** COPY beside inserts: the same cells, the same refusals; and what only an insert can do. */
class PostgresCopyTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int ROWS = 300;

  /** How a row has come into its table: the statement's first word, cut. */
  private static final String WAY = "way text DEFAULT LEFT(current_query(), 4)";

  private static final Column ID = new Column("id", ColumnType.of(Kind.INT), false);
  private static final Column NOTE = new Column("note", ColumnType.string(0), true);

  private DatabaseUnderTest copying;
  private DatabaseUnderTest inserting;
  private TableId id;

  @BeforeEach
  void open() {
    copying = PostgresUnderTest.connectToCopy();
    inserting = PostgresUnderTest.connect(new WriterOptions(100, false));
    id = copying.newTable("copied");
  }

  @AfterEach
  void close() throws SQLException {
    copying.close();
    inserting.close();
  }

  @ParameterizedTest(name = "{0} into {2}")
  @CsvSource({
    "STRING, 0, text",
    "STRING, 0, varchar",
    "STRING, 40, varchar(40)",
    "STRING, 40, char(60)",
    "BIT, 0, boolean",
    "BIT, 0, smallint",
    "BIT, 0, integer",
    "TINYINT, 0, smallint",
    "SMALLINT, 0, smallint",
    "SMALLINT, 0, integer",
    "INT, 0, integer",
    "INT, 0, bigint",
    "INT, 0, 'numeric(12,2)'",
    "BIGINT, 0, bigint",
    "BIGINT, 0, numeric",
    "DECIMAL, 18, 'numeric(18,4)'",
    "DECIMAL, 18, 'numeric(30,2)'",
    "DECIMAL, 18, numeric",
    "DECIMAL, 38, numeric",
    "DOUBLE, 0, double precision",
    "DATE, 0, date",
    "TIME, 0, time",
    "TIME, 0, time(3)",
    "DATETIME, 0, timestamp",
    "DATETIME, 0, timestamp(3)",
    "DATETIME, 0, timestamptz",
    "DATETIMEOFFSET, 0, timestamptz",
    "DATETIMEOFFSET, 0, timestamp",
    "UUID, 0, uuid",
    "BINARY, 64, bytea"
  })
  void writesTheSameCellsAsInserts(Kind kind, int length, String liveType) throws SQLException {
    ColumnType type =
        kind == Kind.DECIMAL
            ? ColumnType.decimal(length, length == 38 ? 10 : 4)
            : new ColumnType(kind, length, 0);
    execute("CREATE TABLE %s (id int, note " + liveType + ", " + WAY + ")");
    Table table = table(ID, new Column("note", type, true));
    List<Object[]> rows = rows(type);

    write(copying, table, rows);
    write(inserting, table, rows);

    assertThat(ask("SELECT DISTINCT way FROM %s ORDER BY 1")).containsExactly("COPY", "INSE");
    assertThat(ask("SELECT COUNT(*) FROM %s")).containsExactly(Integer.toString(2 * rows.size()));
    assertThat(ask("SELECT id, note::text FROM %s GROUP BY 1, 2 HAVING COUNT(*) <> 2")).isEmpty();
    assertThat(ask("SELECT COUNT(*) > 50 FROM %s WHERE note IS NOT NULL")).containsExactly("t");
  }

  private static List<Object[]> rows(ColumnType type) {
    LexicalForms forms = new LexicalForms(7);
    List<LexicalForms.Form> all = new ArrayList<>(LexicalForms.boundaries(type));
    IntStream.range(0, ROWS).forEach(i -> all.add(forms.next(type)));
    List<Object[]> rows = new ArrayList<>();
    for (LexicalForms.Form form : all) {
      if (form.value() != null) {
        Object value = TypeConversions.of(type, Reading.PLAIN).convert(form.text());
        rows.add(new Object[] {rows.size(), rows.size() % 20 == 0 ? null : value});
      }
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "jsonb"})
  void writesDocumentsLikeInserts(String type) throws SQLException {
    execute("CREATE TABLE %s (id int, note " + type + ", " + WAY + ")");
    List<Object[]> rows =
        List.of(
            new Object[] {1, "{\"b\" : [1, 2.50], \"a\": \"\u00e9\ud83d\ude00\"}"},
            new Object[] {2, "null"},
            new Object[] {3, null});

    write(copying, table(ID, NOTE), rows);
    write(inserting, table(ID, NOTE), rows);

    assertThat(ask("SELECT way, COUNT(*) FROM %s GROUP BY way ORDER BY way"))
        .containsExactly("COPY, 3", "INSE, 3");
    assertThat(ask("SELECT DISTINCT id, note::text FROM %s")).hasSize(3);
  }

  /** What each way says of rows that the server refuses, and of those that we do. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "key        | id int PRIMARY KEY, note text                                     | 23505",
        "null       | id int, note text, other text NOT NULL                            | 23502",
        "check      | id int, note text CONSTRAINT short CHECK (LENGTH(note) < 3)        | 23514",
        "reference  | id int REFERENCES parent_of_it, note text                        | 23503",
        "exclusion  | id int, note text, EXCLUDE USING btree (note WITH =)               | 23P01",
        "length     | id int, note varchar(3)                                           | 22001",
        "json       | id int, note json                                                 | 22P02",
        "jsonb      | id int, note jsonb                                                | 22P02",
        "domain     | id int, note xf_censored                                         | 23514",
        "index      | id int, note text UNIQUE                                          | 54000",
        "deferred   | id int REFERENCES parent_of_it DEFERRABLE INITIALLY DEFERRED, note text | 23503"
      })
  void refusesLikeAnInsert(String what, String columns, String state) throws SQLException {
    String parent = DatabaseUnderTest.unique("parent");
    execute("CREATE TABLE " + parent + " (id int PRIMARY KEY)");
    execute(
        "DO $$ BEGIN CREATE DOMAIN xf_censored AS text CHECK (value NOT LIKE 'secret%%');"
            + " EXCEPTION WHEN duplicate_object THEN NULL; END $$");
    execute("CREATE TABLE %s (" + columns.replace("parent_of_it", parent) + ")");
    String text = what.equals("index") ? incompressible() : "secret";
    List<Object[]> rows = List.of(new Object[] {1, text}, new Object[] {1, text});
    Table table = table(ID, NOTE);

    DatabaseFailureException byCopy = refused(copying, table, rows);
    DatabaseFailureException byInsert = refused(inserting, table, rows);

    assertThat(byCopy).hasMessageContaining("SQLSTATE " + state);
    assertThat(byCopy.getMessage()).isEqualTo(byInsert.getMessage());
    assertThat(byCopy.kind()).isEqualTo(byInsert.kind());
    for (Throwable link = byCopy; link != null; link = link.getCause()) {
      assertThat(link.toString()).doesNotContain(text).doesNotContain("line 1");
    }
    for (Throwable link = byInsert; link != null; link = link.getCause()) {
      assertThat(link.toString()).doesNotContain(text);
    }
    assertThat(ask("SELECT COUNT(*) FROM %s")).containsExactly("0");
    execute("DROP TABLE %s; DROP TABLE " + parent);
  }

  /** Longer than a page of an index, in letters of which none follows from another. */
  private static String incompressible() {
    StringBuilder text = new StringBuilder();
    new java.util.Random(1).ints(20_000, 'a', 'z').forEach(c -> text.append((char) c));
    return text.toString();
  }

  @Test
  void refusesANumberThatItsColumnIsTooSmallFor() throws SQLException {
    execute("CREATE TABLE %s (id smallint, note text)");

    DatabaseFailureException failure =
        refused(copying, table(ID, NOTE), List.<Object[]>of(new Object[] {70_000, "a"}));

    assertThat(failure.kind()).isEqualTo(FailureKind.DATA);
    assertThat(failure)
        .hasMessageContaining("column id is out of the range of its type")
        .hasMessageNotContaining("70000");
  }

  @Test
  void bringsOwnValuesForAnIdentityThatTheServerAlwaysMakes() throws SQLException {
    execute("CREATE TABLE %s (id int GENERATED ALWAYS AS IDENTITY, note text, " + WAY + ")");

    write(copying, table(ID, NOTE), List.<Object[]>of(new Object[] {70, "a"}));

    assertThat(ask("SELECT id, way FROM %s")).containsExactly("70, COPY");
  }

  @Test
  void copiesIntoPartitionsAndDomains() throws SQLException {
    execute(
        "DO $$ BEGIN CREATE DOMAIN xf_small AS varchar(5); EXCEPTION WHEN duplicate_object THEN"
            + " NULL; END $$");
    execute("CREATE TABLE %s (id int, note xf_small, " + WAY + ") PARTITION BY RANGE (id)");
    execute("CREATE TABLE %1$s_1 PARTITION OF %1$s FOR VALUES FROM (0) TO (10)");
    execute("CREATE TABLE %1$s_2 PARTITION OF %1$s FOR VALUES FROM (10) TO (20)");

    write(copying, table(ID, NOTE), List.of(new Object[] {1, "one"}, new Object[] {12, "two"}));

    assertThat(ask("SELECT id, note, way FROM %s_1")).containsExactly("1, one, COPY");
    assertThat(ask("SELECT id FROM %s_2")).containsExactly("12");
  }

  /** Where COPY would do something else than an insert, or nothing. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "rule     | CREATE RULE also AS ON INSERT TO %1$s DO ALSO NOTIFY xf",
        "text     | ALTER TABLE %1$s ALTER note TYPE xml USING note::xml",
        "uuid     | ALTER TABLE %1$s ALTER note TYPE uuid USING note::uuid",
        "other    | ALTER TABLE %1$s ALTER id TYPE real",
      })
  void insertsWhereCopyIsAnotherMatter(String what, String change) throws SQLException {
    execute("CREATE TABLE %s (id int, note text, " + WAY + ")");
    execute(change);
    String text =
        Map.of("text", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>\u00e9</a>")
            .getOrDefault(what, "{A0EEBC99-9C0B4EF8-BB6D6BB9-BD380A11}");

    write(copying, table(ID, NOTE), List.<Object[]>of(new Object[] {1, text}));

    assertThat(ask("SELECT id, way FROM %s")).containsExactly("1, INSE");
    assertThat(ask("SELECT note FROM %s").get(0))
        .isEqualToIgnoringCase(
            what.equals("text")
                ? "<a>\u00e9</a>"
                : what.equals("uuid") ? "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11" : text);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "all rows     | GRANT INSERT ON %1$s TO %2$s                                 | COPY",
        "some columns | GRANT INSERT (id, note) ON %1$s TO %2$s                      | INSE",
        "some rows    | GRANT INSERT ON %1$s TO %2$s; CREATE POLICY p ON %1$s"
            + " WITH CHECK (id < 9); ALTER TABLE %1$s ENABLE ROW LEVEL SECURITY     | INSE"
      })
  void copiesWhereTheLoginMay(String what, String grants, String way) throws SQLException {
    execute("CREATE TABLE %s (id int, note text, " + WAY + ")");
    String login = DatabaseUnderTest.unique("login");
    execute("CREATE ROLE " + login + " LOGIN");
    execute(grants.formatted(id.name(), login));
    DatabaseSettings settings =
        new DatabaseSettings(
            PostgresUnderTest.url(),
            login,
            Secret.NONE,
            2,
            LIMIT,
            LIMIT,
            new WriterOptions(9, true));
    try (Database database = Database.connect(settings, new PostgresDialect(1));
        DatabaseSession session = database.session()) {
      write(session, table(ID, NOTE), List.<Object[]>of(new Object[] {1, "a"}), LIMIT);
    } finally {
      execute("DROP OWNED BY " + login + "; DROP ROLE " + login);
    }

    assertThat(ask("SELECT id, way FROM %s")).containsExactly("1, " + way);
  }

  @Test
  void insertsIntoViewsWithTriggersOfTheirOwn() throws SQLException {
    execute("CREATE TABLE %s (id int, note text, " + WAY + ")");
    execute("CREATE VIEW %1$s_v AS SELECT id, note FROM %1$s");
    execute(
        "CREATE FUNCTION %1$s_f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO %1$s (id)"
            + " VALUES (NEW.id + 100); RETURN NEW; END'");
    execute(
        "CREATE TRIGGER instead INSTEAD OF INSERT ON %1$s_v FOR EACH ROW EXECUTE FUNCTION"
            + " %1$s_f()");
    Table view =
        new Table(new TableId(null, id.name() + "_v"), List.of(ID, NOTE), List.of(), List.of());

    write(copying, view, List.<Object[]>of(new Object[] {1, "a"}));

    assertThat(ask("SELECT id, way FROM %s")).containsExactly("101, INSE");
    execute("DROP VIEW %1$s_v; DROP FUNCTION %1$s_f()");
  }

  @Test
  void insertsOnceTheTableIsAnotherThanItWas() throws SQLException {
    execute("CREATE TABLE %s (id bigint, note text, " + WAY + ")");
    Table table = table(ID, NOTE);
    try (DatabaseSession session = copying.database().session()) {
      write(session, table, List.<Object[]>of(new Object[] {1, "a"}), LIMIT);
      execute("ALTER TABLE %s ALTER id TYPE double precision");
      write(session, table, List.<Object[]>of(new Object[] {2, "b"}), LIMIT);
    }

    assertThat(ask("SELECT id, way FROM %s ORDER BY id")).containsExactly("1, COPY", "2, INSE");
  }

  @ParameterizedTest
  @ValueSource(ints = {999, 1_000})
  void copiesManyRowsOnly(int rows) throws SQLException {
    execute("CREATE TABLE %s (id int, note text, " + WAY + ")");
    try (DatabaseUnderTest usual = PostgresUnderTest.connect(new WriterOptions(100, true))) {
      write(
          usual,
          table(ID, NOTE),
          IntStream.range(0, rows).mapToObj(i -> new Object[] {i, "n"}).toList());
    }

    assertThat(ask("SELECT way, COUNT(*) FROM %s GROUP BY way"))
        .containsExactly(rows == 1_000 ? "COPY, 1000" : "INSE, 999");
  }

  /** A table that is locked as a whole, and a key that another transaction has not committed. */
  @ParameterizedTest
  @ValueSource(strings = {"LOCK TABLE %s", "INSERT INTO %s VALUES (1, 'other')"})
  void givesUpAfterTheTimeLimit(String obstacle) throws SQLException {
    execute("CREATE TABLE %s (id int PRIMARY KEY, note text)");
    try (DatabaseSession session = copying.database().session();
        Connection other = inserting.database().connection();
        Statement statement = other.createStatement()) {
      write(session, table(ID, NOTE), List.<Object[]>of(new Object[] {0, "a"}), LIMIT);
      statement.execute(obstacle.formatted(id.name()));

      DatabaseFailureException failure =
          failure(() -> write(session, table(ID, NOTE), large(), Duration.ofMillis(1_200)));

      assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(FailureKind.TIMEOUT);
      other.rollback();
      write(session, table(ID, NOTE), large(), LIMIT);
    }
    assertThat(ask("SELECT COUNT(*) FROM %s"))
        .containsExactly(Integer.toString(large().size() + 1));
  }

  @Test
  void isBrokenOffByAnotherThread() throws Exception {
    execute("CREATE TABLE %s (id int PRIMARY KEY, note text)");
    try (DatabaseSession session = copying.database().session();
        Connection other = inserting.database().connection();
        Statement statement = other.createStatement()) {
      statement.execute("INSERT INTO " + id.name() + " VALUES (1, 'other')");
      CompletableFuture<DatabaseFailureException> stuck =
          CompletableFuture.supplyAsync(
              () -> failure(() -> write(session, table(ID, NOTE), large(), LIMIT)));
      awaitLockOfCopy();

      session.abort();

      assertThat(stuck.get(10, TimeUnit.SECONDS).kind()).isEqualTo(FailureKind.UNAVAILABLE);
      other.rollback();
      write(session, table(ID, NOTE), large(), LIMIT);
    }
    assertThat(ask("SELECT COUNT(*) FROM %s")).containsExactly(Integer.toString(large().size()));
  }

  private void awaitLockOfCopy() throws Exception {
    String waiting =
        "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'COPY%%' AND wait_event_type = 'Lock'";
    for (int i = 0; ask(waiting).isEmpty(); i++) {
      assertThat(i).as("looks until the COPY waits for the key").isLessThan(1_000);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** Some megabytes: more than the buffers between driver and server take. */
  private static List<Object[]> large() {
    String text = "text ".repeat(200);
    return IntStream.rangeClosed(1, 20_000).mapToObj(i -> new Object[] {i, text}).toList();
  }

  /** As it was read at first, a text: nothing makes an xml of that by itself. */
  @Test
  void readsTheTypesAnewOnceTheyAreOthers() throws SQLException {
    execute("CREATE TABLE %s (id int, note text)");
    try (DatabaseSession session = inserting.database().session()) {
      write(session, table(ID, NOTE), List.<Object[]>of(new Object[] {1, "<a/>"}), LIMIT);
      execute("ALTER TABLE %s ALTER note TYPE xml USING note::xml");
      DatabaseFailureException altered =
          failure(
              () ->
                  write(
                      session,
                      table(ID, NOTE),
                      List.<Object[]>of(new Object[] {2, "<b/>"}),
                      LIMIT));
      write(session, table(ID, NOTE), List.<Object[]>of(new Object[] {3, "<c/>"}), LIMIT);

      assertThat(altered.kind()).isEqualTo(FailureKind.TRANSIENT);
    }
    assertThat(ask("SELECT id, note FROM %s")).containsExactly("1, <a/>", "3, <c/>");
  }

  private Table table(Column... columns) {
    return new Table(id, List.of(columns), List.of(), List.of());
  }

  private static void write(DatabaseUnderTest server, Table table, List<Object[]> rows) {
    try (DatabaseSession session = server.database().session()) {
      write(session, table, rows, LIMIT);
    }
  }

  private static void write(
      DatabaseSession session, Table table, List<Object[]> rows, Duration limit) {
    session.inTransaction(
        limit,
        tx -> {
          tx.write(new RowBatch(table, rows));
          return 0;
        });
  }

  private static DatabaseFailureException refused(
      DatabaseUnderTest server, Table table, List<Object[]> rows) {
    return failure(() -> write(server, table, rows));
  }

  private static DatabaseFailureException failure(Runnable work) {
    try {
      work.run();
    } catch (DatabaseFailureException e) {
      return e;
    }
    throw new AssertionError("the database took the rows");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = inserting.database().connection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql.formatted(id.name()));
      connection.commit();
    }
  }

  private List<String> ask(String sql) throws SQLException {
    try (Connection connection = inserting.database().connection();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql.formatted(id.name()))) {
      List<String> rows = new ArrayList<>();
      while (found.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          values.add(String.valueOf(found.getString(i)));
        }
        rows.add(String.join(", ", values));
      }
      return Collections.unmodifiableList(rows);
    }
  }
}
