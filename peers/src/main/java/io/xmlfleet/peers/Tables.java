package io.xmlfleet.peers;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.table.Table;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** Looks into the tables, past everything that may be away. Confined to one thread. */
final class Tables implements AutoCloseable {
  private final Connection connection;
  private final Corpus corpus;

  private Tables(Connection connection, Corpus corpus) {
    this.connection = connection;
    this.corpus = corpus;
  }

  static Tables open(String url, Corpus corpus) {
    try {
      return new Tables(DriverManager.getConnection(url, Setting.USER, ""), corpus);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** How many documents are there, each as often as it is there. */
  long documents() {
    return count(corpus.mainTable());
  }

  /** How many rows are there, of all tables. */
  long rows() {
    return corpus.contract().tables().stream().mapToLong(this::count).sum();
  }

  /** How often each document is there, by its number. */
  Map<Long, Integer> timesByNumber() {
    String id = '"' + corpus.idColumn() + '"';
    String sql = "SELECT " + id + " FROM " + name(corpus.mainTable());
    Map<Long, Integer> times = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        times.merge(Corpus.numberOfId(found.getLong(1)), 1, Integer::sum);
      }
      return times;
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private long count(Table table) {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT COUNT(*) FROM " + name(table))) {
      found.next();
      return found.getLong(1);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private static String name(Table table) {
    return '"' + table.id().name() + '"';
  }

  private static InfrastructureException failure(SQLException e) {
    return new InfrastructureException("the tables cannot be looked into", e);
  }
}
