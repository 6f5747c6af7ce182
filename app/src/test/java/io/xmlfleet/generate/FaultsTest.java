package io.xmlfleet.generate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.failure.UsageException;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FaultsTest {
  private final CreditApplications sound = new CreditApplications(1);

  @ParameterizedTest
  @CsvSource({"200, 6", "200, 0", "1, 1", "7, 7", "10, 3", "1000, 333", "5000, 8"})
  void breaksAsManyAsAskedFor(long count, long broken) {
    Faults faults = new Faults(sound, count, broken);

    List<Fault> found =
        LongStream.rangeClosed(1, count)
            .mapToObj(faults::faultOf)
            .flatMap(Optional::stream)
            .toList();

    assertThat(found).hasSize((int) broken);
    assertThat(found.stream().limit(Fault.values().length))
        .containsExactlyElementsOf(
            List.of(Fault.values()).subList(0, (int) Math.min(broken, Fault.values().length)));
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void findsSomethingToBreakInEveryDocument(Fault fault) {
    for (long number = 1; number <= 300; number++) {
      String document = new String(sound.document(number), UTF_8);

      assertThat(fault.applyTo(document)).isNotEqualTo(document);
    }
  }

  @Test
  void leavesTheOthersAlone() {
    Faults faults = new Faults(sound, 200, 6);

    assertThat(faults.document(1)).isEqualTo(sound.document(1));
    assertThat(faults.document(84)).isNotEqualTo(sound.document(84));
  }

  @Test
  void refusesToBreakMoreThanThereAre() {
    assertThatThrownBy(() -> new Faults(sound, 5, 6)).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> new Faults(sound, 0, 0)).isInstanceOf(UsageException.class);
  }
}
