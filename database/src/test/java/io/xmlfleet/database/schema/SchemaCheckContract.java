package io.xmlfleet.database.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.ColumnType.Kind;
import io.xmlfleet.table.KeyGeneration;
import io.xmlfleet.table.Lookup;
import io.xmlfleet.table.Lookup.OnMissing;
import io.xmlfleet.table.OnDuplicate;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.Table.ForeignKey;
import io.xmlfleet.table.TableId;
import io.xmlfleet.testing.DatabaseUnderTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a database differs from what a contract needs, on every database. */
abstract class SchemaCheckContract {
  private static final Column ID = column("id", ColumnType.of(Kind.BIGINT), false);

  private DatabaseUnderTest server;

  abstract DatabaseUnderTest connect();

  /** Whether the server takes all statements of its dialect. */
  boolean understandsItsDialect() {
    return true;
  }

  @BeforeEach
  void open() {
    server = connect();
  }

  @AfterEach
  void close() throws SQLException {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void findsNothingInTablesOfOurOwn() {
    TableId parent = server.newTable("parent");
    TableId child = server.newTable("child");
    List<Table> tables =
        List.of(
            new Table(parent, everyKind(), List.of("id"), List.of()),
            new Table(
                child,
                List.of(column("parent", ColumnType.of(Kind.INT), false)),
                List.of("parent"),
                List.of(new ForeignKey(List.of("parent"), parent))));
    new SchemaSetup(server.database()).create(tables);

    assertThat(check().findings(tables)).isEmpty();
  }

  @Test
  void tellsWhatIsNotThere() throws SQLException {
    TableId here = server.newTable("here");
    TableId gone = new TableId(null, DatabaseUnderTest.unique("gone"));
    sql("CREATE TABLE " + here.name() + " (ID int)");

    assertThat(
            texts(
                table(
                    here,
                    column("id", ColumnType.of(Kind.INT), true),
                    column("more", ColumnType.of(Kind.INT), true)),
                table(gone, column("id", ColumnType.of(Kind.INT), true))))
        .containsExactly(
            "MISSING table " + here + " has no column more", "MISSING no table " + gone);
  }

  @Test
  void tellsWhichTablesAreThereInTheWordsOfContracts() throws SQLException {
    TableId id = server.newTable("Existing");
    String schema = server.database().dialect().defaultSchema();
    sql(
        "CREATE TABLE "
            + id.name()
            + " (id bigint NOT NULL, place int NOT NULL, name nvarchar(20) NOT NULL,"
            + " price decimal(8,2), at_day date DEFAULT '2026-01-01' NOT NULL,"
            + " PRIMARY KEY (place, id))");

    TableId found =
        ExistingTable.names(server.database()).stream()
            .filter(each -> each.name().equalsIgnoreCase(id.name()))
            .findFirst()
            .orElseThrow();
    assertThat(found.schema()).isEqualToIgnoringCase(schema);
    ExistingTable there = ExistingTable.of(server.database(), found);
    assertThat(there.id()).isEqualTo(found);
    assertThat(there.inDefaultSchema()).isTrue();
    assertThat(there.columns().stream().map(each -> each.toString().toLowerCase(Locale.ROOT)))
        .containsExactly(
            "existingcolumn[name=id, type=bigint, required=true]",
            "existingcolumn[name=place, type=int, required=true]",
            "existingcolumn[name=name, type=string(20), required=true]",
            "existingcolumn[name=price, type=decimal(8,2), required=false]",
            "existingcolumn[name=at_day, type=date, required=false]");
    assertThat(there.key())
        .containsExactly(there.columns().get(1).name(), there.columns().get(0).name());
    assertThat(ExistingTable.of(server.database(), new TableId(null, id.name()))).isEqualTo(there);
    assertThat(ExistingTable.of(server.database(), new TableId(schema, id.name() + "x")).columns())
        .isEmpty();
  }

  @Test
  void comparesTypes() throws SQLException {
    TableId id = server.newTable("types");
    sql(
        "CREATE TABLE "
            + id.name()
            + " (narrow nvarchar(20), wide nvarchar(60), number_text nvarchar(20), text_number int,"
            + " small smallint, cents decimal(8,2), rounded decimal(12,1), few decimal(5,2),"
            + " day_only date, inexact float, half real, big float,"
            + " fixed nchar(5))");

    assertThat(
            texts(
                table(
                    id,
                    column("narrow", ColumnType.string(50), true),
                    column("wide", ColumnType.string(50), true),
                    column("number_text", ColumnType.of(Kind.INT), true),
                    column("text_number", ColumnType.string(10), true),
                    column("small", ColumnType.of(Kind.INT), true),
                    column("cents", ColumnType.decimal(8, 2), true),
                    column("rounded", ColumnType.decimal(8, 2), true),
                    column("few", ColumnType.decimal(8, 2), true),
                    column("day_only", ColumnType.of(Kind.DATETIME), true),
                    column("inexact", ColumnType.decimal(8, 2), true),
                    column("half", ColumnType.of(Kind.DOUBLE), true),
                    column("big", ColumnType.of(Kind.BIGINT), true),
                    column("fixed", ColumnType.string(5), true))))
        .usingElementComparator(SchemaCheckContract::inOrder)
        .containsExactly(
            "ERROR " + id + ".narrow: string(50) into *(20), which is narrower",
            "ERROR " + id + ".number_text: int into *(20), which is of another kind",
            "ERROR " + id + ".text_number: string(10) into int*, which is of another kind",
            "ERROR " + id + ".small: int into smallint, which is narrower",
            "ERROR " + id + ".rounded: decimal(8,2) into *(12,1), which rounds to fewer places",
            "ERROR " + id + ".few: decimal(8,2) into *(5,2), which is narrower",
            "ERROR " + id + ".day_only: datetime into date, which has no time",
            "ERROR " + id + ".inexact: decimal(8,2) into *, which is inexact",
            "ERROR " + id + ".half: double into real, which is narrower",
            "ERROR " + id + ".big: bigint into *, which is inexact",
            "ERROR " + id + ".fixed: string(5) into *(5), which adds blanks");
  }

  /** With each statement that a finding comes with, nothing differs any more. */
  @Test
  void saysHowTheDatabaseCanBeMended() throws SQLException {
    Assumptions.assumeTrue(understandsItsDialect());
    TableId id = server.newTable("mended");
    TableId gone = server.newTable("gone");
    sql(
        "CREATE TABLE "
            + id.name()
            + " (id bigint NOT NULL, narrow nvarchar(20), small smallint,"
            + " strict nvarchar(30) NOT NULL, another nvarchar(30) NOT NULL)");
    List<Table> tables =
        List.of(
            new Table(
                id,
                List.of(
                    ID,
                    column("narrow", ColumnType.string(50), true),
                    column("small", ColumnType.of(Kind.INT), true),
                    column("strict", ColumnType.string(30), true),
                    column("more", ColumnType.of(Kind.DATE), true)),
                List.of("id"),
                List.of()),
            table(gone, column("id", ColumnType.of(Kind.INT), true)));
    List<SchemaFinding> findings = check().findings(tables);

    assertThat(findings).hasSize(7).allMatch(finding -> finding.mend().statement() != null);
    for (SchemaFinding finding : findings) {
      execute(finding.mend().statement());
    }
    assertThat(check().findings(tables)).isEmpty();
  }

  @Test
  void saysHowTheContractCanBeMended() throws SQLException {
    TableId id = server.newTable("there");
    sql(
        "CREATE TABLE "
            + id.name()
            + " (id bigint NOT NULL PRIMARY KEY, narrow nvarchar(20), strict int NOT NULL)");
    Table table =
        new Table(
            id,
            List.of(
                ID,
                column("narrow", ColumnType.string(50), false),
                column("strict", ColumnType.of(Kind.INT), true),
                column("more", ColumnType.of(Kind.DATE), true)),
            List.of("narrow"),
            List.of());

    assertThat(check().findings(List.of(table)))
        .extracting(finding -> finding.mend().edit())
        .containsExactlyInAnyOrder(
            new Mend.Edit(Mend.Kind.SET_TYPE, id, "narrow", List.of("string(20)")),
            new Mend.Edit(Mend.Kind.SET_REQUIRED, id, "strict", List.of()),
            new Mend.Edit(Mend.Kind.DROP_COLUMN, id, "more", List.of()),
            new Mend.Edit(Mend.Kind.SET_KEY, id, null, List.of("id")));
  }

  /** An edit of the contract's type to the very same one would change nothing. */
  @Test
  void offersNoEditThatChangesNothing() throws SQLException {
    TableId id = server.newTable("fixed");
    sql("CREATE TABLE " + id.name() + " (id bigint NOT NULL PRIMARY KEY, fixed nchar(5))");
    Table table =
        new Table(
            id, List.of(ID, column("fixed", ColumnType.string(5), true)), List.of("id"), List.of());

    assertThat(check().findings(List.of(table)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.text()).contains("which adds blanks");
              assertThat(finding.mend().edit()).isNull();
            });
  }

  private void execute(String sql) throws SQLException {
    server.database().ask("it is refused", connection -> execute(connection, sql));
  }

  private static boolean execute(Connection connection, String sql) throws SQLException {
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      return statement.execute(sql);
    }
  }

  @Test
  void findsColumnsThatTakeFewerBytes() throws SQLException {
    Assumptions.assumeTrue(limitsBytes());
    TableId id = server.newTable("bytes");
    sql("CREATE TABLE " + id.name() + " (bytes varbinary(4))");

    assertThat(texts(table(id, column("bytes", new ColumnType(Kind.BINARY, 8, 0), true))))
        .usingElementComparator(SchemaCheckContract::inOrder)
        .containsExactly("ERROR " + id + ".bytes: binary(8) into *(4), which is narrower");
  }

  @Test
  void findsColumnsThatKeepFewerDigitsOfASecond() throws SQLException {
    TableId id = server.newTable("seconds");
    sql(
        "CREATE TABLE "
            + id.name()
            + " (t time(3), at "
            + datetime(0)
            + ", zoned "
            + offset(5)
            + ")");
    Table table =
        table(
            id,
            column("t", ColumnType.of(Kind.TIME), true),
            column("at", ColumnType.of(Kind.DATETIME), true),
            column("zoned", ColumnType.of(Kind.DATETIMEOFFSET), true));

    assertThat(texts(table))
        .usingElementComparator(SchemaCheckContract::inOrder)
        .containsExactly(
            "ERROR " + id + ".t: time into time(3), which keeps fewer digits of a second",
            "ERROR " + id + ".at: datetime into *(0), which keeps fewer digits of a second",
            "ERROR "
                + id
                + ".zoned: datetimeoffset into *(5), which keeps fewer digits of a second");
  }

  @Test
  void takesAWordForItWhereAContractMeansANarrowerColumn() throws SQLException {
    TableId id = server.newTable("meant");
    sql("CREATE TABLE " + id.name() + " (narrow nvarchar(20), text_number int)");

    assertThat(
            texts(
                table(
                    id,
                    new Column("narrow", ColumnType.string(50), true, true, false),
                    new Column("text_number", ColumnType.string(10), true, true, false))))
        .usingElementComparator(SchemaCheckContract::inOrder)
        .containsExactly(
            "WARNING " + id + ".narrow: string(50) into *(20), which is narrower",
            "ERROR " + id + ".text_number: string(10) into int*, which is of another kind");
  }

  @Test
  void findsColumnsThatMustNotBeNull() throws SQLException {
    TableId id = server.newTable("nulls");
    sql(
        "CREATE TABLE "
            + id.name()
            + " (maybe int NOT NULL, always_there int NOT NULL, nobody int NOT NULL,"
            + " by_default int DEFAULT 1 NOT NULL, optional int)");

    assertThat(
            texts(
                table(
                    id,
                    column("maybe", ColumnType.of(Kind.INT), true),
                    column("always_there", ColumnType.of(Kind.INT), false))))
        .containsExactly(
            "WARNING " + id + ".maybe must not be null, and the contract may leave it so",
            "ERROR " + id + ".nobody must not be null, and nothing fills it");
  }

  @Test
  void comparesKeys() throws SQLException {
    TableId other = server.newTable("other_key");
    TableId none = server.newTable("no_key");
    sql("CREATE TABLE " + other.name() + " (a int NOT NULL, b int NOT NULL, PRIMARY KEY (b, a))");
    sql("CREATE TABLE " + none.name() + " (a int NOT NULL)");
    Column a = column("a", ColumnType.of(Kind.INT), false);
    Column b = column("B", ColumnType.of(Kind.INT), false);

    assertThat(
            texts(
                new Table(other, List.of(a, b), List.of("a"), List.of()),
                new Table(none, List.of(a), List.of("a"), List.of())))
        .containsExactly(
            "WARNING table " + other + ": the contract's key is (a), the table's (b, a)",
            "WARNING table " + none + ": the contract's key is (a), and the table has none");
    assertThat(texts(new Table(other, List.of(a, b), List.of("a", "B"), List.of()))).isEmpty();
  }

  @Test
  void findsTablesThatAreFilledBeforeThoseTheyReferTo() throws SQLException {
    TableId parent = server.newTable("first");
    TableId child = server.newTable("second");
    sql("CREATE TABLE " + parent.name() + " (id int NOT NULL PRIMARY KEY)");
    sql(
        "CREATE TABLE "
            + child.name()
            + " (id int NOT NULL PRIMARY KEY, parent int REFERENCES "
            + parent.name()
            + " (id), self int REFERENCES "
            + child.name()
            + " (id))");
    Table first = new Table(parent, keyed(), List.of("id"), List.of());
    Table second = new Table(child, keyed(), List.of("id"), List.of());

    assertThat(texts(first, second)).isEmpty();
    assertThat(texts(second)).isEmpty();
    assertThat(texts(second, first))
        .singleElement()
        .asString()
        .startsWith("ERROR table " + child + " refers to ")
        .contains(parent.name().toLowerCase(java.util.Locale.ROOT) + ", which the contract fills");
  }

  @Test
  void findsNothingInTablesOfOurOwnWhoseKeysTheDatabaseMakes() throws SQLException {
    TableId country = server.newTable("country");
    TableId customer = server.newTable("customer");
    TableId visit = server.newTable("visit");
    TableId sequence = new TableId(null, DatabaseUnderTest.unique("visit_seq"));
    List<Table> tables =
        List.of(
            new Table(
                country,
                List.of(ID, column("iso", ColumnType.string(2), false)),
                List.of("id"),
                List.of(),
                existing(List.of("iso"), new KeyGeneration("id", null), Map.of())),
            new Table(
                customer,
                List.of(
                    ID,
                    column("ssn", ColumnType.string(11), false),
                    column("country_id", ColumnType.of(Kind.BIGINT), true)),
                List.of("id"),
                List.of(),
                existing(
                    List.of("ssn"),
                    new KeyGeneration("id", null),
                    Map.of("country_id", lookup(country, "iso", OnMissing.INSERT)))),
            new Table(
                visit,
                List.of(ID, column("day", ColumnType.of(Kind.DATE), false)),
                List.of("id"),
                List.of(),
                existing(List.of("day", "id"), new KeyGeneration("id", sequence), Map.of())));
    try {
      new SchemaSetup(server.database()).create(tables);
      new SchemaSetup(server.database()).create(tables);

      assertThat(check().findings(tables)).isEmpty();
      sql(insert(country, "'DE'"));
      sql(insert(customer, "'1', 1"));
    } finally {
      drop(visit, customer, country);
      sql("DROP SEQUENCE " + server.database().dialect().quote(sequence.name()));
    }
  }

  private String insert(TableId table, String values) {
    Dialect dialect = server.database().dialect();
    return "INSERT INTO "
        + dialect.quote(table.name())
        + (values.contains(",") ? " (ssn, country_id)" : " (iso)")
        + " VALUES ("
        + values
        + ")";
  }

  @Test
  void tellsWhatRowsAndKeysThatAreThereLack() throws SQLException {
    TableId customer = server.newTable("lacking");
    TableId country = server.newTable("asked");
    sql("CREATE TABLE " + customer.name() + " (id bigint NOT NULL PRIMARY KEY, ssn varchar(11))");
    sql(
        "CREATE TABLE "
            + country.name()
            + " (id bigint NOT NULL PRIMARY KEY, iso date, name varchar(9) NOT NULL)");
    Table table =
        new Table(
            customer,
            List.of(ID, column("ssn", ColumnType.string(11), false)),
            List.of("id"),
            List.of(),
            existing(
                List.of("ssn"),
                new KeyGeneration("id", null),
                Map.of(
                    "a", lookup(country, "iso", OnMissing.INSERT),
                    "b", lookup(country, "gone", OnMissing.NULL),
                    "c", lookup(new TableId(null, "no_such_table"), "iso", OnMissing.NULL))));

    assertThat(texts(table))
        .filteredOn(text -> !text.contains("code page"))
        .usingElementComparator(SchemaCheckContract::inOrder)
        .containsExactly(
            "ERROR " + customer + ".id is no identity, so the database makes no key",
            "WARNING table "
                + customer
                + ": no unique constraint covers the natural key (ssn), so two workers may bring"
                + " the same row",
            "ERROR "
                + country
                + ".iso: string(2) is looked up by or taken of date, which is of another kind",
            "WARNING table "
                + country
                + ": no unique constraint covers (iso), so several rows may be found",
            "ERROR "
                + country
                + ".id: on-missing: insert gives it no value, and neither does the database",
            "ERROR "
                + country
                + ".name: on-missing: insert gives it no value, and neither does the database",
            "MISSING table " + country + " has no column gone",
            "WARNING table "
                + country
                + ": no unique constraint covers (gone), so several rows may be found",
            "MISSING no table no_such_table: it is looked up, and nothing here creates it");
  }

  @Test
  void asksForSequencesAndUniqueIndexes() throws SQLException {
    TableId id = server.newTable("indexed");
    sql("CREATE TABLE " + id.name() + " (id bigint NOT NULL PRIMARY KEY, a int NOT NULL, b int)");
    sql("CREATE UNIQUE INDEX " + id.name() + "_a ON " + id.name() + " (a)");
    Table table =
        new Table(
            id,
            List.of(
                ID,
                column("A", ColumnType.of(Kind.INT), false),
                column("b", ColumnType.of(Kind.INT), true)),
            List.of("id"),
            List.of(),
            existing(
                List.of("b", "A"),
                new KeyGeneration("id", new TableId(null, "no_such_sequence")),
                Map.of()));

    assertThat(texts(table)).containsExactly("MISSING no sequence no_such_sequence");
  }

  private static Table.Existing existing(
      List<String> naturalKey, KeyGeneration generation, Map<String, Lookup> lookups) {
    return new Table.Existing(OnDuplicate.KEEP, naturalKey, generation, lookups);
  }

  private static Lookup lookup(TableId table, String by, OnMissing onMissing) {
    return new Lookup(table, List.of(column(by, ColumnType.string(2), false)), ID, onMissing);
  }

  private void drop(TableId... tables) throws SQLException {
    for (TableId table : tables) {
      sql("DROP TABLE " + server.database().dialect().quote(table.name()));
    }
  }

  @Test
  void refusesAStartOnlyForWhatIsMissing() throws SQLException {
    TableId id = server.newTable("start");
    sql("CREATE TABLE " + id.name() + " (a nvarchar(20), b int NOT NULL)");

    assertThat(check().problems(List.of(table(id, column("a", ColumnType.of(Kind.INT), true)))))
        .isEmpty();
  }

  /** Whether a type of bytes can have a length. */
  boolean limitsBytes() {
    return true;
  }

  /** A statement in the database's own words for types. */
  String spoken(String sql) {
    return sql;
  }

  /** What the database calls a date and time with so many digits behind the second. */
  abstract String datetime(int digits);

  /** The same with an offset. */
  abstract String offset(int digits);

  private static List<Column> keyed() {
    return List.of(column("id", ColumnType.of(Kind.INT), false));
  }

  private static List<Column> everyKind() {
    return List.of(
        column("id", ColumnType.of(Kind.INT), false),
        column("c_text", ColumnType.string(40), true),
        column("c_clob", ColumnType.string(0), true),
        column("c_bit", ColumnType.of(Kind.BIT), true),
        column("c_tiny", ColumnType.of(Kind.TINYINT), true),
        column("c_small", ColumnType.of(Kind.SMALLINT), true),
        column("c_big", ColumnType.of(Kind.BIGINT), true),
        column("c_decimal", ColumnType.decimal(38, 10), true),
        column("c_double", ColumnType.of(Kind.DOUBLE), true),
        column("c_date", ColumnType.of(Kind.DATE), true),
        column("c_time", ColumnType.of(Kind.TIME), true),
        column("c_at", ColumnType.of(Kind.DATETIME), true),
        column("c_offset", ColumnType.of(Kind.DATETIMEOFFSET), true),
        column("c_uuid", ColumnType.of(Kind.UUID), true),
        column("c_bytes", new ColumnType(Kind.BINARY, 16, 0), true),
        column("c_blob", new ColumnType(Kind.BINARY, 0, 0), true));
  }

  private static Column column(String name, ColumnType type, boolean nullable) {
    return new Column(name, type, nullable);
  }

  private static Table table(TableId id, Column... columns) {
    return new Table(id, List.of(columns), List.of(), List.of());
  }

  /** A star stands for what each database calls a type. */
  private static int inOrder(String found, String expected) {
    String pattern = "\\Q" + expected.replace("*", "\\E[a-z0-9 ]*\\Q") + "\\E";
    return found.matches(pattern) ? 0 : found.compareTo(expected);
  }

  private List<String> texts(Table... tables) {
    return check().findings(List.of(tables)).stream()
        .map(finding -> finding.severity() + " " + finding.text())
        .toList();
  }

  private SchemaCheck check() {
    return new SchemaCheck(server.database());
  }

  private void sql(String text) throws SQLException {
    try (Connection connection = server.database().connection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(true);
      statement.execute(spoken(text));
    }
  }
}
