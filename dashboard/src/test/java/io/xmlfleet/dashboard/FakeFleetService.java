package io.xmlfleet.dashboard;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.topic.ClusterState;
import io.xmlfleet.topic.ClusterState.Broker;
import io.xmlfleet.topic.ClusterState.Lag;
import io.xmlfleet.topic.ClusterState.Member;
import io.xmlfleet.topic.ClusterState.Topic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brokers of this test's own. Thread-safe. */
final class FakeFleetService implements FleetService {
  private volatile @Nullable ClusterState cluster =
      new ClusterState(
          List.of(new Broker(1, "k1:9092"), new Broker(2, "k2:9092")),
          List.of(
              new Topic("xmlfleet.work", 12, 2, 1, 0, 0),
              new Topic("xmlfleet.results", 12, 1, null, 3, 2)),
          List.of(
              new Member("xmlfleet.consumers", "w-1", "10.0.0.7", List.of("xmlfleet.work-0")),
              new Member("xmlfleet.consumers", "idle-1", "10.0.0.8", List.of())),
          List.of("Less safe than they could be: xmlfleet.results have fewer copies."));

  void answer(@Nullable ClusterState other) {
    cluster = other;
  }

  @Override
  public ClusterState cluster() {
    ClusterState now = cluster;
    if (now == null) {
      throw new InfrastructureException("no answer within 10 s");
    }
    return now;
  }

  @Override
  public List<Lag> lag(@Nullable String group) {
    return List.of(new Lag("xmlfleet.work", 0, 900, 1_000), new Lag("xmlfleet.work", 1, 10, 10));
  }
}
