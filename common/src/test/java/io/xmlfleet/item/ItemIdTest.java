package io.xmlfleet.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemIdTest {
  @Test
  void readsTheKeyThatItWrites() {
    ItemId item = new ItemId("20261124-nightly", 1_250);
    assertThat(ItemId.parse(item.key())).isEqualTo(item);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "run", "/1", "run/", "run/x", "run/-1", "a b/1", "run/1/x"})
  void refusesWhatIsNoKey(String key) {
    assertThatThrownBy(() -> ItemId.parse(key)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void adhocItemsOfDifferentPlacesDiffer() {
    assertThat(ItemId.adhoc(0, 7)).isNotEqualTo(ItemId.adhoc(1, 7));
    assertThat(ItemId.adhoc(500_000, (1L << 44) - 1).sequence()).isPositive();
    assertThat(ItemId.adhoc(0, 7).run()).isEqualTo("adhoc");
  }
}
