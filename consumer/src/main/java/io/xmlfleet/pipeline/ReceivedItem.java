package io.xmlfleet.pipeline;

import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.message.WorkItem;

/** An item and where it was read. Immutable. */
public record ReceivedItem(WorkItem work, RecordPosition position) {
  /** The same with its document. */
  ReceivedItem with(byte[] document) {
    return new ReceivedItem(work.with(document), position);
  }
}
