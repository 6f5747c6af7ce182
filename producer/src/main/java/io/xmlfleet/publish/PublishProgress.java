package io.xmlfleet.publish;

import java.util.OptionalLong;

/**
 * How far the sending of a run is. Immutable.
 *
 * @param sent documents that the brokers acknowledged; of a resumed run, those before it too
 * @param rejected documents that were counted as failed without being sent
 * @param bytes size of the documents handed to this producer
 * @param total documents in all, where the source knows it beforehand
 */
public record PublishProgress(long sent, long rejected, long bytes, OptionalLong total) {}
