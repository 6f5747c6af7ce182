package io.xmlfleet.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.table.Column;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.ColumnType.Kind;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

class FlatRowTest {
  private final FlatRow flat =
      new FlatRow(
          new Table(
              new TableId(null, "t"),
              List.of(
                  new Column("id", ColumnType.of(Kind.BIGINT), false),
                  new Column("amount", ColumnType.decimal(12, 2), true),
                  new Column("day", ColumnType.of(Kind.DATE), true),
                  new Column("at", ColumnType.of(Kind.DATETIME), true),
                  new Column("text", ColumnType.string(20), true),
                  new Column("flag", ColumnType.of(Kind.BIT), true),
                  new Column("small", ColumnType.of(Kind.TINYINT), true)),
              List.of("id"),
              List.of()));

  @Test
  void unpacksWhatWasPacked() {
    Object[] row = {
      7L,
      new BigDecimal("12.30"),
      LocalDate.of(1970, 1, 11),
      LocalDateTime.of(1970, 1, 1, 0, 0, 2),
      "text",
      true,
      5
    };
    Struct struct = flat.unpack(flat.pack(row));
    assertThat(struct.get("id")).isEqualTo(7L);
    assertThat(struct.get("amount")).isEqualTo(new BigDecimal("12.30"));
    assertThat(struct.get("day")).isEqualTo(10);
    assertThat(struct.get("at")).isEqualTo(2_000_000L);
    assertThat(struct.get("text")).isEqualTo("text");
    assertThat(struct.get("flag")).isEqualTo(true);
    assertThat(struct.get("small")).isEqualTo((short) 5);
  }

  @Test
  void keepsWhatIsNotThere() {
    Struct struct = flat.unpack(flat.pack(new Object[] {7L, null, null, null, null, null, null}));
    assertThat(struct.get("text")).isNull();
    assertThat(struct.get("amount")).isNull();
  }
}
