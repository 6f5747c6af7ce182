package io.xmlfleet.worker.poll;

import io.xmlfleet.failure.InfrastructureException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * What workers ask the brokers before they start, and tell them. Each method throws {@link
 * InfrastructureException} if the brokers do not answer, or refuse.
 */
public interface BrokerAdmin {
  /** Where to find them, for messages. */
  String address();

  /** Up to which level a feature is switched on; 0: not at all. */
  int featureLevel(String feature);

  /** Those of the topics that do not exist. */
  Set<String> missing(Collection<String> topics);

  /** Sets what a group is to be like; again does no harm. */
  void configureGroup(String group, Map<String, String> settings);
}
