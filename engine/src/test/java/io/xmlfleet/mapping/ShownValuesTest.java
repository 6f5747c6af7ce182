package io.xmlfleet.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.table.GeneratedKey;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;

class ShownValuesTest {
  @Test
  void numbersStayNumbersAndAllElseIsText() {
    assertThat(ShownValues.json(null)).isNull();
    assertThat(ShownValues.json(7L)).isEqualTo(7L);
    assertThat(ShownValues.json(true)).isEqualTo(1);
    assertThat(ShownValues.json(false)).isEqualTo(0);
    assertThat(ShownValues.json(0.1)).isEqualTo(new BigDecimal("0.1"));
    assertThat(ShownValues.json("text")).isEqualTo("text");
    assertThat(ShownValues.json(new byte[] {1, 2, 3})).isEqualTo("AQID");
    assertThat(ShownValues.json(new GeneratedKey())).isEqualTo("(made by the database)");
  }

  @Test
  void timesHaveSeconds() {
    assertThat(ShownValues.json(LocalDate.of(2026, 3, 1))).isEqualTo("2026-03-01");
    assertThat(ShownValues.json(LocalTime.of(10, 15))).isEqualTo("10:15:00");
    assertThat(ShownValues.json(LocalDateTime.of(2026, 3, 1, 10, 15)))
        .isEqualTo("2026-03-01T10:15:00");
    assertThat(ShownValues.json(OffsetDateTime.parse("2026-03-01T10:15+02:00")))
        .isEqualTo("2026-03-01T10:15:00+02:00");
  }

  @Test
  void textHasNoExponents() {
    assertThat(ShownValues.text(null)).isEqualTo("NULL");
    assertThat(ShownValues.text(new BigDecimal("1E+3"))).isEqualTo("1000");
    assertThat(ShownValues.text(1e20)).isEqualTo("100000000000000000000");
    assertThat(ShownValues.text(true)).isEqualTo("1");
    assertThat(ShownValues.text("text")).isEqualTo("text");
  }
}
