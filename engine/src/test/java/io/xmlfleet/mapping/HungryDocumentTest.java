package io.xmlfleet.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a document may make is bounded before memory runs out, whatever it is made of. */
class HungryDocumentTest {
  private static final long MEBIBYTE = 1024 * 1024;

  @Test
  @Timeout(300)
  void rejectsWhateverNeedsMoreThanItMayTake() throws IOException, InterruptedException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx36m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-cp",
            System.getProperty("java.class.path"),
            HungryDocuments.class.getName(),
            Long.toString(12 * MEBIBYTE));

    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();

    assertThat(process.waitFor()).as("%s", said).isZero();
    assertThat(said)
        .hasSize(27)
        .allMatch(
            line ->
                line.endsWith(": rows")
                    || line.endsWith("more than 20000 different names")
                    || line.endsWith(
                        "the document needs more memory than the 12 MiB that one document may take"
                            + " (its bytes, texts and rows, by estimate): ask for less"));
    assertThat(said.stream().filter(line -> line.endsWith(": rows")))
        .containsExactly(
            "long texts: rows",
            "long attributes: rows",
            "long names: rows",
            "joined texts: rows",
            "a sum: rows",
            "rows that may be: rows",
            "the last row: rows",
            "one text: rows",
            "one text of many: rows",
            "one text left: rows");
  }
}
