package io.xmlfleet.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.CommandLineCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractDdlCommandTest {
  @TempDir Path folder;

  @Test
  void printsTheLedgerOnlyWhenItIsAskedFor() throws IOException {
    String contract =
        Files.writeString(
                folder.resolve("c.yaml"),
                """
                xmlfleet: 1
                contract: c
                root: A
                tables:
                  - table: t
                    columns: [ { column: c, type: int, from: "@c" } ]
                """)
            .toString();

    assertThat(CommandLineCall.of("contract", "ddl", contract).out())
        .contains("CREATE TABLE [t]")
        .doesNotContain("ledger");
    assertThat(CommandLineCall.of("contract", "ddl", "--with-ledger", contract).out())
        .contains("CREATE TABLE [xmlfleet_ledger]")
        .contains("CREATE TABLE [t]");
  }

  @Test
  void mergesTheColumnsOfATableThatTwoContractsFill() throws IOException {
    String contract =
        """
        xmlfleet: 1
        contract: %s
        root: A
        tables:
          - table: t
            key: [id]
            columns:
              - { column: id, type: int, from: "@id", required: true }
              - { column: %s, type: int, from: "@c", required: true }
        """;
    Files.writeString(folder.resolve("a.yaml"), contract.formatted("a", "x"));
    Files.writeString(folder.resolve("b.yaml"), contract.formatted("b", "y"));

    assertThat(CommandLineCall.of("contract", "ddl", folder.toString()).out())
        .containsOnlyOnce("CREATE TABLE")
        .contains("  [id] int NOT NULL,\n  [x] int,\n  [y] int,\n  PRIMARY KEY ([id])");

    Files.writeString(
        folder.resolve("b.yaml"), contract.formatted("b", "x").replace("[id]", "[x]"));

    CommandLineCall refused = CommandLineCall.of("contract", "ddl", folder.toString());
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("t: its key is (id) in", "a.yaml:5:5 and (x) in", "b.yaml:5:5");
  }

  @Test
  void speaksTheDialectThatIsNamed() throws IOException {
    String contract =
        Files.writeString(
                folder.resolve("d.yaml"),
                """
                xmlfleet: 1
                contract: d
                root: A
                tables:
                  - table: s.t
                    columns: [ { column: c, type: datetime, from: "@c" } ]
                """)
            .toString();

    assertThat(CommandLineCall.of("contract", "ddl", contract, "--dialect", "PostgreSQL").out())
        .contains("CREATE SCHEMA \"s\";")
        .contains("CREATE TABLE \"s\".\"t\" (\n  \"c\" timestamp\n);");
    assertThat(CommandLineCall.of("contract", "ddl", contract, "--dialect", "oracle").err())
        .contains(
            "expected one of [sqlserver, postgresql, h2] (case-insensitive) but was 'oracle'");
  }
}
