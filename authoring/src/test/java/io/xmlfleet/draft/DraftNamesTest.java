package io.xmlfleet.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DraftNamesTest {
  @ParameterizedTest
  @CsvSource({
    "groupId, group_id",
    "URLPath, url_path",
    "IBAN, iban",
    "address2Line, address2_line",
    "odd-name.x_1, odd_name_x_1",
    "Größe, große",
    "_, x",
    "_7days, n7days",
  })
  void writesNamesInSnakeCase(String name, String snake) {
    assertThat(SnakeCase.of(name)).isEqualTo(snake);
  }

  @Test
  void takesTheShortestEndOfAPathThatIsFree() {
    NamePool names = new NamePool(60, List.of("record_id"));

    assertThat(names.take(List.of("customer", "name"), 1)).isEqualTo("name");
    assertThat(names.take(List.of("customer", "name"), 1)).isEqualTo("customer_name");
    assertThat(names.take(List.of("customer", "name"), 1)).isEqualTo("customer_name_2");
    assertThat(names.take(List.of("record_id"), 2)).isEqualTo("record_id_2");
  }

  @Test
  void avoidsWordsThatAQueryHasToQuote() {
    NamePool names = new NamePool(60, List.of());

    assertThat(names.take(List.of("item", "value"), 1)).isEqualTo("item_value");
    assertThat(names.take(List.of("order"), 1)).isEqualTo("orders");
    assertThat(names.take(List.of("group"), 1)).isEqualTo("group_1");
  }

  @Test
  void shortensToWholeWords() {
    String name = SnakeCase.joined(List.of("a".repeat(30), "b".repeat(30), "c".repeat(20)), 60);

    assertThat(name).isEqualTo("b".repeat(30) + "_" + "c".repeat(20));
    assertThat(SnakeCase.joined(List.of("d".repeat(99)), 60)).hasSize(60);
  }
}
