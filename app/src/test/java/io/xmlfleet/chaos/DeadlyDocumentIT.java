package io.xmlfleet.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.fleet.FleetProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Consumers, one after the other, that a document ends as soon as they try it. Each death has a
 * session to expire, so that this takes a minute or two: it runs with the long chaos test ({@code
 * -Dchaos.minutes}); {@code ProbationTest} has the rules in each build.
 */
@EnabledIfSystemProperty(named = "chaos.minutes", matches = ".+")
class DeadlyDocumentIT {
  private static final int DOCUMENTS = 40;
  private static final String CONTRACT =
      """
      xmlfleet: 1
      contract: notes
      root: Note
      tables:
        - table: note
          columns:
            - { column: id, type: string(400), meta: record-id }
            - { column: text, type: string(40), from: Text }
      """;

  @TempDir Path folder;

  @Test
  @Timeout(300)
  void isRejectedWhenItHasEndedTwoProcessesAloneAndTheOthersAreLoaded() throws Exception {
    Path contract = Files.writeString(folder.resolve("contract.yaml"), CONTRACT);
    Path documents = Files.createDirectory(folder.resolve("documents"));
    for (int i = 0; i < DOCUMENTS; i++) {
      String name =
          i == DOCUMENTS / 2 ? "m-deadly.xml" : (char) ('a' + i * 26 / DOCUMENTS) + "-" + i;
      String file = name.endsWith(".xml") ? name : name + ".xml";
      Files.writeString(documents.resolve(file), "<Note><Text>" + i + "</Text></Note>");
    }
    Path classes = Sabotage.DEADLY_DOCUMENT.compile(folder, FleetProcess.classPath());

    try (FleetProcess broker = start("broker", "broker", "--port", "0");
        FleetProcess database = start("database", "database", "--port", "0")) {
      broker.await("(Broker ready)");
      database.await("(Database ready)");
      try (FleetProcess aggregator = start("aggregator", "aggregate");
          FleetProcess produce =
              start(
                  "produce",
                  "produce",
                  documents.toString(),
                  "--contract",
                  "notes",
                  "--run-id",
                  "r")) {
        assertThat(produce.exitCode()).as(produce.output()).isZero();
        int deaths = deathsUntilAllIsDone(classes, contract);
        assertThat(deaths)
            .as("to see it, and to find it, and alone, and alone again")
            .isBetween(3, 4);
        assertThat(aggregator.alive()).isTrue();
      }
      try (FleetProcess letters = start("letters", "dead-letters", "list", "--run", "r")) {
        assertThat(letters.exitCode()).isZero();
        assertThat(letters.output())
            .contains("m-deadly.xml", "2 processes ended while it alone was in hand")
            .contains("1 open dead letter");
      }
    }
  }

  private int deathsUntilAllIsDone(Path classes, Path contract) throws Exception {
    int deaths = 0;
    try (FleetProcess watch = start("watch", "watch", "r")) {
      while (watch.alive()) {
        try (FleetProcess consumer =
            FleetProcess.startWith(
                classes,
                folder,
                "consumer-" + deaths,
                "consume",
                "--contract",
                contract.toString(),
                "--threads",
                "2")) {
          consumer.awaitEndOf(watch);
          if (!consumer.alive()) {
            deaths++;
            assertThat(consumer.exitCode()).as(consumer.output()).isEqualTo(137);
          }
        }
      }
      assertThat(watch.output()).contains("Success: " + (DOCUMENTS - 1) + ", Failed: 1");
    }
    return deaths;
  }

  private FleetProcess start(String name, String... arguments) throws Exception {
    return FleetProcess.start(folder, name, arguments);
  }
}
