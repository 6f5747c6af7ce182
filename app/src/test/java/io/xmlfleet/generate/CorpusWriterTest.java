package io.xmlfleet.generate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.generate.text.DocumentGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusWriterTest {
  private static final DocumentGenerator NUMBERS =
      new DocumentGenerator() {
        @Override
        public byte[] document(long number) {
          return ("<n>" + number + "</n>").getBytes(UTF_8);
        }

        @Override
        public String fileName(long number) {
          return number + ".xml";
        }
      };

  @TempDir Path folder;

  @Test
  void writesSmallCorporaIntoTheFolderItself() throws IOException {
    long bytes = new CorpusWriter(NUMBERS, folder).write(9);

    assertThat(folder.resolve("9.xml")).hasContent("<n>9</n>");
    assertThat(bytes).isEqualTo(9 * 8);
    assertThat(files()).isEqualTo(9);
  }

  @Test
  void writesLargeCorporaIntoFoldersOfAThousand() throws IOException {
    new CorpusWriter(NUMBERS, folder).write(2_001);

    assertThat(folder.resolve("0000/1000.xml")).exists();
    assertThat(folder.resolve("0001/1001.xml")).exists();
    assertThat(folder.resolve("0002/2001.xml")).hasContent("<n>2001</n>");
    assertThat(files()).isEqualTo(2_001);
  }

  @Test
  void namesTheFolderThatCannotBeWritten() throws IOException {
    Path file = Files.createFile(folder.resolve("taken"));

    assertThatThrownBy(() -> new CorpusWriter(NUMBERS, file).write(1))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(file.toString());
  }

  private long files() throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.filter(Files::isRegularFile).count();
    }
  }
}
