package io.xmlfleet.database.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.table.Column;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.ColumnType.Kind;
import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.SqlServerUnderTest;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With what SQL Server alone has: triggers in T-SQL, partitions, columnstores. */
class SqlServerOwnTablesIT extends OwnTablesContract {
  @Override
  DatabaseUnderTest connect(WriterOptions options) {
    return SqlServerUnderTest.connect(options);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void firesTriggers(boolean bulk) throws SQLException {
    open(bulk);
    String name = name();
    String audit = name + "_audit";
    execute("CREATE TABLE " + name + " (id int NOT NULL PRIMARY KEY)");
    execute("CREATE TABLE " + audit + " (id int NOT NULL)");
    dropLast("DROP TABLE " + audit);
    executeWhereSpoken(
        "triggers in T-SQL",
        "CREATE TRIGGER "
            + name
            + "_on_insert ON "
            + name
            + " AFTER INSERT AS INSERT INTO "
            + audit
            + " (id) SELECT id FROM inserted");

    write(
        table(new Column("id", ColumnType.of(Kind.INT), false)),
        new Object[] {1},
        new Object[] {2},
        new Object[] {3});

    assertThat(rows("SELECT id FROM " + audit + " ORDER BY id")).containsExactly("1", "2", "3");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void writesToPartitionedTables(boolean bulk) throws SQLException {
    open(bulk);
    String name = name();
    executeWhereKnown(
        "partition functions",
        "CREATE PARTITION FUNCTION " + name + "_by (int) AS RANGE FOR VALUES (10)");
    dropLast("DROP PARTITION SCHEME " + name + "_on");
    dropLast("DROP PARTITION FUNCTION " + name + "_by");
    execute(
        "CREATE PARTITION SCHEME " + name + "_on AS PARTITION " + name + "_by ALL TO ([PRIMARY])");
    execute("CREATE TABLE " + name + " (id int NOT NULL PRIMARY KEY) ON " + name + "_on (id)");
    dropFirst("DROP TABLE " + name);

    write(
        table(new Column("id", ColumnType.of(Kind.INT), false)),
        new Object[] {5},
        new Object[] {10},
        new Object[] {15});

    assertThat(
            rows(
                "SELECT rows FROM sys.partitions WHERE object_id = OBJECT_ID('"
                    + name
                    + "') AND index_id = 1 ORDER BY partition_number"))
        .containsExactly("2", "1");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void writesToColumnstores(boolean bulk) throws SQLException {
    open(bulk);
    String name = name();
    execute("CREATE TABLE " + name + " (id int NOT NULL, note nvarchar(20))");
    executeWhereKnown(
        "clustered columnstore indexes",
        "CREATE CLUSTERED COLUMNSTORE INDEX " + name + "_store ON " + name);

    write(
        table(
            new Column("id", ColumnType.of(Kind.INT), false),
            new Column("note", ColumnType.string(20), true)),
        new Object[] {1, "a"},
        new Object[] {2, null},
        new Object[] {3, "c"});

    assertThat(rows("SELECT id, note FROM " + name + " ORDER BY id"))
        .containsExactly("1, a", "2, null", "3, c");
  }

  /** Not every edition has everything: whatever the server says, it cannot be tried here. */
  private void executeWhereKnown(String feature, String sql) throws SQLException {
    executeUnless(feature, sql, e -> true);
  }
}
