package io.xmlfleet.bench;

import io.xmlfleet.process.DataFolder;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.topic.TopicPlan;
import io.xmlfleet.topic.TopicSetup;
import io.xmlfleet.wiring.KafkaAccess;
import io.xmlfleet.wiring.ServerLocation;
import java.time.Clock;

/**
 * Topics for one run, on a new broker in this process or on those that are named; there they have
 * names of their own and are deleted again. Thread-safe.
 */
final class BenchBroker implements AutoCloseable {
  private final KafkaAccess access;
  private final TopicNames topics;

  private BenchBroker(KafkaAccess access, TopicNames topics) {
    this.access = access;
    this.topics = topics;
  }

  /** Opens it and creates the topics; throws as {@link KafkaAccess#toWork}. */
  static BenchBroker open(BenchTarget target, TopicPlan plan, DataFolder data, Clock clock) {
    KafkaAccess access = KafkaAccess.toWork(target.kafka(), data, clock);
    TopicNames topics = target.newTopics();
    try {
      boolean named = access.location() == ServerLocation.NAMED;
      TopicSetup.create(
          access.settings(), topics, named ? plan.withClusterReplication() : plan.onOneMachine());
      return new BenchBroker(access, topics);
    } catch (RuntimeException e) {
      access.close();
      throw e;
    }
  }

  KafkaAccess access() {
    return access;
  }

  TopicNames topics() {
    return topics;
  }

  @Override
  public void close() {
    try {
      if (access.location() == ServerLocation.NAMED) {
        TopicSetup.delete(access.settings(), topics);
      }
    } finally {
      access.close();
    }
  }
}
