package io.xmlfleet.database.schema;

import io.xmlfleet.database.Database;
import io.xmlfleet.database.dialect.LiveColumn;
import io.xmlfleet.database.dialect.LiveSchema;
import io.xmlfleet.database.dialect.LiveTable;
import io.xmlfleet.table.TableId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table that a database has, in the words of contracts. Immutable.
 *
 * @param id with its schema, as the database spells both
 * @param inDefaultSchema whether a contract need not name the schema
 * @param columns that can be written; none: there is no such table
 * @param key names as the columns have them; empty: there is none
 */
public record ExistingTable(
    TableId id, boolean inDefaultSchema, List<ExistingColumn> columns, List<String> key) {
  public ExistingTable {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
  }

  /**
   * One of its columns.
   *
   * @param type null: contracts have no word for it
   * @param required whether it must not be null, and the database does not fill it
   */
  public record ExistingColumn(String name, @Nullable String type, boolean required) {}

  /**
   * The names of all tables and views that the login may see, with their schemas.
   *
   * @throws io.xmlfleet.failure.InfrastructureException if the database does not say
   */
  public static List<TableId> names(Database database) {
    return database.ask(
        "the tables cannot be listed",
        connection -> {
          List<TableId> names = new LiveSchema(connection, database.dialect()).tables();
          connection.rollback();
          return names;
        });
  }

  /**
   * One table.
   *
   * @param table without a schema: in the login's default one
   * @throws io.xmlfleet.failure.InfrastructureException if the database does not say
   */
  public static ExistingTable of(Database database, TableId table) {
    return database.ask(
        "the table " + table + " cannot be looked at",
        connection -> {
          LiveSchema schema = new LiveSchema(connection, database.dialect());
          LiveTable live = schema.table(table);
          connection.rollback();
          boolean inDefault =
              schema
                  .fullName(live.id())
                  .equals(schema.fullName(new TableId(null, live.id().name())));
          return of(live, inDefault);
        });
  }

  private static ExistingTable of(LiveTable live, boolean inDefault) {
    List<LiveColumn> written =
        live.columns().stream().filter(column -> !column.computed()).toList();
    return new ExistingTable(
        live.id(),
        inDefault,
        written.stream()
            .map(
                column ->
                    new ExistingColumn(
                        column.name(),
                        Mends.contractType(column),
                        !column.nullable() && !column.filled()))
            .toList(),
        live.primaryKey().stream()
            .flatMap(
                key ->
                    written.stream()
                        .map(LiveColumn::name)
                        .filter(name -> LiveTable.lower(name).equals(key)))
            .toList());
  }
}
