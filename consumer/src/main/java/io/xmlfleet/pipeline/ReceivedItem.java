package io.xmlfleet.pipeline;

import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.message.WorkItem;
import java.time.Instant;

/**
 * An item and where it was read. Immutable.
 *
 * @param asOf when it was sent; of a replay, when its document was rejected
 * @param deliveries how often the brokers have delivered it, as far as they count: 1 is the first
 * @param deaths how many processes ended with it alone in hand
 */
public record ReceivedItem(
    WorkItem work, RecordPosition position, Instant asOf, int deliveries, int deaths) {
  public ReceivedItem(WorkItem work, RecordPosition position, Instant asOf, int deliveries) {
    this(work, position, asOf, deliveries, 0);
  }

  public ReceivedItem(WorkItem work, RecordPosition position, Instant asOf) {
    this(work, position, asOf, 1);
  }

  /** The same with its document. */
  ReceivedItem with(byte[] document) {
    return new ReceivedItem(work.with(document), position, asOf, deliveries, deaths);
  }
}
