package io.xmlfleet.letter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {
  @Test
  void readsWhatItWrites() throws IOException {
    StringWriter out = new StringWriter();
    List<String> first = List.of("plain", "a, b", "say \"hello\"", "two\r\nlines", " ", "ä→");
    Csv.write(out, first);
    Csv.write(out, Arrays.asList(null, "", "x"));
    assertThat(read(out.toString())).containsExactly(first, List.of("", "", "x"));
  }

  @Test
  void quotesOnlyWhereItMust() throws IOException {
    StringWriter out = new StringWriter();
    Csv.write(out, Arrays.asList("a b", null, "c,d", "\""));
    assertThat(out).hasToString("a b,,\"c,d\",\"\"\"\"\r\n");
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
}
