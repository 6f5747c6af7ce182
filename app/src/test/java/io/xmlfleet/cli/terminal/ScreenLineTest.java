package io.xmlfleet.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.terminal.ScreenLine.Look;
import io.xmlfleet.text.PlainText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine.Help.Ansi;

class ScreenLineTest {
  @ParameterizedTest
  @CsvSource({"abcdef, 6, abcdef", "abcdef, 5, abcd…", "abcdef, 1, …", "abcdef, 0, ''"})
  void cutsWhatIsTooWide(String text, int columns, String shown) {
    assertThat(ScreenLine.cut(text, columns)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"abcdef, 6, abcdef", "abcdef, 5, …cdef", "abcdef, 1, …", "abcdef, 0, ''"})
  void cutsNamesAtTheirFront(String text, int columns, String shown) {
    assertThat(ScreenLine.cutFront(text, columns)).isEqualTo(shown);
  }

  @Test
  void countsCharactersNotTheirHalves() {
    assertThat(ScreenLine.cut("😀😀😀", 3)).isEqualTo("😀😀😀");
    assertThat(ScreenLine.cut("😀😀😀", 2)).isEqualTo("😀…");
    assertThat(ScreenLine.cutFront("😀😀😀", 2)).isEqualTo("…😀");
  }

  @Test
  void takesOutWhatSteersATerminal() {
    String hostile = "a\u001b[2Jb\rc\nd\u009b31me\u0007f\u202eg\u2028h\ud83di\u007f";

    assertThat(ScreenLine.plain(hostile).shown(80, Ansi.ON)).isEqualTo("a [2Jb c d 31me f g h i ");
  }

  @Test
  void keepsWhatPeopleWrite() {
    assertThat(PlainText.oneLine("Größe 漢字 😀 @|red x|@")).isEqualTo("Größe 漢字 😀 @|red x|@");
  }

  @Test
  void coloursAfterCutting() {
    assertThat(new ScreenLine("failed 12", Look.BAD).shown(7, Ansi.ON))
        .isEqualTo("\u001b[31mfailed…\u001b[0m");
    assertThat(new ScreenLine("", Look.BAD).shown(7, Ansi.ON)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Look.class)
  void isPlainWithoutColours(Look look) {
    assertThat(new ScreenLine("text", look).shown(80, Ansi.OFF)).isEqualTo("text");
  }
}
