package io.xmlfleet.client;

import java.util.HashMap;
import java.util.Map;

/** Producer properties under which a send is neither lost, nor doubled, nor stuck. */
public final class ReliableSends {
  private ReliableSends() {}

  /**
   * The properties, with more that the client fixes.
   *
   * <p>One request in flight: with more, a partition's first batch can be refused while its topic
   * comes up and the second one be accepted; the broker then calls every retry of the first out of
   * order, until its delivery times out (KAFKA-15591, in brokers up to 4.4).
   */
  public static Map<String, Object> with(Map<String, ?> more) {
    Map<String, Object> properties = new HashMap<>(more);
    properties.put("acks", "all");
    properties.put("enable.idempotence", true);
    properties.put("max.in.flight.requests.per.connection", 1);
    return properties;
  }
}
