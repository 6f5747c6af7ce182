package io.xmlfleet.peers;

import io.xmlfleet.topic.TopicNames;
import java.nio.file.Path;

/**
 * What a contender finds: all documents are in the corpus's folder and, where it reads the topic,
 * on the work topic; the tables are there and empty. Immutable.
 *
 * @param jdbcUrl of a server that may go away; user {@code sa}, no password
 * @param threads how many it may use for its work
 * @param batch documents a transaction
 * @param scratch an empty folder of its own
 */
record Setting(
    String bootstrapServers,
    TopicNames topics,
    String jdbcUrl,
    Corpus corpus,
    int threads,
    int batch,
    Path scratch) {
  static final String USER = "sa";
}
