package io.xmlfleet.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlPlaceTest {
  private static final String ABOVE =
      """
      xmlfleet: 1
      root: Order
      enums:
        state: { values: { a: b } }
      tables:
        - table: orders
          columns:
            - { column: no, type: int, from: /Order/@no }
        - table: item
          rows: { each: /Order/Item } # a comment: with a colon
          columns:
            - column: text
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`ro` | `` | key | `ro`",
        "`root: Or` | root | value | `Or`",
        "`        ty` | `tables [] columns []` | key | ty",
        "`        type: ` | `tables [] columns [] type` | value | ``",
        "`      - { co` | `tables [] columns []` | key | co",
        "`      - { column: x, from: ` | `tables [] columns [] from` | value | ``",
        "`      - { column: x, from: B/` | `tables [] columns [] from` | value | `B/`",
        "`      - { column: x, from: \"B` | `tables [] columns [] from` | value | `B`",
        "`      - { column: x, convert: [upper, tr` | `tables [] columns [] convert []` | value | tr",
        "`      - { column: x, convert: [upper], ` | `tables [] columns []` | key | ``",
        "`      - ` | `tables [] columns []` | key | ``",
        "`    ke` | `tables []` | key | ke",
        "`    key: [a, ` | `tables [] key []` | value | ``",
        "`  - ta` | `tables []` | key | ta",
      })
  void tellsWhereSomebodyWrites(String line, String path, String what, String typed) {
    String text = ABOVE + line;
    YamlPlace place = YamlPlace.at(text, text.length());

    assertThat(String.join(" ", place.path())).isEqualTo(path == null ? "" : path);
    assertThat(place.key()).isEqualTo(what.equals("key"));
    assertThat(text.substring(place.from())).isEqualTo(typed == null ? "" : typed);
  }

  @ParameterizedTest
  @CsvSource({"'      - { column: x, from: ',/Order/Item", "'  - table: other',"})
  void knowsTheElementsOfTheTable(String line, String each) {
    String text = ABOVE + line;

    assertThat(YamlPlace.at(text, text.length()).each()).isEqualTo(each);
  }
}
