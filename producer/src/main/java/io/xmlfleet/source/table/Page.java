package io.xmlfleet.source.table;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.source.document.SourceDocument;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The documents of some neighbouring keys: read by one thread, taken by another, who gets them part
 * by part so that no more than a few parts are in memory.
 */
final class Page implements Runnable {
  private static final int PART_BYTES = 4 * 1024 * 1024;
  private static final int ROWS_A_FETCH = 16;
  private static final int PARTS_WAITING = 2;

  /** What is handed over. The last one has no documents, and maybe a reason. */
  private record Part(List<SourceDocument> documents, boolean last, @Nullable Exception failure) {}

  private final TableRetry attempts;
  private final TableQueries queries;
  private final XmlColumn column;
  private final String recordIdPrefix;
  private final Set<Object> wanted;
  private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
  private final Semaphore room = new Semaphore(PARTS_WAITING);

  // Of the reading thread.
  private Object from;
  private final Object to;
  private final Set<Object> done = new HashSet<>();

  /**
   * A page.
   *
   * @param wanted keys in their order, at least one
   */
  Page(
      TableRetry attempts,
      TableQueries queries,
      XmlColumn column,
      String recordIdPrefix,
      List<Object> wanted) {
    this.attempts = attempts;
    this.queries = queries;
    this.column = column;
    this.recordIdPrefix = recordIdPrefix;
    this.wanted = new HashSet<>(wanted);
    this.from = wanted.get(0);
    this.to = wanted.get(wanted.size() - 1);
  }

  /** Reads everything, waiting for room; for the reading thread. */
  @Override
  public void run() {
    try {
      attempts.run(
          connection -> {
            read(connection);
            return true;
          });
      parts.add(new Part(List.of(), true, null));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      parts.add(new Part(List.of(), true, e));
    } catch (SQLException | RuntimeException e) {
      parts.add(new Part(List.of(), true, e));
    }
  }

  private void read(Connection connection) throws SQLException, InterruptedException {
    List<SourceDocument> part = new ArrayList<>();
    List<Object> keys = new ArrayList<>();
    long bytes = 0;
    try (PreparedStatement statement = connection.prepareStatement(queries.documents())) {
      queries.bind(statement, from, to);
      statement.setFetchSize(ROWS_A_FETCH); // a driver may hold as many whole documents
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Object key = rows.getObject(1);
          if (!wanted.contains(key) || done.contains(key)) {
            continue;
          }
          SourceDocument document = column.read(recordIdPrefix + key, rows, 2);
          part.add(document);
          keys.add(key);
          bytes += document instanceof SourceDocument.Read read ? read.bytes().length : 0;
          if (bytes >= PART_BYTES) {
            handOver(part, keys);
            part = new ArrayList<>();
            keys.clear();
            bytes = 0;
          }
        }
      }
    }
    handOver(part, keys);
  }

  /** From here on, a connection that breaks does not bring these again. */
  private void handOver(List<SourceDocument> part, List<Object> keys) throws InterruptedException {
    if (part.isEmpty()) {
      return;
    }
    room.acquire();
    parts.add(new Part(part, false, null));
    done.addAll(keys);
    from = keys.get(keys.size() - 1);
  }

  /**
   * The next documents; none: that was the page. For the taking thread.
   *
   * @throws InfrastructureException if the database refuses or stays away
   */
  List<SourceDocument> take() throws InterruptedException {
    Part part = parts.take();
    if (!part.last()) {
      room.release();
      return part.documents();
    }
    if (part.failure() != null) {
      throw TableSource.failed(part.failure());
    }
    return List.of();
  }
}
