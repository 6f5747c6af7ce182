package io.xmlfleet.generate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.generate.text.DocumentGenerator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CorruptedDocumentsTest {
  private static final List<Corruption> KINDS = Corruption.of(Profile.APPLICATIONS);

  private final CreditApplications sound = new CreditApplications(1);

  @ParameterizedTest
  @CsvSource({"200, 6", "200, 0", "1, 1", "7, 7", "10, 3", "1000, 333", "5000, 8"})
  void breaksAsManyAsAskedFor(long count, long broken) {
    CorruptedDocuments documents = corrupted(count, broken);

    List<Corruption> found =
        LongStream.rangeClosed(1, count)
            .mapToObj(documents::corruptionOf)
            .flatMap(Optional::stream)
            .toList();

    assertThat(found).hasSize((int) broken);
    assertThat(found.stream().limit(KINDS.size()))
        .containsExactlyElementsOf(KINDS.subList(0, (int) Math.min(broken, KINDS.size())));
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void findsSomethingToBreakInEveryDocument(Profile profile) {
    DocumentGenerator sound = profile.generator(1);
    for (long number = 1; number <= 300; number++) {
      String document = new String(sound.document(number), UTF_8);
      for (Corruption kind : Corruption.of(profile)) {
        assertThat(kind.applyTo(document)).as("%s", kind).isNotEqualTo(document);
      }
    }
  }

  @Test
  void leavesTheOthersAlone() {
    CorruptedDocuments documents = corrupted(200, 6);

    assertThat(documents.document(1)).isEqualTo(sound.document(1));
    assertThat(documents.document(84)).isNotEqualTo(sound.document(84));
  }

  @Test
  void refusesToBreakMoreThanThereAre() {
    assertThatThrownBy(() -> corrupted(5, 6)).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> corrupted(0, 0)).isInstanceOf(UsageException.class);
  }

  private CorruptedDocuments corrupted(long count, long broken) {
    return new CorruptedDocuments(sound, count, broken, KINDS);
  }
}
