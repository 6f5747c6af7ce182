package io.xmlfleet.worker.poll;

/** How the brokers share work out. */
public enum DeliveryMode {
  /** A partition is one worker's: a consumer group. Large batches, least work for the brokers. */
  GROUP,

  /**
   * Each worker takes the next records of any partition: a share group. A slow worker holds nobody
   * up, and there may be more workers than partitions.
   */
  SHARE
}
