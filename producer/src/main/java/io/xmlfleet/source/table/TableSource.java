package io.xmlfleet.source.table;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.source.document.SourceDocument;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The documents of a table in the order of its key. Several connections read ahead, each a page;
 * the order stays, so that a run can be resumed behind any key. Record ids are {@code
 * schema.table/key}.
 */
public final class TableSource implements DocumentSource {
  private static final int ROWS_A_PAGE = 100;

  private final TableSelection selection;
  private final KnownRecords known;
  private final TableConnections connections;
  private final TableRetry attempts;
  private final TableQueries queries;
  private final XmlColumn column;
  private final String recordIdPrefix;
  private final KeyWalk walk;
  private final OptionalLong total;
  private final ExecutorService readers;
  private final Deque<Page> pages = new ArrayDeque<>();
  private Iterator<SourceDocument> part = List.<SourceDocument>of().iterator();
  private boolean walked;
  private long taken;

  private TableSource(
      TableSelection selection,
      KnownRecords known,
      TableConnections connections,
      TableQueries queries,
      XmlColumn column,
      long rows) {
    this.selection = selection;
    this.known = known;
    this.connections = connections;
    this.attempts = new TableRetry(connections);
    this.queries = queries;
    this.column = column;
    this.recordIdPrefix = queries.table().plain() + '/';
    this.walk = new KeyWalk(attempts, queries, ROWS_A_PAGE);
    this.total = total(selection, known, rows);
    this.readers = Executors.newFixedThreadPool(selection.readers(), TableSource::thread);
  }

  /**
   * Looks at the table and counts.
   *
   * @param connections as many at once as the selection has readers, and one more; closed with the
   *     source, or if it cannot be opened
   * @param known whom to ask which documents need not be read; closed with the source too
   * @throws UsageException if table or columns are not there, the key does not name each row once,
   *     or nothing is selected
   * @throws InfrastructureException if the database does not answer
   */
  public static TableSource open(
      TableConnections connections, TableSelection selection, KnownRecords known) {
    try {
      return new TableRetry(connections)
          .run(connection -> open(connection, connections, selection, known));
    } catch (InterruptedException | SQLException | RuntimeException e) {
      connections.close();
      known.close();
      if (e instanceof RuntimeException failure) {
        throw failure;
      }
      throw e instanceof SQLException sql
          ? new UsageException(
              "the table " + selection.table() + " cannot be read: " + firstLine(sql), e)
          : failed(e);
    }
  }

  private static TableSource open(
      Connection connection,
      TableConnections connections,
      TableSelection selection,
      KnownRecords known)
      throws SQLException {
    TableName table = TableName.parse(selection.table(), "table");
    String schema = connection.getSchema();
    if (table.parts().size() == 1 && schema != null) {
      table = table.below(schema);
    }
    TableName key = TableName.parse(selection.key(), "column");
    TableName column = TableName.parse(selection.column(), "column");
    int keyType;
    int columnType;
    try (Statement statement = connection.createStatement();
        ResultSet none =
            statement.executeQuery(
                "SELECT "
                    + key.sql()
                    + ", "
                    + column.sql()
                    + " FROM "
                    + table.sql()
                    + " WHERE 1 = 0")) {
      ResultSetMetaData about = none.getMetaData();
      keyType = about.getColumnType(1);
      columnType = about.getColumnType(2);
    }
    TableQueries queries =
        new TableQueries(
            table,
            key,
            column,
            selection.where(),
            selection.range(),
            keyType,
            connections.dialect().binding());
    return new TableSource(
        selection,
        known,
        connections,
        queries,
        new XmlColumn(column.plain(), columnType, selection.maxDocumentBytes()),
        count(connection, queries));
  }

  private static long count(Connection connection, TableQueries queries) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(queries.count())) {
      queries.bind(statement);
      try (ResultSet counts = statement.executeQuery()) {
        counts.next();
        long rows = counts.getLong(1);
        if (rows == 0) {
          throw new UsageException("nothing in " + queries.table().plain() + " is selected");
        }
        if (counts.getLong(2) != rows || counts.getLong(3) != rows) {
          throw new UsageException(
              queries.key().plain()
                  + " does not name each row of "
                  + queries.table().plain()
                  + " once: "
                  + rows
                  + " rows have "
                  + counts.getLong(3)
                  + " different ones; choose another --key");
        }
        return rows;
      }
    }
  }

  private static OptionalLong total(TableSelection selection, KnownRecords known, long rows) {
    if (known != KnownRecords.NONE) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(selection.limit() == 0 ? rows : Math.min(rows, selection.limit()));
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "table-reader");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public String description() {
    StringBuilder text = new StringBuilder("table ").append(queries.table().plain());
    text.append(", column ").append(queries.column().plain());
    text.append(" by ").append(queries.key().plain());
    if (!selection.range().equals(KeyRange.ALL)) {
      text.append(' ').append(selection.range());
    }
    return text.append(selection.where() == null ? "" : ", on a condition").toString();
  }

  @Override
  public OptionalLong total() {
    return total;
  }

  /** Rows come and go in a table; the key is where it was. */
  @Override
  public void skipPast(long documents, String lastRecordId) {
    if (!lastRecordId.startsWith(recordIdPrefix)) {
      throw new UsageException(lastRecordId + " is no document of " + description());
    }
    walk.skipTo(queries.keyOf(lastRecordId.substring(recordIdPrefix.length())));
    taken = documents;
  }

  @Override
  public boolean hasNext() {
    try {
      while (!part.hasNext()) {
        if (limitReached() || !advance()) {
          return false;
        }
      }
      return !limitReached();
    } catch (InterruptedException | SQLException e) {
      throw failed(e);
    }
  }

  private boolean limitReached() {
    return selection.limit() > 0 && taken >= selection.limit();
  }

  /** Whether there may be more. */
  private boolean advance() throws InterruptedException, SQLException {
    readAhead();
    Page page = pages.peek();
    if (page == null) {
      return false;
    }
    List<SourceDocument> documents = page.take();
    if (documents.isEmpty()) {
      pages.remove();
    }
    part = documents.iterator();
    return true;
  }

  private void readAhead() throws InterruptedException, SQLException {
    while (!walked && pages.size() < selection.readers()) {
      List<Object> keys = walk.next();
      walked = keys.size() < ROWS_A_PAGE;
      List<Object> wanted = unknown(keys);
      if (!wanted.isEmpty()) {
        Page page = new Page(attempts, queries, column, recordIdPrefix, wanted);
        pages.add(page);
        readers.execute(page);
      }
    }
  }

  private List<Object> unknown(List<Object> keys) {
    if (known == KnownRecords.NONE || keys.isEmpty()) {
      return keys;
    }
    Set<String> loaded = known.among(keys.stream().map(key -> recordIdPrefix + key).toList());
    return keys.stream().filter(key -> !loaded.contains(recordIdPrefix + key)).toList();
  }

  @Override
  public SourceDocument next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    taken++;
    return part.next();
  }

  @Override
  public void close() {
    readers.shutdownNow();
    connections.close();
    known.close();
  }

  static RuntimeException failed(Exception e) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return new InfrastructureException("interrupted while reading the table", e);
    }
    return e instanceof SQLException sql
        ? new InfrastructureException(
            "the database of the documents does not go on: " + firstLine(sql), e)
        : new InfrastructureException("the table cannot be read: " + e.getClass().getName(), e);
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
