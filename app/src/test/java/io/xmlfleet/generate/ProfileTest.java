package io.xmlfleet.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.generate.text.DocumentGenerator;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProfileTest {
  @ParameterizedTest
  @CsvSource({
    "APPLICATIONS, 2d827a2e3ae7626d",
    "PRODUCTION, 03bc86194281ae38",
    "SMALL, fc51b80cab5f1cd9",
  })
  void writesTheSameBytesForEver(Profile profile, String sha256) throws Exception {
    byte[] document = profile.generator(1).document(1);

    byte[] hash = MessageDigest.getInstance("SHA-256").digest(document);
    assertThat(HexFormat.of().formatHex(hash, 0, 8)).isEqualTo(sha256);
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void writesTheSameBytesInEveryLocale(Profile profile) {
    byte[] here = profile.generator(4).document(7);
    String name = profile.generator(4).fileName(7);
    Locale locale = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

      assertThat(profile.generator(4).document(7)).isEqualTo(here);
      assertThat(profile.generator(4).fileName(7)).isEqualTo(name);
    } finally {
      Locale.setDefault(locale);
    }
  }

  @Test
  void hasTheSizesOfProduction() {
    int[] sizes = sizes(Profile.PRODUCTION);

    assertThat(sizes[0]).isGreaterThanOrEqualTo(10_000);
    assertThat(sizes[sizes.length / 2]).isBetween(120_000, 140_000);
    assertThat(IntStream.of(sizes).average().orElseThrow()).isBetween(230_000.0, 270_000.0);
    assertThat(sizes[sizes.length - 1]).isBetween(1_500_000, 2 << 20);
  }

  @Test
  void keepsSmallOnesSmall() {
    int[] sizes = sizes(Profile.SMALL);

    assertThat(sizes[0]).isGreaterThanOrEqualTo(2_500);
    assertThat(sizes[sizes.length - 1]).isLessThanOrEqualTo(3_500);
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void refusesToBreakMoreThanThereAre(Profile profile) {
    assertThatThrownBy(() -> profile.generator(1, 5, 6)).isInstanceOf(UsageException.class);
  }

  private static int[] sizes(Profile profile) {
    DocumentGenerator documents = profile.generator(1);
    return IntStream.rangeClosed(1, 2_000)
        .map(number -> documents.document(number).length)
        .sorted()
        .toArray();
  }
}
