package io.xmlfleet.worker.poll;

/** How a worker gets its work, and says that it is done. */
public record WorkConsumer(BatchPoller poller, OffsetCommitter offsets) {}
