package io.xmlfleet.fleet;

import io.xmlfleet.cli.CommandLineCall;
import io.xmlfleet.process.Shutdown;
import io.xmlfleet.testing.KafkaUnderTest;
import io.xmlfleet.topic.TopicNames;
import java.nio.file.Path;
import java.util.Map;

/** Commands of this process over one data folder. */
public final class CommandLineSession {
  private final Map<String, String> environment;

  CommandLineSession(Path data) {
    this(Map.of("XMLFLEET_DATA", data.toString()));
  }

  public CommandLineSession(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The same with the topics of a fleet on the broker under test. */
  CommandLineSession(Path data, TopicNames topics) {
    this(
        Map.of(
            "XMLFLEET_DATA",
            data.toString(),
            "XMLFLEET_KAFKA",
            KafkaUnderTest.settings().bootstrapServers(),
            "XMLFLEET_TOPIC_PREFIX",
            topics.prefix()));
  }

  public CommandLineCall run(String... arguments) {
    return run(new Shutdown(), arguments);
  }

  CommandLineCall run(Shutdown stop, String... arguments) {
    return CommandLineCall.of(environment, stop, arguments);
  }
}
