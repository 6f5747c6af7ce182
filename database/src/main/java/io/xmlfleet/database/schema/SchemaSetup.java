package io.xmlfleet.database.schema;

import io.xmlfleet.database.Database;
import io.xmlfleet.database.FailureReader;
import io.xmlfleet.database.dialect.SqlNames;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

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
   * @throws InfrastructureException if the database refuses
   */
  public List<TableId> create(List<Table> tables) {
    List<TableId> created = new ArrayList<>();
    try (Connection connection = database.connection()) {
      connection.setAutoCommit(true);
      for (Table table : tables) {
        if (!exists(connection, table.id()) && create(connection, table)) {
          created.add(table.id());
        }
      }
      return created;
    } catch (SQLException e) {
      throw failure("the tables cannot be created", e);
    }
  }

  /**
   * Those of the tables that are there.
   *
   * @throws InfrastructureException if the database does not answer
   */
  public List<TableId> existing(List<Table> tables) {
    List<TableId> existing = new ArrayList<>();
    try (Connection connection = database.connection()) {
      for (Table table : tables) {
        if (exists(connection, table.id())) {
          existing.add(table.id());
        }
      }
      return existing;
    } catch (SQLException e) {
      throw failure("the tables cannot be looked for", e);
    }
  }

  /**
   * Drops the tables with all their rows, the last one first.
   *
   * @param tables in the order in which they were created
   * @throws InfrastructureException if the database refuses
   */
  public void drop(List<Table> tables) {
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(true);
      for (int i = tables.size() - 1; i >= 0; i--) {
        statement.execute("DROP TABLE " + SqlNames.of(tables.get(i).id(), database.dialect()));
      }
    } catch (SQLException e) {
      throw failure("the tables cannot be dropped", e);
    }
  }

  private InfrastructureException failure(String what, SQLException e) {
    return new InfrastructureException(
        what + ": " + new FailureReader(database.dialect()).read(null, e).getMessage(), e);
  }

  private boolean create(Connection connection, Table table) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      String schema = table.id().schema();
      if (schema != null) {
        statement.execute(database.dialect().createSchema(schema));
      }
      statement.execute(new TableDdl(database.dialect()).createTable(table));
      return true;
    } catch (SQLException e) {
      if (exists(connection, table.id())) {
        return false; // another consumer was quicker
      }
      throw e;
    }
  }

  private boolean exists(Connection connection, TableId table) throws SQLException {
    return new LiveSchema(connection, database.dialect()).table(table).exists();
  }
}
