package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.CommandLineCall;
import io.xmlfleet.testing.KafkaUnderTest;
import io.xmlfleet.topic.TopicNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run} on a Kafka whose documents are not all its own. */
class SharedFleetIT {
  private final TopicNames topics = KafkaUnderTest.newFleet(2);

  @TempDir Path folder;
  private CommandLineSession session;

  @BeforeEach
  void open() {
    session = new CommandLineSession(folder.resolve("data"), topics);
  }

  @Test
  void takesNoDocumentsThatItWouldReject() throws IOException {
    assertThat(produce("pears").exitCode()).isZero();

    CommandLineCall refused = run("apples");
    assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(2);
    assertThat(refused.err()).contains("for the contract pears", "consume", "--topic-prefix");
    assertThat(session.run("lag", "--over", "1").out()).contains("1 documents wait");

    CommandLineCall both = run("apples", "--contract", contract("pears").toString());
    assertThat(both.exitCode()).as(both.toString()).isZero();
    assertThat(session.run("dead-letters", "list").out()).doesNotContain("pears");
    // A run ends with its own documents, so the other's may be loaded by then, or wait.
    String loaded = session.run("db", "--csv", "select count(*) as n from t_pears").out();
    String waiting = session.run("lag", "--over", "1").out();
    assertThat(loaded + waiting).containsAnyOf("n\n1\n", "1 documents wait");
  }

  @Test
  void goesOnWithDocumentsOfItsOwnContract() throws IOException {
    assertThat(produce("apples").exitCode()).isZero();

    CommandLineCall run = run("apples");

    assertThat(run.exitCode()).as(run.toString()).isZero();
  }

  private CommandLineCall produce(String contract) throws IOException {
    return session.run("produce", document(contract), "--contract", contract);
  }

  private CommandLineCall run(String contract, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("run", document(contract), "--contract", contract(contract).toString()));
    arguments.addAll(List.of(more));
    return session.run(arguments.toArray(String[]::new));
  }

  private String document(String root) throws IOException {
    return Files.writeString(folder.resolve(root + ".xml"), "<" + root + " id='1'/>").toString();
  }

  private Path contract(String name) throws IOException {
    return Files.writeString(
        folder.resolve(name + ".yaml"),
        """
        xmlfleet: 1
        contract: %1$s
        root: %1$s
        tables:
          - table: t_%1$s
            columns: [ { column: id, type: int, from: "@id" } ]
        """
            .formatted(name));
  }
}
