package io.xmlfleet.source.table;

import io.xmlfleet.failure.UsageException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes through the keys of a table in their order, a page at a time. Confined to one thread. */
final class KeyWalk {
  private final TableRetry attempts;
  private final TableQueries queries;
  private final int rowsAPage;
  private @Nullable Object last;

  KeyWalk(TableRetry attempts, TableQueries queries, int rowsAPage) {
    this.attempts = attempts;
    this.queries = queries;
    this.rowsAPage = rowsAPage;
  }

  /** Goes on behind this key. */
  void skipTo(Object key) {
    last = key;
  }

  /** The next keys; none: that was the last page. */
  List<Object> next() throws SQLException, InterruptedException {
    List<Object> keys = attempts.run(this::page);
    if (!keys.isEmpty()) {
      last = keys.get(keys.size() - 1);
    }
    return keys;
  }

  private List<Object> page(Connection connection) throws SQLException {
    Object after = last;
    List<Object> keys = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(queries.keys(after != null, rowsAPage))) {
      if (after == null) {
        queries.bind(statement);
      } else {
        queries.bind(statement, after);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          keys.add(comparable(rows.getObject(1)));
        }
      }
    }
    return keys;
  }

  private Object comparable(Object key) {
    if (key instanceof byte[]) {
      throw new UsageException(
          "the key " + queries.key().plain() + " has bytes; choose a --key of numbers or text");
    }
    return key;
  }
}
