package io.xmlfleet.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {
  @Test
  void nothingSteersATerminal() {
    assertThat(PlainText.oneLine("a\u001b[2Jb\nc\u202ed\u2028e\u0007f\u200f"))
        .isEqualTo("a [2Jb c d e f ");
    assertThat(PlainText.lines("a\u001b[2Jb\rc\td")).isEqualTo("a [2Jb c\td");
  }

  @Test
  void whatStandsBehindALineFeedIsNoLineOfItsOwn() {
    assertThat(PlainText.lines("no file x\nxmlfleet: all is well.xml\n\tat A\n  - b\n"))
        .isEqualTo("no file x\n  xmlfleet: all is well.xml\n\tat A\n  - b\n");
  }
}
