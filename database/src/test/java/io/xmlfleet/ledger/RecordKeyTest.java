package io.xmlfleet.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordKeyTest {
  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "loans/, 0",
    "45001, 45001",
    "loans/application-000123.xml, 123",
    "2026/11/27/application-000123-v2.xml, 123",
    "2025/2026.xml, 2026",
    "a1b2, 2",
    "00000000000000000000000000042, 42",
    "9999999999999999999, 999999999999999999",
    "१२३, 0",
  })
  void sortsByTheLongestNumber(String recordId, long number) {
    assertThat(RecordKey.number(recordId)).isEqualTo(number);
  }

  @Property
  void keepsNeighboursSideBySide(@ForAll @IntRange(min = 0) int first, @ForAll boolean longer) {
    String prefix = longer ? "some/folder/" : "";
    byte[] one = RecordKey.of(new LedgerKey("loans", prefix + first + ".xml"));
    byte[] next = RecordKey.of(new LedgerKey("loans", prefix + (first + 1L) + ".xml"));

    assertThat(one).hasSize(RecordKey.BYTES);
    assertThat(Arrays.compareUnsigned(one, next)).isNegative();
  }

  @Property
  void tellsApartWhatIsNotTheSame(@ForAll String contract, @ForAll String recordId) {
    byte[] key = RecordKey.of(new LedgerKey(contract, recordId));

    assertThat(RecordKey.of(new LedgerKey(contract, recordId))).isEqualTo(key);
    assertThat(RecordKey.of(new LedgerKey(contract + "x", recordId))).isNotEqualTo(key);
    assertThat(RecordKey.of(new LedgerKey(contract, recordId + " "))).isNotEqualTo(key);
    assertThat(RecordKey.of(new LedgerKey(contract, "0" + recordId))).isNotEqualTo(key);
  }

  @Test
  void knowsWhereTheContractEnds() {
    assertThat(RecordKey.of(new LedgerKey("loans", "1.xml")))
        .isNotEqualTo(RecordKey.of(new LedgerKey("loan", "s1.xml")));
  }
}
