package io.xmlfleet.database.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.database.DocumentRows;
import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.database.schema.ExistingTable.ExistingColumn;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.ColumnType.Kind;
import io.xmlfleet.table.KeyPath;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.Table.ForeignKey;
import io.xmlfleet.table.TableId;
import io.xmlfleet.testing.DatabaseUnderTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class H2SchemaCheckTest extends SchemaCheckContract {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Column ID = new Column("id", ColumnType.of(Kind.INT), false);
  private static final TableId PERSON = new TableId(null, "person");

  @Override
  DatabaseUnderTest connect() {
    return DatabaseUnderTest.h2(new WriterOptions(100, true));
  }

  @Override
  String datetime(int digits) {
    return "timestamp(" + digits + ')';
  }

  @Override
  String offset(int digits) {
    return "timestamp(" + digits + ") with time zone";
  }

  @Test
  void findsViewsThatNothingCanBeInsertedInto() throws SQLException {
    try (DatabaseUnderTest h2 = DatabaseUnderTest.h2UpperCase(new WriterOptions(10, false))) {
      sql(
          h2,
          "create table base (id int primary key)",
          "create view person as select id from base");

      assertThat(new SchemaCheck(h2.database()).findings(List.of(person())))
          .extracting(SchemaFinding::text)
          .contains("person is a view into which nothing can be inserted");
    }
  }

  @Test
  void takesAnEnumerationForText() throws SQLException {
    try (DatabaseUnderTest h2 = DatabaseUnderTest.h2UpperCase(new WriterOptions(10, false))) {
      sql(h2, "create table person (id int primary key, mood enum('sad', 'happy'))");
      Column mood = new Column("mood", ColumnType.string(9), true);
      Table table = new Table(PERSON, List.of(ID, mood), List.of("id"), List.of());

      assertThat(new SchemaCheck(h2.database()).findings(List.of(table)))
          .extracting(SchemaFinding::text)
          .noneMatch(text -> text.contains("mood"));
    }
  }

  @Test
  void usesTheNamesOfADatabaseThatWritesThemInUpperCase() throws SQLException {
    try (DatabaseUnderTest h2 = DatabaseUnderTest.h2UpperCase(new WriterOptions(10, false))) {
      sql(h2, "create table person (id int primary key)");
      Table phone =
          new Table(
              new TableId(null, "phone"),
              List.of(ID, new Column("n", ColumnType.of(Kind.INT), false)),
              List.of("id", "n"),
              List.of(new ForeignKey(List.of("id"), PERSON)));
      List<Table> tables = List.of(person(), phone);

      assertThat(new SchemaSetup(h2.database()).create(tables)).containsExactly(phone.id());
      assertThat(new SchemaCheck(h2.database()).findings(tables)).isEmpty();
      write(h2, new RowBatch(person(), List.<Object[]>of(new Object[] {7})));
      write(h2, new RowBatch(phone, List.of(new Object[] {7, 1}, new Object[] {7, 2})));

      assertThat(new RowCounts(h2.database()).of(PERSON)).hasValue(1);
      DocumentRows rows = new DocumentRows(h2.database().dialect());
      KeyPath reach = Objects.requireNonNull(KeyPath.of(tables).get(PERSON));
      try (DatabaseSession session = h2.database().session()) {
        List<Object[]> found =
            session.inTransaction(
                LIMIT, tx -> rows.read(tx, reach, List.<Object[]>of(new Object[] {7})));
        assertThat(found).singleElement().isEqualTo(new Object[] {7});
      }
    }
  }

  @Test
  void extendsATableForTheRowsOfAnotherContract() throws SQLException {
    try (DatabaseUnderTest h2 = DatabaseUnderTest.h2UpperCase(new WriterOptions(10, false))) {
      sql(
          h2,
          "create table person (id int primary key, n int not null, d int default 1 not null)",
          "insert into person values (1, 2, 3)");
      Column phone = new Column("phone", ColumnType.string(9), false);
      List<Table> tables = List.of(new Table(PERSON, List.of(ID, phone), List.of("id"), List.of()));
      SchemaSetup setup = new SchemaSetup(h2.database());

      assertThat(setup.extend(tables))
          .containsExactly(
              "ALTER TABLE \"PERSON\" ADD \"phone\" VARCHAR(9)",
              "ALTER TABLE \"PERSON\" ALTER COLUMN \"N\" DROP NOT NULL");
      assertThat(new SchemaCheck(h2.database()).findings(tables)).isEmpty();
      assertThat(setup.extend(tables)).isEmpty();
    }
  }

  /**
   * An older contract, or one that loads together with another one, required what this one leaves.
   */
  @Test
  void letsColumnsBeNullThatAContractMayLeaveSo() throws SQLException {
    try (DatabaseUnderTest h2 = DatabaseUnderTest.h2UpperCase(new WriterOptions(10, false))) {
      sql(h2, "create table person (id int primary key, phone varchar(9) not null)");
      Column phone = new Column("phone", ColumnType.string(9), true);
      List<Table> tables = List.of(new Table(PERSON, List.of(ID, phone), List.of("id"), List.of()));
      SchemaSetup setup = new SchemaSetup(h2.database());

      assertThat(setup.extend(tables))
          .containsExactly("ALTER TABLE \"PERSON\" ALTER COLUMN \"PHONE\" DROP NOT NULL");
      assertThat(new SchemaCheck(h2.database()).findings(tables)).isEmpty();
      assertThat(setup.extend(tables)).isEmpty();
    }
  }

  @Test
  void takesTheNameThatIsSpeltLikeTheContractsWhereSeveralAreAlike() throws SQLException {
    try (DatabaseUnderTest h2 = DatabaseUnderTest.h2UpperCase(new WriterOptions(10, false))) {
      sql(
          h2,
          "create table \"PERSON\" (id int)",
          "create table \"person\" (\"ID\" int, \"id\" int)",
          "create table \"A\" (id int)",
          "create table \"a\" (id int)");
      SchemaCheck check = new SchemaCheck(h2.database());

      assertThat(check.problems(List.of(person()))).isEmpty();
      write(h2, new RowBatch(person(), List.<Object[]>of(new Object[] {7})));
      assertThat(new RowCounts(h2.database()).of(PERSON)).hasValue(1);
      Table other = new Table(new TableId("Public", "a"), List.of(ID), List.of(), List.of());
      assertThat(check.problems(List.of(other))).containsExactly("no table Public.a");
    }
  }

  /** Lengths and digits beyond those that a contract can say. */
  @Test
  void hasNoWordForTypesWithoutLimits() throws SQLException {
    try (DatabaseUnderTest h2 = DatabaseUnderTest.h2UpperCase(new WriterOptions(10, false))) {
      sql(h2, "create table person (a varchar, b varbinary, c numeric, d decimal(38,4), e clob)");

      assertThat(ExistingTable.of(h2.database(), PERSON).columns())
          .extracting(ExistingColumn::type)
          .containsExactly("string", "binary", null, "decimal(38,4)", "string");
    }
  }

  private static Table person() {
    return new Table(PERSON, List.of(ID), List.of("id"), List.of());
  }

  private static void write(DatabaseUnderTest h2, RowBatch batch) {
    try (DatabaseSession session = h2.database().session()) {
      session.inTransaction(
          LIMIT,
          tx -> {
            tx.write(batch);
            return 0;
          });
    }
  }

  private static void sql(DatabaseUnderTest h2, String... texts) throws SQLException {
    try (Connection connection = h2.database().connection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(true);
      for (String text : texts) {
        statement.execute(text);
      }
    }
  }
}
