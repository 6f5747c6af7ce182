package io.xmlfleet.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.draft.ContractDraft;
import io.xmlfleet.draft.profile.DocumentProfile;
import io.xmlfleet.mapping.Mapped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents load by the contract that was drafted from them. */
class DraftedSamplesTest {
  @ParameterizedTest
  @CsvSource({
    "../samples/credit-applications/documents, 199, application, 12",
    "src/test/resources/poms, 32, project, 13",
  })
  void loadsEveryDocumentThatCanBeRead(Path folder, int readable, String name, int tables)
      throws IOException {
    DocumentProfile profile = new DocumentProfile(Clock.systemUTC());
    List<byte[]> samples = new ArrayList<>();
    for (byte[] document : documents(folder)) {
      if (profile.add(document) == null) {
        samples.add(document);
      }
    }

    ContractDraft draft = profile.draft(null, null);

    assertThat(samples).hasSize(readable);
    assertThat(draft.name()).isEqualTo(name);
    assertThat(draft.tables()).isEqualTo(tables);
    SampleContract contract = SampleContract.of(draft.text());
    for (byte[] document : samples) {
      assertThat(contract.map(document, "document")).isInstanceOf(Mapped.Rows.class);
    }
  }

  private static List<byte[]> documents(Path folder) throws IOException {
    List<byte[]> documents = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        documents.add(Files.readAllBytes(file));
      }
    }
    return documents;
  }
}
