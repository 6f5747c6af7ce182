package io.xmlfleet.client;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.ForwardingAdmin;

/**
 * A client that is closed within a second: who closes it has the answers, or does not want them any
 * more. Kafka's own waits for what is under way; if that gives up while it does, its thread sleeps
 * for up to 20 minutes before it looks whether to end (4.4: it looks before it handles what has
 * expired). Thread-safe.
 */
final class PromptAdmin extends ForwardingAdmin {
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

  PromptAdmin(Map<String, Object> properties) {
    super(properties);
  }

  @Override
  public void close(Duration limit) {
    super.close(limit.compareTo(LONGEST_CLOSE) < 0 ? limit : LONGEST_CLOSE);
  }
}
