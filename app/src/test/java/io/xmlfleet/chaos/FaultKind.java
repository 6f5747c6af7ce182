package io.xmlfleet.chaos;

import java.util.ArrayList;
import java.util.List;

/** What can be done to a fleet, to whom, and for how long. */
enum FaultKind {
  KILL_CONSUMER(Target.CONSUMER, 2, 200, 2_000),
  /** When its outcomes are on the topic, and it does not know yet and has committed nothing. */
  KILL_CONSUMER_PUBLISHING(Target.CONSUMER, 2, 200, 2_000),
  KILL_AGGREGATOR(Target.AGGREGATOR, 2, 200, 2_000),
  /** So long after its start, or before it is done. */
  KILL_PRODUCER(Target.PRODUCER, 1, 700, 2_000),
  KILL_BROKER(Target.BROKER, 1, 200, 4_000),
  KILL_DATABASE(Target.DATABASE, 2, 200, 4_000),
  /** Longer than the group's session of 5 s: others have taken over when it wakes up. */
  FREEZE_CONSUMER(Target.CONSUMER, 2, 6_000, 9_000),
  /** Longer than the 10 s after which a standby takes over. */
  FREEZE_AGGREGATOR(Target.AGGREGATOR, 1, 11_000, 14_000),
  FREEZE_BROKER(Target.BROKER, 1, 2_000, 7_000),
  FREEZE_DATABASE(Target.DATABASE, 1, 2_000, 7_000),
  RESTART_BROKER(Target.BROKER, 1, 200, 3_000),
  RESTART_DATABASE(Target.DATABASE, 1, 200, 3_000),
  RESTART_CONSUMERS(Target.CONSUMER, 1, 3_000, 6_000),
  CUT_DATABASE_LINK(Target.DATABASE_LINK, 2, 0, 0),
  /** What was asked for happens, and the answer is lost with the connection: commits too. */
  LOSE_DATABASE_REPLIES(Target.DATABASE_LINK, 3, 500, 2_000),
  SLOW_DATABASE_LINK(Target.DATABASE_LINK, 1, 2_000, 6_000),
  /** No byte passes; then the connection is found to be dead. */
  SILENT_DATABASE_LINK(Target.DATABASE_LINK, 1, 2_000, 8_000),
  CUT_BROKER_LINK(Target.BROKER_LINK, 1, 0, 0),
  LOSE_BROKER_REPLIES(Target.BROKER_LINK, 1, 500, 2_000),
  SLOW_BROKER_LINK(Target.BROKER_LINK, 1, 2_000, 6_000),
  SILENT_BROKER_LINK(Target.BROKER_LINK, 1, 2_000, 8_000),
  ADD_PARTITIONS(Target.TOPICS, 1, 0, 0),
  /** The broker that leads the first partition of the results. */
  KILL_LEADER(Target.CLUSTER, 2, 200, 6_000),
  /** Longer than the session of a broker: another leads when it wakes up. */
  FREEZE_LEADER(Target.CLUSTER, 2, 4_000, 9_000),
  /** What is left takes no record: work stops and goes on. */
  KILL_ALL_BROKERS_BUT_ONE(Target.CLUSTER, 1, 2_000, 8_000),
  /** One after the other, as an upgrade would. */
  RESTART_ALL_BROKERS(Target.CLUSTER, 1, 1_000, 3_000),
  /** Each partition of work and results gets other copies, and another leader. */
  REASSIGN_PARTITIONS(Target.CLUSTER, 1, 0, 0);

  /** Kinds of victims. */
  enum Target {
    CONSUMER(3),
    AGGREGATOR(2),
    PRODUCER(1),
    BROKER(1),
    DATABASE(1),
    /** One for each consumer. */
    DATABASE_LINK(3),
    BROKER_LINK(1),
    TOPICS(1),
    /** Brokers that stand in for each other; there is none of a single one. */
    CLUSTER(1);

    private final int count;

    Target(int count) {
      this.count = count;
    }

    /** How many of them a fleet with so many brokers has. */
    int count(int brokers) {
      return this == BROKER || this == BROKER_LINK ? brokers : count;
    }
  }

  final Target target;
  private final int cards;
  final int shortestMillis;
  final int longestMillis;

  FaultKind(Target target, int cards, int shortestMillis, int longestMillis) {
    this.target = target;
    this.cards = cards;
    this.shortestMillis = shortestMillis;
    this.longestMillis = longestMillis;
  }

  /** Each kind as often as it is to come, relative to the others. */
  static List<FaultKind> deck(int brokers) {
    List<FaultKind> deck = new ArrayList<>();
    for (FaultKind kind : values()) {
      if (kind.target == Target.CLUSTER && brokers == 1) {
        continue;
      }
      for (int i = 0; i < kind.cards; i++) {
        deck.add(kind);
      }
    }
    return deck;
  }
}
