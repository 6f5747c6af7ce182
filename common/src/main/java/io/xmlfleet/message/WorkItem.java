package io.xmlfleet.message;

import org.jspecify.annotations.Nullable;

/**
 * One XML document on its way to rows.
 *
 * @param recordId its name in the user's world: file path, table key
 * @param contract name of the contract that maps it, or {@code name@version} if no other version
 *     may; null: the consumer's only one
 * @param attempt 1, plus 1 for each replay
 * @param document the bytes as they came; shared, not copied: nobody writes to them
 */
@SuppressWarnings(
    "ArrayRecordComponent") // a document is megabytes; equality is by item, see ItemId
public record WorkItem(
    ItemId item, String recordId, @Nullable String contract, int attempt, byte[] document) {
  public WorkItem {
    if (attempt < 1) {
      throw new IllegalArgumentException("attempts count from 1, not " + attempt);
    }
  }

  @Override
  public String toString() {
    return item + " (" + document.length + " bytes, attempt " + attempt + ")";
  }
}
