package io.xmlfleet.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {
  @Test
  void readsWhatItWrites() throws IOException {
    List<String> first = List.of("plain", "a, b", "say \"hello\"", "two\r\nlines", " ", "ä→");
    String text = Csv.line(first) + "\r\n" + Csv.line(Arrays.asList(null, "", "x"));
    assertThat(read(text)).containsExactly(first, List.of("", "", "x"));
  }

  @Test
  void quotesOnlyWhereItMust() {
    assertThat(Csv.line(Arrays.asList("a b", null, "c,d", "\"", "")))
        .isEqualTo("a b,,\"c,d\",\"\"\"\",\"\"");
  }

  @Test
  void leavesValuesAsTheyAreWhateverASpreadsheetMakesOfThem() {
    assertThat(Csv.line(List.of("=1+1", "+1", "-1", "@a"))).isEqualTo("=1+1,+1,-1,@a");
  }

  @Test
  void readsLinesHoweverTheyEnd() throws IOException {
    assertThat(read("a,b\nc\r\n\"d\"\re"))
        .containsExactly(List.of("a", "b"), List.of("c"), List.of("d"), List.of("e"));
    assertThat(read("a,\n")).containsExactly(List.of("a", ""));
    assertThat(read("\"never closed")).containsExactly(List.of("never closed"));
    assertThat(read("")).isEmpty();
  }

  private static List<List<String>> read(String text) throws IOException {
    List<List<String>> lines = new ArrayList<>();
    try (BufferedReader in = new BufferedReader(new StringReader(text))) {
      for (List<String> line = Csv.read(in); line != null; line = Csv.read(in)) {
        lines.add(line);
      }
    }
    return lines;
  }

  @Test
  void showsNoFormulaAndNothingThatSteersATerminal() {
    for (String formula : List.of("=1+1", "+1", "-r/1", "@SUM(A1)", "\t=cmd()", "\uFF1D1")) {
      assertThat(Csv.shown(formula)).startsWith("'");
      assertThat(Csv.meant(Csv.shown(formula))).isEqualTo(PlainText.oneLine(formula));
    }
    assertThat(Csv.shown("a\u001B[31m\r\nb\u202E\u009B")).isEqualTo("a [31m  b  ");
    for (String plain : List.of("", "a=b", "''", "r-1/2", "größe")) {
      assertThat(Csv.shown(plain)).isEqualTo(plain);
      assertThat(Csv.meant(plain)).isEqualTo(plain);
    }
    assertThat(Csv.shown(null)).isNull();
  }
}
