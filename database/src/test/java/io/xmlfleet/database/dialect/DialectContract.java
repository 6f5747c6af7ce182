package io.xmlfleet.database.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.database.schema.RowCounts;
import io.xmlfleet.database.schema.SchemaCheck;
import io.xmlfleet.database.schema.SchemaSetup;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.ColumnType.Kind;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.Table.ForeignKey;
import io.xmlfleet.table.TableId;
import io.xmlfleet.testing.DatabaseUnderTest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every dialect must say, tried on the database itself. */
abstract class DialectContract {
  private DatabaseUnderTest server;

  abstract DatabaseUnderTest connect();

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
  void hasATypeForEveryKind() {
    List<Column> columns = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      ColumnType type = kind == Kind.DECIMAL ? ColumnType.decimal(12, 2) : ColumnType.of(kind);
      columns.add(new Column("c_" + kind.name().toLowerCase(Locale.ROOT), type, true));
    }
    columns.add(new Column("c_text", ColumnType.string(40), true));
    columns.add(new Column("c_longer", ColumnType.string(5_000), true));
    columns.add(new Column("c_bytes", new ColumnType(Kind.BINARY, 16, 0), true));
    Table table = new Table(server.newTable("kinds"), columns, List.of(), List.of());

    assertThat(setup().create(List.of(table))).containsExactly(table.id());
    assertThat(check().problems(List.of(table))).isEmpty();
  }

  @Test
  void takesIdentifiersLiterally() {
    Table parent =
        new Table(
            server.newTable("od\"d ]na'me [x"),
            List.of(new Column("se lect \"]'", ColumnType.of(Kind.INT), false)),
            List.of("se lect \"]'"),
            List.of());
    Table child =
        new Table(
            server.newTable("order"),
            List.of(new Column("from", ColumnType.of(Kind.INT), true)),
            List.of(),
            List.of(new ForeignKey(List.of("from"), parent.id())));

    assertThat(setup().create(List.of(parent, child))).hasSize(2);
    assertThat(check().problems(List.of(parent, child))).isEmpty();
  }

  @Test
  void createsWhatIsMissingOnce() {
    Table table = oneColumn(server.newTable("twice"));

    assertThat(setup().create(List.of(table))).hasSize(1);
    assertThat(setup().create(List.of(table))).isEmpty();
  }

  @Test
  void createsSchemasThatTablesName() {
    Table table = oneColumn(new TableId("xf_schema", DatabaseUnderTest.unique("in_schema")));
    server.dropAtEnd(table);

    assertThat(setup().create(List.of(table))).containsExactly(table.id());
    assertThat(check().problems(List.of(table))).isEmpty();
  }

  @Test
  void findsWhatATableLacks() {
    Table table = oneColumn(server.newTable("narrow"));
    Table wide =
        new Table(
            table.id(),
            List.of(
                new Column("ID", ColumnType.of(Kind.INT), false),
                new Column("extra", ColumnType.of(Kind.INT), true)),
            List.of(),
            List.of());

    assertThat(check().problems(List.of(table))).containsExactly("no table " + table.id());
    setup().create(List.of(table));
    assertThat(check().problems(List.of(table))).isEmpty();
    assertThat(check().problems(List.of(wide)))
        .containsExactly("table " + table.id() + " has no column extra");
  }

  @Test
  void countsRows() throws SQLException {
    Table table = oneColumn(server.newTable("counted \"]'"));
    RowCounts counts = new RowCounts(server.database());
    assertThat(counts.of(table.id())).isEmpty();
    setup().create(List.of(table));
    assertThat(counts.of(table.id())).hasValue(0);
    try (DatabaseSession session = server.database().session()) {
      session.inTransaction(
          Duration.ofSeconds(30),
          tx -> {
            tx.write(
                new RowBatch(table, List.of(new Object[] {1}, new Object[] {2}, new Object[] {3})));
            return 0;
          });
    }

    assertThat(counts.of(table.id())).hasValue(3);
  }

  private static Table oneColumn(TableId id) {
    return new Table(
        id, List.of(new Column("id", ColumnType.of(Kind.INT), false)), List.of("id"), List.of());
  }

  private SchemaCheck check() {
    return new SchemaCheck(server.database());
  }

  private SchemaSetup setup() {
    return new SchemaSetup(server.database());
  }
}
