package io.xmlfleet.source.document;

import io.xmlfleet.message.WorkItem;
import java.util.List;
import java.util.stream.Stream;

/** Under which numbers of its run a file that may change was sent. Confined to one thread. */
public final class Versions {
  private final String recordId;
  private List<Long> numbers = List.of();

  /** None was sent. */
  public Versions(String recordId) {
    this.recordId = recordId;
  }

  /** Whether the document is the file, or stands for all of it. */
  public boolean isOf(FoundDocument document) {
    return document.recordId().equals(recordId);
  }

  /**
   * A document is sent for the file; what is only in the file is no version of it.
   *
   * @return the numbers of earlier versions, the newest ones if there are many
   */
  List<Long> send(FoundDocument document, long number) {
    List<Long> earlier = numbers;
    if (isOf(document)) {
      int dropped = Math.max(0, earlier.size() - WorkItem.MOST_EARLIER + 1);
      numbers = Stream.concat(earlier.stream().skip(dropped), Stream.of(number)).toList();
    }
    return earlier;
  }
}
