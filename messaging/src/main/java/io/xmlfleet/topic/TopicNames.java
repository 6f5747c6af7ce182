package io.xmlfleet.topic;

import java.util.List;

/**
 * The names of one fleet's topics, {@code prefix.work} and so on, and of its groups. Immutable.
 *
 * @param prefix tells fleets on one cluster apart
 */
public record TopicNames(String prefix) {
  public static final String DEFAULT_PREFIX = "xmlfleet";

  public TopicNames {
    if (!prefix.matches("[A-Za-z0-9._-]{1,100}")) {
      throw new IllegalArgumentException(
          "a topic prefix is made of letters, digits and . _ - : \"" + prefix + "\"");
    }
  }

  public static TopicNames standard() {
    return new TopicNames(DEFAULT_PREFIX);
  }

  public String work() {
    return prefix + ".work";
  }

  /** Work that is served first. */
  public String urgentWork() {
    return prefix + ".work-high";
  }

  public String work(Priority priority) {
    return switch (priority) {
      case NORMAL -> work();
      case HIGH -> urgentWork();
    };
  }

  /** All topics of work items, the urgent ones first. */
  public List<String> allWork() {
    return List.of(urgentWork(), work());
  }

  public String results() {
    return prefix + ".results";
  }

  public String deadLetters() {
    return prefix + ".dead-letters";
  }

  /** Who replayed or parked which dead letters; one partition, so that it tells what came last. */
  public String deadLetterActions() {
    return prefix + ".dead-letter-actions";
  }

  public String runs() {
    return prefix + ".runs";
  }

  public String progress() {
    return prefix + ".progress";
  }

  /** The aggregator's snapshots; one partition, so that whoever owns it is the active one. */
  public String aggregatorState() {
    return prefix + ".aggregator-state";
  }

  /** All topics of the fleet, in the order of the pipeline. */
  public List<String> all() {
    return List.of(
        work(),
        urgentWork(),
        results(),
        deadLetters(),
        deadLetterActions(),
        runs(),
        progress(),
        aggregatorState());
  }

  /** The group that shares the work, unless another one is named. */
  public String consumerGroup() {
    return prefix + ".consumers";
  }

  /** The share group that works on the items, where a consumer group does not. */
  public String shareGroup() {
    return prefix + ".sharers";
  }

  /** The group that elects the active aggregator, and that one's transactional id. */
  public String aggregatorGroup() {
    return prefix + ".aggregator";
  }

  /** The transactional id that all replays share, so that a new one ends an earlier one. */
  public String replayTransactions() {
    return prefix + ".replay";
  }
}
