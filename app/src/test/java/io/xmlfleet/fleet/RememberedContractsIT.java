package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.CommandLineCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a data folder's earlier contracts mean to later commands. */
class RememberedContractsIT {
  @TempDir Path folder;
  private CommandLineSession session;

  @BeforeEach
  void open() {
    session = new CommandLineSession(folder.resolve("data"));
  }

  @Test
  void aRunDoesNotNeedTheTablesOfAContractOfBefore() throws Exception {
    assertDone(run("apples"));
    assertDone(session.run("db", "alter table t_apples alter column weight tinyint"));

    assertDone(run("pears"));
    // Now a document of the other kind waits, since nobody works.
    try (FleetProcess broker = FleetProcess.start(folder, "broker", "broker", "--port", "0")) {
      broker.await("(Broker ready)");
      assertDone(session.run("produce", document("apples"), "--contract", contract("apples") + ""));
      assertThat(broker.terminate()).isZero();
    }
    CommandLineCall refused = run("pears");
    assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(2);
    assertThat(refused.err()).contains("t_apples.weight");

    assertDone(session.run("db", "alter table t_apples alter column weight int"));
    // A run ends with its own documents: what waited besides may be left to the next one.
    String apples = "";
    for (int runs = 0; runs < 5 && !apples.equals("n\n2\n"); runs++) {
      assertDone(run("pears"));
      apples = session.run("db", "--csv", "select count(*) as n from t_apples").out();
    }
    assertThat(apples).as("what waited was loaded, too").isEqualTo("n\n2\n");
  }

  @Test
  void aContractThatWasRefusedIsNotRemembered() throws IOException {
    CommandLineCall refused = run("plums", "--mode", "verify");

    assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(2);
    assertThat(refused.err()).contains("has neither a key");
    assertThat(folder.resolve("data").resolve("runs").resolve("contracts.properties"))
        .doesNotExist();
  }

  private CommandLineCall run(String name, String... options) throws IOException {
    String[] command = new String[options.length + 4];
    command[0] = "run";
    command[1] = document(name);
    command[2] = "--contract";
    command[3] = contract(name).toString();
    System.arraycopy(options, 0, command, 4, options.length);
    return session.run(command);
  }

  private static void assertDone(CommandLineCall result) {
    assertThat(result.exitCode()).as(result.toString()).isZero();
  }

  private String document(String name) throws IOException {
    Path document = Files.createTempFile(folder, name, ".xml");
    Files.writeString(document, "<A id='1' weight='2'/>");
    return document.toString();
  }

  private Path contract(String name) throws IOException {
    return Files.writeString(
        folder.resolve(name + ".yaml"),
        """
        xmlfleet: 1
        contract: %s
        root: A
        tables:
          - table: t_%s
            columns:
              - { column: id, type: int, from: "@id" }
              - { column: weight, type: int, from: "@weight" }
        """
            .formatted(name, name));
  }
}
