package io.xmlfleet.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalSizeTest {
  @Test
  void readsLinesThenColumns() {
    assertThat(TerminalSize.parse("40 132\n")).contains(new TerminalSize(132, 40));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0 0\n", "24 0", "24", "x y", "-1 80", "999999 80"})
  void takesNothingElse(String text) {
    assertThat(TerminalSize.parse(text)).isEmpty();
  }

  @Test
  void goesByTheEnvironmentElse() {
    assertThat(TerminalSize.of(Map.of("COLUMNS", "100", "LINES", "30")))
        .isEqualTo(new TerminalSize(100, 30));
    assertThat(TerminalSize.of(Map.of("COLUMNS", "wide", "LINES", "0")))
        .isEqualTo(new TerminalSize(80, 24));
    assertThat(TerminalSize.of(Map.of())).isEqualTo(new TerminalSize(80, 24));
  }
}
