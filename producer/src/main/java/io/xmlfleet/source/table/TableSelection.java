package io.xmlfleet.source.table;

import io.xmlfleet.failure.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * Which documents of a table are read. Immutable.
 *
 * @param table {@code dbo.app_xml}
 * @param key column that names each row once; the order of reading
 * @param column the documents: text, XML or bytes, the latter as they are or compressed by gzip
 * @param where a condition in the database's SQL; null: all rows
 * @param limit at most so many documents; 0: all
 * @param readers connections that read at once
 * @param maxDocumentBytes what is larger is rejected
 */
public record TableSelection(
    String table,
    String key,
    String column,
    @Nullable String where,
    KeyRange range,
    long limit,
    int readers,
    int maxDocumentBytes) {
  private static final int MOST_READERS = 64;

  /**
   * Checks what can be checked without the database.
   *
   * @throws UsageException if a name is none or a number is out of its range
   */
  public TableSelection {
    TableName.parse(table, "table");
    TableName.parse(key, "column");
    TableName.parse(column, "column");
    if (limit < 0) {
      throw new UsageException("the limit is a number of documents, not " + limit);
    }
    if (readers < 1 || readers > MOST_READERS) {
      throw new UsageException("readers are 1 to " + MOST_READERS + ", not " + readers);
    }
  }
}
