package io.xmlfleet.letter;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;

class FailurePlaceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MAPPING   | contract.yaml:28, /Application/Decision/@status → decision.status_id | decision     | status_id
          MAPPING   | contract.yaml:28, decision.status_id                                 | decision     | status_id
          MAPPING   | my, contract.yaml:28, /a/b → dbo.decision.status_id                  | dbo.decision | status_id
          INSERTION | contract.yaml:28, /a[@x = 'y, z']/b → decision.status_id             | decision     | status_id
          INSERTION | contact                                                              | contact      |
          INSERTION | dbo.contact                                                          | dbo.contact  |
          TIMEOUT   | dbo.contact                                                          | dbo.contact  |
          PARSING   | line 3, column 14                                                    |              |
          MAPPING   | line 3, column 14                                                    |              |
          VALIDATION| contract.yaml:12, /Application/@id                                   |              |
          UNKNOWN   | contact                                                              |              |
          """)
  void readsWhatTheFailureNames(Stage stage, String location, String table, String column) {
    assertThat(place(stage, location)).isEqualTo(new FailurePlace(table, column));
  }

  @ParameterizedTest
  @NullSource
  void isNowhereWithoutALocation(String location) {
    assertThat(place(Stage.MAPPING, location)).isEqualTo(FailurePlace.NONE);
  }

  @Test
  void isATableWithItsSchemaOrWithoutInAnyCase() {
    FailurePlace place = place(Stage.MAPPING, "c.yaml:1, dbo.contact.name");
    assertThat(place.isTable("dbo.Contact")).isTrue();
    assertThat(place.isTable("CONTACT")).isTrue();
    assertThat(place.isTable("dbo")).isFalse();
    assertThat(place.isColumn("NAME")).isTrue();
    assertThat(place.isColumn("contact")).isFalse();
    assertThat(FailurePlace.NONE.isTable("contact")).isFalse();
    assertThat(FailurePlace.NONE.isColumn("name")).isFalse();
  }

  private static FailurePlace place(Stage stage, String location) {
    return FailurePlace.of(
        Letters.of(new ItemId("r", 1), 1, new Failure(stage, "for some reason", location)));
  }
}
