package io.xmlfleet.pipeline;

import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.message.WorkItem;

/**
 * An item and where it was read. Immutable.
 *
 * @param deliveries how often the brokers have delivered it, as far as they count: 1 is the first
 */
public record ReceivedItem(WorkItem work, RecordPosition position, int deliveries) {
  public ReceivedItem(WorkItem work, RecordPosition position) {
    this(work, position, 1);
  }

  /** The same with its document. */
  ReceivedItem with(byte[] document) {
    return new ReceivedItem(work.with(document), position, deliveries);
  }
}
