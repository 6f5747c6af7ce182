package io.xmlfleet.database;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Creates the tables that are missing; several consumers may do so at once. */
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
      throw new InfrastructureException(
          "the tables cannot be created: "
              + new FailureReader(database.dialect()).read(null, e).getMessage(),
          e);
    }
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
    String schema = table.schema() == null ? database.dialect().defaultSchema() : table.schema();
    String sql =
        "SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES"
            + " WHERE LOWER(TABLE_SCHEMA) = LOWER(?) AND LOWER(TABLE_NAME) = LOWER(?)";
    try (var query = connection.prepareStatement(sql)) {
      query.setString(1, schema);
      query.setString(2, table.name());
      try (ResultSet found = query.executeQuery()) {
        return found.next() && found.getInt(1) > 0;
      }
    }
  }
}
