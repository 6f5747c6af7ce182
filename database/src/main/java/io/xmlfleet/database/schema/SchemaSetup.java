package io.xmlfleet.database.schema;

import io.xmlfleet.database.Database;
import io.xmlfleet.database.dialect.LiveSchema;
import io.xmlfleet.database.dialect.LiveTable;
import io.xmlfleet.database.dialect.SqlNames;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** Creates the tables that are missing, and drops them; several consumers may create at once. */
public final class SchemaSetup {
  private final Database database;

  public SchemaSetup(Database database) {
    this.database = database;
  }

  /**
   * Creates what is missing, in the order given.
   *
   * @return the tables created
   * @throws io.xmlfleet.failure.InfrastructureException if the database refuses
   */
  public List<TableId> create(List<Table> tables) {
    List<TableId> created = new ArrayList<>();
    return database.ask(
        "the tables cannot be created",
        connection -> {
          connection.setAutoCommit(true);
          for (Table table : tables) {
            if (!exists(connection, table.id()) && create(connection, table)) {
              created.add(table.id());
            }
          }
          return created;
        });
  }

  /**
   * Lets tables that are there take the rows of these: adds the columns that they lack, and lets
   * those be null that nobody fills or that may be filled with null. For a database of our own,
   * where other contracts came before.
   *
   * @return the statements that did it
   * @throws io.xmlfleet.failure.InfrastructureException if the database refuses
   */
  public List<String> extend(List<Table> tables) {
    return database.ask(
        "the tables cannot be extended",
        connection -> {
          connection.setAutoCommit(true);
          List<String> done = new ArrayList<>();
          for (Table table : tables) {
            for (String statement : extensions(table, live(connection, table.id()))) {
              if (extend(connection, table, statement)) {
                done.add(statement);
              }
            }
          }
          return done;
        });
  }

  private List<String> extensions(Table table, LiveTable live) {
    TableDdl ddl = new TableDdl(database.dialect());
    List<String> statements = new ArrayList<>();
    for (Column column : table.columns()) {
      if (live.column(column.name()).isEmpty()) {
        statements.add(ddl.addColumn(table.id(), column));
      }
    }
    TableComparison comparison = new TableComparison(table, live, database.dialect());
    Stream.concat(comparison.unfilled().stream(), comparison.stricter().stream())
        .filter(column -> !live.primaryKey().contains(LiveTable.lower(column.name())))
        .forEach(column -> statements.add(ddl.dropNotNull(table.id(), column)));
    return statements;
  }

  private boolean extend(Connection connection, Table table, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return true;
    } catch (SQLException e) {
      if (extensions(table, live(connection, table.id())).contains(sql)) {
        throw e;
      }
      return false; // another consumer was quicker
    }
  }

  /**
   * Those of the tables that are there.
   *
   * @throws io.xmlfleet.failure.InfrastructureException if the database does not answer
   */
  public List<TableId> existing(List<Table> tables) {
    return database.ask(
        "the tables cannot be looked for",
        connection -> {
          List<TableId> existing = new ArrayList<>();
          for (Table table : tables) {
            if (exists(connection, table.id())) {
              existing.add(table.id());
            }
          }
          return existing;
        });
  }

  /**
   * Drops the tables with all their rows, the last one first.
   *
   * @param tables in the order in which they were created
   * @throws io.xmlfleet.failure.InfrastructureException if the database refuses
   */
  public void drop(List<Table> tables) {
    Deque<Table> left = new ArrayDeque<>(tables);
    database.ask(
        "the tables cannot be dropped",
        connection -> {
          connection.setAutoCommit(true);
          try (Statement statement = connection.createStatement()) {
            for (; !left.isEmpty(); left.removeLast()) {
              statement.execute(
                  "DROP TABLE " + SqlNames.of(left.getLast().id(), database.dialect()));
            }
          }
          return true;
        });
  }

  private boolean create(Connection connection, Table table) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      TableDdl ddl = new TableDdl(database.dialect());
      for (String first : ddl.prerequisites(table)) {
        createIfMissing(statement, first);
      }
      statement.execute(ddl.createTable(table));
      return true;
    } catch (SQLException e) {
      if (exists(connection, table.id())) {
        return false; // another consumer was quicker
      }
      throw e;
    }
  }

  /** Once more if it fails: what asks whether it is missing does not wait for who makes it now. */
  private static void createIfMissing(Statement statement, String sql) throws SQLException {
    try {
      statement.execute(sql);
    } catch (SQLException e) {
      statement.execute(sql);
    }
  }

  private boolean exists(Connection connection, TableId table) throws SQLException {
    return live(connection, table).exists();
  }

  private LiveTable live(Connection connection, TableId table) throws SQLException {
    return new LiveSchema(connection, database.dialect()).table(table);
  }
}
