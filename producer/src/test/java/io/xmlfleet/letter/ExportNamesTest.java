package io.xmlfleet.letter;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.DeadLetter;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportNamesTest {
  @ParameterizedTest
  @CsvSource({
    "monday, 84, /in/application-000084.xml, monday+84+application-000084.xml",
    "monday, 1, table-key-7, monday+1+table-key-7.xml",
    "monday, 1, C:\\in\\a.XML, monday+1+a.xml",
    "monday, 1, in/straße 7.xml, monday+1+stra_e_7.xml",
    "monday, 1, in/, monday+1+.xml",
    ".hidden, 1, a, _.hidden+1+a.xml",
    "-rf, 1, a, _-rf+1+a.xml"
  })
  void saysRunNumberAndDocument(String run, long number, String record, String name) {
    assertThat(name(run, number, record)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc/passwd",
        "..",
        "/",
        "a\0b",
        "con",
        "a\nb",
        "x:y*z?\"<>|",
        "..\\..\\windows",
        "=cmd()",
        ""
      })
  void leadsOutOfNoFolder(String record) {
    String name = name("r", 1, record);
    assertThat(name).matches("[A-Za-z0-9][A-Za-z0-9._+-]*\\.xml");
    assertThat(name("..", 1, record)).startsWith("_..+1+");
  }

  @Test
  void isNotTooLongForAnyFileSystem() {
    assertThat(name("R".repeat(100), Long.MAX_VALUE, "é".repeat(5_000)).length()).isLessThan(210);
  }

  @Test
  void tellsItemsApartAlsoWithoutCapitals() {
    Set<String> names = new HashSet<>();
    List<String> all =
        List.of(
            name("a", 1, "x"),
            name("A", 1, "x"),
            name("a", 11, "x"),
            name("a1", 1, "x"),
            name("aA", 2, "x"),
            name("Aa", 2, "x"),
            name("AA", 2, "x"),
            name("_a", 1, "x"));
    all.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    assertThat(names).hasSameSizeAs(all);
  }

  private static String name(String run, long number, String record) {
    return ExportNames.of(
        DeadLetter.of(new ItemId(run, number), record)
            .failure(Failure.of(Stage.PARSING, "bad"))
            .worker("w")
            .failedAt(Instant.EPOCH)
            .build());
  }
}
