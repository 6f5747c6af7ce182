package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.CommandLineCall;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs that hold several documents, from the command line to the tables. */
class ArchivesAndRecordsIT {
  private static final Path SAMPLE =
      Path.of("..", "samples", "credit-applications").toAbsolutePath().normalize();

  @TempDir Path folder;
  private CommandLineSession session;

  @BeforeEach
  void session() {
    session = new CommandLineSession(folder.resolve("data"));
  }

  @Test
  void loadsTheDocumentsOfAZip() throws IOException {
    Path zip = folder.resolve("applications.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream entries = new ZipOutputStream(out)) {
      for (int i = 1; i <= 3; i++) {
        String name = "application-00000" + i + ".xml";
        entries.putNextEntry(new ZipEntry("2026/" + name));
        Files.copy(SAMPLE.resolve("documents").resolve(name), entries);
      }
      entries.putNextEntry(new ZipEntry("broken.xml"));
      entries.write('<');
    }

    CommandLineCall result =
        session.run(
            "run", zip.toString(), "--contract", SAMPLE.resolve("contract.yaml").toString());

    assertThat(result.exitCode()).as(result.toString()).isEqualTo(1);
    assertThat(result.out()).contains("3 loaded, 0 already loaded, 1 failed");
    CommandLineCall letters = session.run("dead-letters", "list");
    assertThat(letters.out()).as(letters.toString()).contains("applications.zip!/broken.xml");
  }

  @Test
  void loadsTheRecordsOfOneDocument() throws IOException {
    Path list = folder.resolve("list.xml");
    Files.writeString(
        list,
        "<list><book id='1'><title>A</title></book><book id='2'><title>&gone;</title></book>"
            + "<book id='3'><title>Zoë</title></book></list>",
        StandardCharsets.UTF_8);

    CommandLineCall result = session.run("run", list.toString(), "--split", "/list/book");

    assertThat(result.exitCode()).as(result.toString()).isEqualTo(1);
    assertThat(result.out()).contains("2 loaded, 0 already loaded, 1 failed");
    assertThat(session.run("dead-letters", "list").out()).contains("list.xml#2", "entity gone");
    assertThat(session.run("db", "--csv", "select record_id from book order by 1").out())
        .contains("list.xml#1", "list.xml#3");
    CommandLineCall again = session.run("run", list.toString(), "--split", "/list/*");
    assertThat(again.out()).contains("0 loaded, 2 already loaded, 1 failed");
  }
}
