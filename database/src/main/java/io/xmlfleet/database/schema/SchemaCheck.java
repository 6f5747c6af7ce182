package io.xmlfleet.database.schema;

import io.xmlfleet.database.Database;
import io.xmlfleet.database.FailureReader;
import io.xmlfleet.database.dialect.FailureKind;
import io.xmlfleet.database.dialect.LiveSchema;
import io.xmlfleet.database.dialect.LiveTable;
import io.xmlfleet.database.dialect.SqlNames;
import io.xmlfleet.table.KeyGeneration;
import io.xmlfleet.table.Lookup;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds in what a database differs from what tables need, before the first row does. Thread-safe.
 */
public final class SchemaCheck {
  private final Database database;

  public SchemaCheck(Database database) {
    this.database = database;
  }

  /**
   * What makes loading impossible, one sentence each: {@code no table t}, {@code table t has no
   * column c}.
   *
   * @throws io.xmlfleet.failure.InfrastructureException if the database does not say
   */
  public List<String> problems(List<Table> tables) {
    return findings(tables).stream()
        .filter(finding -> finding.severity() == SchemaFinding.Severity.MISSING)
        .map(SchemaFinding::text)
        .toList();
  }

  /**
   * Everything: what is missing, types that do not fit, columns that must not be null, keys, the
   * order of the tables, and what look-ups ask.
   *
   * @param tables in the order in which they are filled
   * @throws io.xmlfleet.failure.InfrastructureException if the database does not say
   */
  public List<SchemaFinding> findings(List<Table> tables) {
    return database.ask(
        "the tables cannot be looked at", connection -> findings(tables, connection));
  }

  private List<SchemaFinding> findings(List<Table> tables, Connection connection)
      throws SQLException {
    LiveSchema schema = new LiveSchema(connection, database.dialect());
    Map<TableId, LiveTable> live = new LinkedHashMap<>();
    Set<TableId> closed = new HashSet<>();
    for (Table table : tables) {
      LiveTable there = schema.table(table.id());
      live.put(table.id(), there);
      if (there.exists() && !isInsertable(table, there, connection)) {
        closed.add(table.id());
      }
    }
    Map<Lookup, LiveTable> asked = new LinkedHashMap<>();
    Set<TableId> sequences = new HashSet<>();
    for (Table table : tables) {
      for (Lookup lookup : new TreeMap<>(table.existing().lookups()).values()) {
        asked.put(lookup, schema.table(lookup.table()));
      }
      TableId sequence = sequence(table);
      if (sequence != null && schema.hasSequence(sequence)) {
        sequences.add(sequence);
      }
    }
    connection.rollback();
    List<SchemaFinding> findings = new ArrayList<>();
    Set<String> behind =
        tables.stream().map(Table::id).map(schema::fullName).collect(Collectors.toSet());
    for (Table table : tables) {
      behind.remove(schema.fullName(table.id()));
      LiveTable there = live.get(table.id());
      if (there == null || !there.exists()) {
        findings.add(
            SchemaFinding.missing("no table " + table.id())
                .mended(new Mends(database.dialect(), table).missingTable()));
      } else {
        if (closed.contains(table.id())) {
          findings.add(
              SchemaFinding.error(table.id() + " is a view into which nothing can be inserted"));
        }
        findings.addAll(new TableComparison(table, there, database.dialect()).findings(behind));
      }
    }
    for (Table table : tables) {
      TableId sequence = sequence(table);
      if (sequence != null && !sequences.contains(sequence)) {
        findings.add(SchemaFinding.missing("no sequence " + sequence));
      }
    }
    asked.forEach(
        (lookup, there) -> {
          if (there.exists() || !live.containsKey(lookup.table())) {
            findings.addAll(
                new LookupComparison(lookup, there, database.dialect().timeSteps()).findings());
          }
        });
    return findings.stream().distinct().toList();
  }

  private static @Nullable TableId sequence(Table table) {
    KeyGeneration generation = table.existing().generation();
    return generation == null ? null : generation.sequence();
  }

  private boolean isInsertable(Table table, LiveTable there, Connection connection)
      throws SQLException {
    if (there.insertable() != LiveTable.Insertable.PERHAPS) {
      return there.insertable() == LiveTable.Insertable.YES;
    }
    String name = SqlNames.of(table.id(), database.dialect());
    String columns =
        table.columns().stream()
            .filter(column -> there.column(column.name()).isPresent())
            .map(column -> SqlNames.of(table.id(), column.name(), database.dialect()))
            .collect(Collectors.joining(", "));
    try (Statement trial = connection.createStatement()) {
      trial.executeUpdate(
          "INSERT INTO "
              + name
              + " ("
              + columns
              + ") SELECT "
              + columns
              + " FROM "
              + name
              + " WHERE 1 = 0");
      return true;
    } catch (SQLException e) {
      FailureKind kind = new FailureReader(database.dialect()).read(table.id(), e).kind();
      if (kind == FailureKind.UNAVAILABLE
          || kind == FailureKind.TRANSIENT
          || kind == FailureKind.TIMEOUT) {
        throw e;
      }
      return false;
    }
  }
}
