package io.xmlfleet.cli;

import io.xmlfleet.testing.KafkaUnderTest;
import io.xmlfleet.topic.TopicNames;
import java.util.ArrayList;
import java.util.List;

/** Commands over one fleet's topics. */
record LetterCalls(TopicNames topics) {
  CommandLineCall deadLetters(String command, String... options) {
    return call(List.of("dead-letters", command), options);
  }

  CommandLineCall replay(String... options) {
    return call(List.of("replay"), options);
  }

  private CommandLineCall call(List<String> command, String... options) {
    List<String> arguments = new ArrayList<>(command);
    arguments.add("--kafka");
    arguments.add(KafkaUnderTest.settings().bootstrapServers());
    arguments.add("--topic-prefix");
    arguments.add(topics.prefix());
    arguments.addAll(List.of(options));
    return CommandLineCall.of(arguments.toArray(String[]::new));
  }
}
