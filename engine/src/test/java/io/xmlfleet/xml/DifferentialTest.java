package io.xmlfleet.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A little of what {@link DifferentialFuzz} does, and all that it has found. */
class DifferentialTest {
  private static final int DOCUMENTS = 4_000;
  private static final Path CORPUS = Path.of("src/test/resources/io/xmlfleet/xml/differences");

  private final PrintStream console = System.err;

  @BeforeEach
  void silenceTheParserOfTheJdk() {
    System.setErr(new PrintStream(OutputStream.nullOutputStream()));
  }

  @AfterEach
  void restoreTheConsole() {
    System.setErr(console);
  }

  @Test
  void readsChangedDocumentsAsTheJdkDoesOrRejectsThemToo() {
    DifferentialFuzz fuzz = new DifferentialFuzz(20_261_129L);
    Map<Deviation, Integer> counts = new EnumMap<>(Deviation.class);
    for (int i = 0; i < DOCUMENTS; i++) {
      byte[] document = fuzz.next();
      Deviation deviation = Deviation.of(document);
      counts.merge(deviation, 1, Integer::sum);
      assertThat(deviation)
          .as(() -> HexFormat.of().formatHex(document))
          .isNotEqualTo(Deviation.UNEXPLAINED);
    }
    // Neither side may reject nearly everything: then there would be nothing to compare.
    assertThat(counts.get(Deviation.READ)).isGreaterThan(DOCUMENTS / 5);
    assertThat(counts.get(Deviation.REJECTED)).isGreaterThan(DOCUMENTS / 5);
  }

  @Test
  void readsWhatWasFoundBefore() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      List<Path> found = files.sorted().toList();
      assertThat(found).hasSizeGreaterThan(5);
      for (Path file : found) {
        Deviation expected = Deviation.valueOf(file.getFileName().toString().replaceAll("-.*", ""));
        assertThat(Deviation.of(Files.readAllBytes(file))).as(file.toString()).isEqualTo(expected);
      }
    }
  }
}
