package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.xmlfleet.cli.CommandLineCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contracts of the system before, from their JSON to rows in one database. */
class ImportedContractsIT {
  @TempDir Path folder;
  private Path contracts;
  private CommandLineSession session;

  @BeforeEach
  void open() throws IOException {
    session = new CommandLineSession(folder.resolve("data"));
    contracts = Files.createDirectories(folder.resolve("contracts"));
  }

  @Test
  void loadsADocumentWhoseContactAnotherOneHasBrought() throws IOException {
    carryOver(
        "small",
        Files.writeString(
            folder.resolve("old.json"),
            """
            { "xml_root_element": "P", "source_application_table": "app",
              "element_filtering": { "filter_rules": [
                { "element_type": "contact", "xml_child_path": "/P/R/app/contact",
                  "required_attributes": { "con_id": true, "role": ["PR"] } },
                { "element_type": "address", "xml_child_path": "/P/R/app/contact/address",
                  "required_attributes": { "kind": ["CURR", "PREV"] } } ] },
              "relationships": [
                { "parent_table": "app_base", "child_table": "app_contact_base",
                  "foreign_key_column": "app_id" },
                { "parent_table": "app_contact_base", "child_table": "app_contact_address",
                  "foreign_key_column": "con_id" } ],
              "enum_mappings": { "address_type_enum": { "CURR": 1, "PREV": 2 } },
              "mappings": [
                { "xml_path": "/P/R", "xml_attribute": "ID", "target_table": "app_base",
                  "target_column": "app_id", "data_type": "int",
                  "mapping_type": ["identity_insert"] },
                { "xml_path": "/P/R/app/contact", "xml_attribute": "con_id",
                  "target_table": "app_contact_base", "target_column": "con_id",
                  "data_type": "int", "mapping_type": ["identity_insert"] },
                { "xml_path": "/P/R/app/contact", "xml_attribute": "first_name",
                  "target_table": "app_contact_base", "target_column": "first_name",
                  "data_type": "string", "data_length": 20 },
                { "xml_path": "/P/R/app/contact/address", "xml_attribute": "kind",
                  "target_table": "app_contact_address", "target_column": "address_type_enum",
                  "data_type": "smallint", "mapping_type": ["enum"] },
                { "xml_path": "/P/R/app/contact/address", "xml_attribute": "city",
                  "target_table": "app_contact_address", "target_column": "city",
                  "data_type": "string", "data_length": 20 } ] }
            """));
    Path documents = Files.createDirectories(folder.resolve("documents"));
    document(documents, 1, "Ann", "<address kind='CURR' city='Bern'/>");
    document(
        documents,
        2,
        "Anna",
        "<address kind='CURR' city='Ulm'/><address kind='PREV' city='Thun'/>");

    CommandLineCall first = run(documents.resolve("1.xml"), "small");
    CommandLineCall second = run(documents.resolve("2.xml"), "small");

    assertThat(first.exitCode()).as(first.toString()).isZero();
    assertThat(second.exitCode()).as(second.toString()).isZero();
    assertThat(rows("select app_id from app_base order by app_id")).contains("1", "2");
    assertThat(rows("select con_id, first_name, app_id from app_contact_base"))
        .contains("7,Ann,1")
        .doesNotContain("Anna");
    assertThat(rows("select address_type_enum, city from app_contact_address order by 1"))
        .contains("1,Bern", "2,Thun")
        .doesNotContain("Ulm");
  }

  @Test
  void loadsBothProductLinesIntoOneDatabase() throws IOException {
    String old = System.getenv("XMLFLEET_TEST_OLD_SYSTEM");
    assumeThat(old).as("XMLFLEET_TEST_OLD_SYSTEM").isNotNull();
    Map<String, String> files =
        Map.of("cc", "mapping_contract.json", "rl", "mapping_contract_rl.json");
    files.forEach((name, file) -> carryOver(name, Path.of(old, "contracts", file)));

    run(Path.of(old, "documents", "cc"), "cc");
    run(Path.of(old, "documents", "rl"), "rl");

    // The others are rejected there too, or have values that no column of their type takes.
    assertThat(rows("select contract, count(*) as n from xmlfleet_ledger group by contract"))
        .contains("cc,19", "rl,13");
    assertThat(rows("select count(*) as n from migration.app_base")).contains("32");

    session = new CommandLineSession(folder.resolve("together"));
    CommandLineCall together =
        session.run(
            "run", Path.of(old, "documents").toString(), "--contract", contracts.toString());
    assertThat(together.out()).as(together.toString()).contains("32 loaded");
  }

  private void carryOver(String name, Path json) {
    CommandLineCall imported = session.run("contract", "import", json.toString(), "--name", name);
    assertThat(imported.exitCode()).as(imported.toString()).isZero();
    try {
      Files.writeString(contracts.resolve(name + ".yaml"), imported.out());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CommandLineCall run(Path documents, String contract) {
    return session.run(
        "run", documents.toString(), "--contract", contracts.resolve(contract + ".yaml") + "");
  }

  private String rows(String query) {
    return session.run("db", "--csv", query).out();
  }

  private static void document(Path folder, int id, String name, String addresses)
      throws IOException {
    Files.writeString(
        folder.resolve(id + ".xml"),
        "<P><R ID='%d'><app><contact con_id='7' role='PR' first_name='%s'>%s</contact></app></R></P>"
            .formatted(id, name, addresses));
  }
}
