package io.xmlfleet.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Stage;
import io.xmlfleet.generate.Profile;
import io.xmlfleet.generate.text.DocumentGenerator;
import io.xmlfleet.mapping.Mapped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Generated documents by the contracts that come with them. */
class GeneratedProfilesTest {
  private static final int DOCUMENTS = 300;

  @Test
  void fillsElevenTablesOfProduction() {
    SampleContract contract = contract(Profile.PRODUCTION);
    DocumentGenerator documents = Profile.PRODUCTION.generator(1);
    for (long number = 1; number <= DOCUMENTS; number++) {
      Mapped.Rows rows = contract.rows(documents.document(number), "document " + number);

      assertThat(rows.counts()).hasSize(11);
      assertThat(rows.counts().values().stream().mapToLong(Number::longValue).sum())
          .isBetween(11L, 60L);
    }
  }

  @Test
  void makesOneRowOfASmallDocument() {
    SampleContract contract = contract(Profile.SMALL);
    DocumentGenerator documents = Profile.SMALL.generator(1);
    for (long number = 1; number <= DOCUMENTS; number++) {
      Mapped.Rows rows = contract.rows(documents.document(number), "document " + number);

      assertThat(Map.copyOf(rows.counts()).toString()).isEqualTo("{payment=1}");
    }
  }

  @ParameterizedTest
  @EnumSource(value = Profile.class, names = "APPLICATIONS", mode = EnumSource.Mode.EXCLUDE)
  void givesEveryRowAKeyOfItsOwn(Profile profile) {
    SampleContract contract = contract(profile);
    Set<String> keys = new HashSet<>();
    for (long number = 1; number <= DOCUMENTS; number++) {
      byte[] document = profile.generator(2).document(number);
      contract.rows(document, "document").batches().stream()
          .forEach(
              batch ->
                  SampleContract.keys(batch)
                      .forEach(
                          key -> assertThat(keys.add(batch.table().id() + " " + key)).isTrue()));
    }
  }

  @Test
  void breaksLoanFilesInEveryWay() {
    // The fifth is refused by the database: two fees of one key.
    assertThat(failures(Profile.PRODUCTION, 5))
        .containsExactly(Stage.VALIDATION, Stage.PARSING, Stage.MAPPING, Stage.VALIDATION);
    byte[] last = Profile.PRODUCTION.generator(3, 5, 5).document(5);
    contract(Profile.PRODUCTION).rows(last, "last").batches().stream()
        .filter(batch -> batch.table().id().toString().equals("fee"))
        .forEach(
            batch ->
                assertThat(new HashSet<>(SampleContract.keys(batch)))
                    .hasSize(batch.rows().size() - 1));
  }

  @Test
  void breaksPaymentNoticesInEveryWay() {
    assertThat(failures(Profile.SMALL, 4))
        .containsExactly(Stage.VALIDATION, Stage.PARSING, Stage.MAPPING, Stage.VALIDATION);
  }

  private static List<Stage> failures(Profile profile, int broken) {
    SampleContract contract = contract(profile);
    List<Stage> stages = new ArrayList<>();
    for (long number = 1; number <= broken; number++) {
      byte[] document = profile.generator(3, broken, broken).document(number);
      if (contract.map(document, "document") instanceof Mapped.Rejected refused) {
        stages.add(refused.failure().stage());
      }
    }
    return stages;
  }

  private static SampleContract contract(Profile profile) {
    return SampleContract.of(profile.contract().orElseThrow());
  }
}
