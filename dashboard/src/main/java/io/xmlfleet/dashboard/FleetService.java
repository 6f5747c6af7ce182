package io.xmlfleet.dashboard;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.topic.ClusterState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the brokers know of the fleet. Thread-safe. Every method throws {@link
 * InfrastructureException} if they do not answer or refuse.
 */
public interface FleetService {
  /** Brokers, topics, members of the groups. */
  ClusterState cluster();

  /**
   * How far the workers are in each partition of work.
   *
   * @param group theirs; null: the usual one, of which nobody is there
   */
  List<ClusterState.Lag> lag(@Nullable String group);
}
