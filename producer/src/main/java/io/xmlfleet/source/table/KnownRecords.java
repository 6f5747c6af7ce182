package io.xmlfleet.source.table;

import java.util.List;
import java.util.Set;

/** Knows which documents need not be sent. Used by one thread; closed with the source. */
@FunctionalInterface
public interface KnownRecords extends AutoCloseable {
  KnownRecords NONE = recordIds -> Set.of();

  /**
   * Those of these that are loaded.
   *
   * @throws io.xmlfleet.failure.InfrastructureException if it cannot be told
   */
  Set<String> among(List<String> recordIds);

  @Override
  default void close() {}
}
