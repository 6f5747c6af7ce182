package io.xmlfleet.cli.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationConverterTest {
  private final DurationConverter converter = new DurationConverter();

  @Test
  void readsNumbersWithTheirUnit() {
    assertThat(converter.convert("5ms")).isEqualTo(Duration.ofMillis(5));
    assertThat(converter.convert("2s")).isEqualTo(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "ms", "-5ms", "5 ms", "1.5s", "12345678901s"})
  void refusesAllElse(String text) {
    assertThatThrownBy(() -> converter.convert(text)).hasMessageContaining("as in 5ms or 2s");
  }
}
