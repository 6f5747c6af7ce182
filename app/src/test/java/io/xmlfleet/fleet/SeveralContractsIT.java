package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.CommandLineCall;
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
        assertRejected(null, "the item names no contract, and it meets several");

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

  @Test
  void loadsDocumentsOfTwoKindsIntoTheSameTableAtOnce() throws IOException {
    Path kinds = kinds();

    CommandLineCall loaded =
        session.run("run", documents() + "", "--contract", kinds + "", "--run-id", "both");

    assertThat(loaded.exitCode()).as(loaded.toString()).isEqualTo(1);
    assertThat(fruit()).contains("1,red,", "2,,long");
    assertThat(
            session
                .run(
                    "db",
                    "--csv",
                    "select contract, count(*) as n from xmlfleet_ledger group by contract order by contract")
                .out())
        .contains("apple,1", "pear,1");
    assertThat(session.run("dead-letters", "show", "both/3").out())
        .contains(
            "the item names no contract, and it meets none: apple: it is no apple; pear: it is no"
                + " pear");
  }

  @Test
  void loadsDocumentsOfTwoKindsIntoTheSameTableOneAfterTheOther() throws IOException {
    Path kinds = kinds();
    Path documents = documents();

    for (String kind : new String[] {"apple", "pear"}) {
      CommandLineCall loaded =
          session.run(
              "run",
              documents.resolve(kind + ".xml") + "",
              "--contract",
              kinds.resolve(kind + ".yaml") + "");
      assertThat(loaded.exitCode()).as(loaded.toString()).isZero();
    }
    assertThat(fruit()).contains("1,red,", "2,,long");
  }

  @Test
  void refusesContractsThatContradictEachOther() throws IOException {
    Path kinds = kinds();
    Path pear = kinds.resolve("pear.yaml");
    Files.writeString(
        pear,
        Files.readString(pear).replace("column: id, type: int", "column: id, type: string(9)"));

    CommandLineCall refused = session.run("run", documents() + "", "--contract", kinds + "");

    assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(2);
    assertThat(refused.err())
        .contains("fruit.id is int in")
        .contains("apple.yaml:9:9 and string(9) in")
        .contains("give it a type that holds both");
  }

  private String fruit() throws IOException {
    return session.run("db", "--csv", "select id, colour, shape from fruit order by id").out();
  }

  /** Contracts that fill one table; each requires a column that the other does not fill. */
  private Path kinds() throws IOException {
    Path kinds = Files.createDirectories(folder.resolve("kinds"));
    String[][] all = {{"apple", "colour"}, {"pear", "shape"}};
    for (String[] each : all) {
      Files.writeString(
          kinds.resolve(each[0] + ".yaml"),
          """
          xmlfleet: 1
          contract: %1$s
          root: Fruit
          require: [ { that: "[/Fruit/%1$s/count()] > 0", message: it is no %1$s } ]
          tables:
            - table: fruit
              key: [id]
              columns:
                - { column: id, type: int, from: "@id", required: true }
                - { column: %2$s, type: string(9), from: "%1$s/@%2$s", required: true }
          """
              .formatted(each[0], each[1]));
    }
    return kinds;
  }

  private Path documents() throws IOException {
    Path documents = Files.createDirectories(folder.resolve("documents"));
    Files.writeString(
        documents.resolve("apple.xml"), "<Fruit id='1'><apple colour='red'/></Fruit>");
    Files.writeString(documents.resolve("pear.xml"), "<Fruit id='2'><pear shape='long'/></Fruit>");
    Files.writeString(documents.resolve("plum.xml"), "<Fruit id='3'><plum/></Fruit>");
    return documents;
  }

  private void assertRejected(String contract, String reason) throws IOException {
    CommandLineCall watched = load(contract);
    assertThat(watched.exitCode()).as(watched.toString()).isEqualTo(1);
    assertThat(session.run("dead-letters", "list").out()).contains("VALIDATION");
    assertThat(session.run("dead-letters", "show", runOf(watched) + "/1").out()).contains(reason);
  }

  /** Sends one document and waits for its outcome. */
  private CommandLineCall load(String contract) throws IOException {
    Path document = Files.createTempFile(folder, "document", ".xml");
    Files.writeString(document, "<A id='1'/>");
    CommandLineCall sent =
        contract == null
            ? session.run("produce", document.toString())
            : session.run("produce", document.toString(), "--contract", contract);
    assertThat(sent.exitCode()).as(sent.toString()).isZero();
    CommandLineCall watched = session.run("watch", runOf(sent));
    return new CommandLineCall(watched.exitCode(), sent.out() + watched.out(), watched.err());
  }

  private static String runOf(CommandLineCall result) {
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
