package io.xmlfleet.fleet;

import io.xmlfleet.cli.Main;
import io.xmlfleet.process.Shutdown;
import io.xmlfleet.testing.KafkaUnderTest;
import io.xmlfleet.topic.TopicNames;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;

/** Commands of this process over one data folder. */
final class CommandLineSession {
  private final Map<String, String> environment;

  /** What a command said and how it ended. */
  record Result(int exitCode, String out, String err) {
    @Override
    public String toString() {
      return "exit " + exitCode + "\n" + out + err;
    }
  }

  CommandLineSession(Path data) {
    this(Map.of("XMLFLEET_DATA", data.toString()));
  }

  CommandLineSession(Map<String, String> environment) {
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

  Result run(String... arguments) {
    return run(new Shutdown(), arguments);
  }

  Result run(Shutdown stop, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(
            arguments, environment, stop, new PrintWriter(out, true), new PrintWriter(err, true));
    return new Result(code, out.toString(), err.toString());
  }
}
