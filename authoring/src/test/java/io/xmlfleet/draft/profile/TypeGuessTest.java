package io.xmlfleet.draft.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeGuessTest {
  private static TypeGuess guess(String name, String... values) {
    ValueProfile profile = new ValueProfile(new Uniqueness.Memory(1_000));
    List.of(values).forEach(profile::add);
    return TypeGuess.of(profile, name, values.length);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true|false|true|bit",
        "0|1|1|int",
        "0|1|true|string(10)",
        "12|-7|99999999|int",
        "12|123456789|1|bigint",
        "12|123456789012345678|1|bigint",
        "12|1234567890123456789|1|string(50)",
        "007|12|13|string(10)",
        "+5|12|13|string(10)",
        "1.5|2|-3.25|decimal(18,4)",
        "1.5|12345678901234567890.5|3|decimal(26,3)",
        "1e5|2|3|string(10)",
        "1.9|1.10|1.11|string(10)",
        "1.10|2.0|3|string(10)",
        "2.0.1|2.0.2|3.1.0|string(10)",
        "1.50|2.00|13.75|decimal(18,4)",
        "1.0|2.25|3.5|decimal(18,4)",
        "5|5.50|12.95|decimal(18,4)",
        "-0.0|1.5|2.5|string(10)",
        "0000-01-01|2026-03-01|2026-03-02|string(20)",
        "2026-03-01T24:00:00|2026-03-01T10:00:00|2026-03-01T11:00:00|string(50)",
        "2026-03-01T10:00:00+15:00|2026-03-01T10:00:00Z|2026-03-01T11:00:00Z|string(50)",
        "2026-02-28|2026-03-01| 2026-03-02 |date",
        "2026-02-30|2026-03-01|2026-03-02|string(20)",
        "28.02.2026|01.03.2026|02.03.2026|date",
        "2026-02-28|2026-03-01T10:00:00|2026-03-02|string(50)",
        "2026-03-01T10:00:00|2026-03-01 10:00|2026-03-01T10:00:00.1234567|datetime",
        "2026-03-01T10:00:00Z|2026-03-01T10:00:00+01:00|2026-03-01T10:00:00Z|datetimeoffset",
        "2026-03-01T10:00:00Z|2026-03-01T10:00:00|2026-03-01T10:00:00|string(50)",
        "2026-03-01T10:00:00.12345678|2026-03-01T10:00:00|2026-03-01T10:00:00|string(50)",
        "10:00:00|11:30|12:00:00|time",
        "a|bcdefg|c|string(10)",
        "a|bcdefgh|c|string(20)",
      })
  void guessesTheTypeThatKeepsAllThatWasSeen(String a, String b, String c, String type) {
    assertThat(guess("x", a, b, c).type()).hasToString(type);
  }

  @Test
  void leavesCodesText() {
    assertThat(guess("ZipCode", "12345", "23456", "34567").type()).hasToString("string(10)");
    assertThat(guess("revision", "1.10", "1.20", "3.00").type()).hasToString("string(10)");
    assertThat(guess("version", "1.0", "2.0", "3.0").type()).hasToString("string(10)");
  }

  @Test
  void guessesNoTypeOfAFewValuesAmongMany() {
    ValueProfile profile = new ValueProfile(new Uniqueness.Memory(1_000));
    profile.add("1");
    assertThat(TypeGuess.of(profile, "x", 1).type()).hasToString("int");
    assertThat(TypeGuess.of(profile, "x", 100).type()).hasToString("string(10)");
  }

  @Test
  void givesLongTextsAllTheRoomThereIs() {
    assertThat(TypeGuess.string(2_666)).hasToString("string(4000)");
    assertThat(TypeGuess.string(2_668)).hasToString("string");
  }
}
