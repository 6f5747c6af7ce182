package io.xmlfleet.database.dialect;

/**
 * How rows are sent. Immutable.
 *
 * @param batchRows most rows sent at once
 * @param bulkCopy whether the database's own bulk protocol is used where it has one; else plain
 *     JDBC batches
 */
public record WriterOptions(int batchRows, boolean bulkCopy) {
  public WriterOptions {
    if (batchRows < 1) {
      throw new IllegalArgumentException("a database batch has at least one row, not " + batchRows);
    }
  }
}
