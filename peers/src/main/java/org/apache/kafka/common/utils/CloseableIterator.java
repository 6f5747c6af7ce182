package org.apache.kafka.common.utils;

import java.io.Closeable;
import java.util.Iterator;

/** Kafka 4.4 moved this away; Confluent's parallel consumer still looks for it here. */
public interface CloseableIterator<T> extends Iterator<T>, Closeable {
  @Override
  void close();
}
