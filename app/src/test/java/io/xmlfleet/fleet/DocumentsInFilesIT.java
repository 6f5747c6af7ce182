package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.CommandLineCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a process of its own, a run leaves large documents in their files until they are mapped. */
class DocumentsInFilesIT {
  private static final long MUCH = 1_000_000;
  private static final long LITTLE = 100_000;

  @TempDir Path folder;
  private Path documents;

  @BeforeEach
  void generate() {
    documents = folder.resolve("loans");
    CommandLineCall generated =
        new CommandLineSession(folder.resolve("none"))
            .run(
                "generate",
                "--profile=production",
                "--count=12",
                "--broken=3",
                "--out=" + documents);
    assertThat(generated.exitCode()).as("%s", generated).isZero();
  }

  @Test
  void theyDoNotPassThroughTheBrokerAndAreInTheirDeadLettersAllTheSame() throws IOException {
    Path data = folder.resolve("data");
    CommandLineSession session = new CommandLineSession(data);

    CommandLineCall result = session.run("run", documents.toString());

    assertThat(result.out()).as("%s", result).contains("9 loaded, 0 already loaded, 3 failed");
    assertThat(bytes(files(documents))).isGreaterThan(MUCH);
    assertThat(bytes(work(data))).isLessThan(LITTLE);
    Path exported = folder.resolve("exported");
    session.run("dead-letters", "export", "--out=" + exported);
    List<Path> letters =
        files(exported).stream().filter(file -> file.toString().endsWith(".xml")).toList();
    assertThat(letters)
        .hasSize(3)
        .allSatisfy(
            letter -> {
              String name = letter.getFileName().toString();
              assertThat(letter)
                  .hasSameBinaryContentAs(
                      documents.resolve(name.substring(name.lastIndexOf('+') + 1)));
            });
    CommandLineCall again = session.run("run", documents.toString());
    assertThat(again.out()).as("%s", again).contains("0 loaded, 9 already loaded, 3 failed");
  }

  @Test
  void theyPassThroughTheBrokerWhereSomebodyWantsThemTo() throws IOException {
    Path data = folder.resolve("data");

    CommandLineCall result =
        new CommandLineSession(data).run("run", documents.toString(), "--copy-documents");

    assertThat(result.out()).as("%s", result).contains("9 loaded, 0 already loaded, 3 failed");
    assertThat(bytes(work(data))).isGreaterThan(MUCH);
  }

  private static List<Path> work(Path data) throws IOException {
    return files(data.resolve("broker")).stream()
        .filter(file -> file.toString().contains("xmlfleet.work-"))
        .filter(file -> file.toString().endsWith(".log"))
        .toList();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static long bytes(List<Path> files) throws IOException {
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    return bytes;
  }
}
