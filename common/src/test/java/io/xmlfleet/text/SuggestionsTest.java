package io.xmlfleet.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {
  @ParameterizedTest
  @CsvSource({"colums, columns", "COLUMNS, columns", "wher, where", "tbale, table"})
  void takeTheNearestWord(String written, String meant) {
    List<String> known = List.of("table", "columns", "where", "key");
    assertThat(Suggestions.hint(written, known)).isEqualTo("; did you mean \"" + meant + "\"?");
  }

  @Test
  void tellTheKnownWordsWhereNoneIsNear() {
    assertThat(Suggestions.hint("colour", List.of("a", "b"))).isEqualTo("; known: a, b");
    assertThat(Suggestions.near("colour", List.of("a", "b"))).isEmpty();
    assertThat(Suggestions.hint("colour", List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/Order/Lines/Lin, /Order/Lines/Line",
    "/order/lines/line, /Order/Lines/Line",
    "/Order/Line/Price, /Order/Lines/Line/Price",
    "/Order/Lines/Line/Price/@curency, /Order/Lines/Line/Price/@currency",
    "/Order/Lines/Group/Line, /Order/Lines/Line",
    "/Order/Lines/Line/Price/@id, ''",
    "/Order/@currency, ''",
    "/Ordr/Lines/Lin, ''",
    "/Order//Line, ''",
    "/Order/Lines/*, ''",
  })
  void takeThePathThatIsSpeltAlikeOrAStepAway(String written, String meant) {
    List<String> known =
        List.of(
            "/Order",
            "/Order/Lines",
            "/Order/Lines/Line",
            "/Order/Lines/Line/Price",
            "/Order/Lines/Line/Price/@currency",
            "/Order/@no");
    assertThat(Suggestions.path(written, known))
        .isEqualTo(meant.isEmpty() ? "" : "; did you mean \"" + meant + "\"?");
  }
}
