package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.fleet.CommandLineSession.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One consumer for documents of several kinds. */
class SeveralContractsIT {
  private static final Pattern RUN = Pattern.compile("Run (\\S+)");

  @TempDir Path folder;
  private CommandLineSession session;

  @BeforeEach
  void writeContracts() throws IOException {
    session = new CommandLineSession(folder.resolve("data"));
    Files.createDirectories(folder.resolve("contracts"));
    contract("apples.yaml", "apples", "1");
    contract("pears.yml", "pears", "7");
    Files.writeString(folder.resolve("contracts").resolve("readme.txt"), "not a contract");
  }

  @Test
  void mapsEachDocumentByTheContractThatItNames() throws Exception {
    try (FleetProcess broker = FleetProcess.start(folder, "broker", "broker", "--port", "0");
        FleetProcess database = FleetProcess.start(folder, "database", "database", "--port", "0")) {
      broker.await("(Broker ready)");
      database.await("(Database ready)");
      try (FleetProcess consumer =
              FleetProcess.start(
                  folder, "consumer", "consume", "--contract", folder.resolve("contracts") + "");
          FleetProcess aggregator = FleetProcess.start(folder, "aggregator", "aggregate")) {
        consumer.await("(Consuming) as");
        aggregator.await("(Aggregating)");

        assertThat(load("apples").exitCode()).isZero();
        assertThat(load("pears@7").exitCode()).isZero();
        assertRejected("plums", "\"plums\" is not loaded here; loaded: apples, pears");
        assertRejected("pears@8", "\"pears@8\" is loaded here in version 7 only");
        assertRejected(null, "the item names no contract, and several are loaded");

        assertThat(load("apples").exitCode()).as("after the rejected ones").isZero();
        assertThat(
                session
                    .run(
                        "db",
                        "--csv",
                        "select contract, contract_version, count(*) as n from xmlfleet_ledger"
                            + " group by contract, contract_version order by contract")
                    .out())
            .contains("apples,1,2", "pears,7,1");
        assertThat(session.run("db", "--csv", "select count(*) as n from t_pears").out())
            .contains("1");
        assertThat(consumer.terminate()).isZero();
        assertThat(aggregator.terminate()).isZero();
      }
    }
  }

  private void assertRejected(String contract, String reason) throws IOException {
    Result watched = load(contract);
    assertThat(watched.exitCode()).as(watched.toString()).isEqualTo(1);
    assertThat(session.run("dead-letters", "list").out()).contains("VALIDATION");
    assertThat(session.run("dead-letters", "show", runOf(watched) + "/1").out()).contains(reason);
  }

  /** Sends one document and waits for its outcome. */
  private Result load(String contract) throws IOException {
    Path document = Files.createTempFile(folder, "document", ".xml");
    Files.writeString(document, "<A id='1'/>");
    Result sent =
        contract == null
            ? session.run("produce", document.toString())
            : session.run("produce", document.toString(), "--contract", contract);
    assertThat(sent.exitCode()).as(sent.toString()).isZero();
    Result watched = session.run("watch", runOf(sent));
    return new Result(watched.exitCode(), sent.out() + watched.out(), watched.err());
  }

  private static String runOf(Result result) {
    Matcher run = RUN.matcher(result.out());
    assertThat(run.find()).as(result.toString()).isTrue();
    return run.group(1);
  }

  private void contract(String file, String name, String version) throws IOException {
    Files.writeString(
        folder.resolve("contracts").resolve(file),
        """
        xmlfleet: 1
        contract: %s
        version: "%s"
        root: A
        tables:
          - table: t_%s
            columns: [ { column: id, type: int, from: "@id" } ]
        """
            .formatted(name, version, name));
  }
}
