package io.xmlfleet.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.Main;
import io.xmlfleet.process.Shutdown;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractInitCommandTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeSamples() throws IOException {
    Files.writeString(folder.resolve("a.xml"), "<A><b>1</b><b>2</b></A>");
    Files.writeString(folder.resolve("broken.xml"), "<A><b>");
    Files.writeString(folder.resolve("s.xsd"), "<x/>");
  }

  private int run(String... arguments) {
    return Main.run(
        arguments,
        Map.of(),
        new Shutdown(),
        new PrintWriter(out, true),
        new PrintWriter(err, true));
  }

  @Test
  void writesAContractThatCheckAccepts() {
    String file = folder.resolve("c.yaml").toString();

    assertThat(run("contract", "init", folder.toString(), "--name", "mine", "-o", file)).isZero();
    assertThat(run("contract", "check", file)).isZero();

    assertThat(out.toString()).contains("mine").contains("b_no");
    assertThat(err.toString())
        .contains("Not used: ")
        .contains("broken.xml: not well-formed XML")
        .contains("Read 1 document (1 more cannot be used): 2 tables");
  }

  @Test
  void draftsFromTheFirstRecordsOfOneLargeFile() throws IOException {
    Path dump =
        Files.writeString(
            folder.resolve("dump.xml"),
            "<all><rec><n>1</n></rec><other/><rec><n>2</n></rec><rec><late/></rec></all>");

    assertThat(run("contract", "init", dump.toString(), "--split", "/all/rec", "--limit", "2"))
        .isZero();

    assertThat(err.toString()).contains("Read 2 documents: 1 table");
    assertThat(out.toString()).contains("contract: rec").contains("n:").doesNotContain("late");
    String schema = folder.resolve("s.xsd").toString();
    assertThat(run("contract", "init", schema, "--split", "/all/rec")).isEqualTo(2);
    assertThat(err.toString()).contains("not for a schema");
    assertThat(run("contract", "init", dump.toString(), "--limit", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--limit takes a positive number");
  }

  @Test
  void readsSchemasOfTheFolderThatIsNamed() throws IOException {
    String head = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>";
    Path main = Files.createDirectory(folder.resolve("maindoc")).resolve("doc.xsd");
    Files.writeString(
        Files.createDirectory(folder.resolve("common")).resolve("c.xsd"),
        head + "<xs:element name='ID' type='xs:string'/></xs:schema>");
    Files.writeString(
        main,
        head
            + "<xs:include schemaLocation='../common/c.xsd'/><xs:element name='Doc'><xs:complexType>"
            + "<xs:sequence><xs:element ref='ID'/></xs:sequence></xs:complexType></xs:element>"
            + "</xs:schema>");
    Path contract = folder.resolve("doc.yaml");

    assertThat(run("contract", "init", main.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains("what the root element Doc consists of is in none of the files that were read")
        .contains("not read: ../common/c.xsd is not in ");
    String[] all = {"--schema-folder", folder.toString()};
    assertThat(run("contract", "init", main.toString(), all[0], all[1], "-o", contract.toString()))
        .isZero();
    assertThat(contract).content().contains("column: id, type: string, from: ID }");
    String[] check = {"contract", "check", contract.toString(), "--xsd", main.toString()};
    assertThat(run(check)).isEqualTo(2);
    assertThat(run(check[0], check[1], check[2], check[3], check[4], all[0], all[1])).isZero();
    assertThat(run(check[0], check[1], check[2], all[0], all[1])).isEqualTo(2);
    assertThat(err.toString()).contains("--schema-folder goes with --xsd");
    assertThat(run("contract", "init", folder.resolve("a.xml").toString(), all[0], all[1]))
        .isEqualTo(2);
  }

  @Test
  void overwritesOnlyWhenForced() throws IOException {
    Path file = Files.writeString(folder.resolve("c.yaml"), "mine");

    assertThat(run("contract", "init", folder.toString(), "-o", file.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("overwrite it with --force");
    assertThat(file).hasContent("mine");
    assertThat(run("contract", "init", folder.toString(), "-o", file.toString(), "--force"))
        .isZero();
    assertThat(Files.readString(file)).contains("contract: a");
  }

  @Test
  void refusesWhatItCannotDraftFrom() {
    String broken = folder.resolve("broken.xml").toString();

    assertThat(run("contract", "init", broken)).isEqualTo(2);
    assertThat(err.toString()).contains("none of the documents in " + broken + " can be used");
    assertThat(run("contract", "init", folder.resolve("s.xsd").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("is not an XML Schema");
    assertThat(run("contract", "init", folder.toString(), "--root", "B")).isEqualTo(2);
    assertThat(err.toString()).contains("no document has the root element B; there are: A");
  }

  @Test
  void runNeedsAContractForStandardInput() {
    String data = folder.resolve("data").toString();

    assertThat(run("run", "-", "--data", data)).isEqualTo(2);
    assertThat(err.toString()).contains("name one with --contract FILE");
  }
}
