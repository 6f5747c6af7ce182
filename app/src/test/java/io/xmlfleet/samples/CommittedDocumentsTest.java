package io.xmlfleet.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.generate.Profile;
import io.xmlfleet.generate.text.DocumentGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CommittedDocumentsTest {
  private static final Path DOCUMENTS =
      SampleFiles.SAMPLES.resolve("credit-applications").resolve("documents");
  private static final int COUNT = 200;

  private final DocumentGenerator generator = Profile.APPLICATIONS.generator(1, COUNT, 6);

  @Test
  void areWhatTheGeneratorWrites() throws IOException {
    for (long number = 1; number <= COUNT; number++) {
      Path file = DOCUMENTS.resolve(generator.fileName(number));

      assertThat(Files.readAllBytes(file))
          .as("%s: regenerate with the command in the sample's README", file.getFileName())
          .isEqualTo(generator.document(number));
    }
  }

  @Test
  void areNotJoinedByOthers() throws IOException {
    List<String> expected = LongStream.rangeClosed(1, COUNT).mapToObj(generator::fileName).toList();
    try (Stream<Path> files = Files.list(DOCUMENTS)) {
      assertThat(files.map(file -> file.getFileName().toString()).sorted().toList())
          .isEqualTo(expected);
    }
  }
}
