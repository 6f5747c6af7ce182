package io.xmlfleet.database.dialect.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.database.dialect.Narrowing;
import io.xmlfleet.database.dialect.UnfitValueException;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.ColumnType.Kind;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the bulk protocol is told, as far as it can be seen without a server. */
class BulkRowsTest {
  private static final Table TABLE =
      new Table(
          new TableId(null, "t"),
          List.of(
              new Column("short_text", ColumnType.string(20), true),
              new Column("long_text", ColumnType.string(0), true),
              new Column("amount", ColumnType.decimal(12, 2), true),
              new Column("day", ColumnType.of(Kind.DATE), true),
              new Column("hour", ColumnType.of(Kind.TIME), true),
              new Column("moment", ColumnType.of(Kind.DATETIME), true),
              new Column("instant", ColumnType.of(Kind.DATETIMEOFFSET), true),
              new Column("guid", ColumnType.of(Kind.UUID), true)),
          List.of(),
          List.of());

  @Test
  void handsRowsOnWithTemporalValuesAsTextThatNoLoginReadsDifferently() throws UnfitValueException {
    BulkRows rows =
        new BulkRows(
            new RowBatch(
                TABLE,
                List.of(
                    new Object[] {
                      "a",
                      "b",
                      new BigDecimal("1.5"),
                      LocalDate.of(2026, 3, 8),
                      LocalTime.of(2, 30),
                      LocalDateTime.of(2026, 3, 8, 2, 30, 0, 120_000_000),
                      OffsetDateTime.of(2026, 3, 8, 2, 30, 1, 100, ZoneOffset.ofHours(-3)),
                      new UUID(1, 2)
                    },
                    new Object[8])),
            new Narrowing[8]);

    assertThat(rows.next()).isTrue();
    assertThat(rows.getRowData())
        .containsExactly(
            "a",
            "b",
            new BigDecimal("1.50"),
            "2026-03-08",
            "02:30:00",
            "2026-03-08T02:30:00.12",
            "2026-03-08T02:30:01.0000001-03:00",
            "00000000-0000-0001-0000-000000000002");
    assertThat(rows.next()).isTrue();
    assertThat(rows.getRowData()).containsOnlyNulls().hasSize(8);
    assertThat(rows.next()).isFalse();
  }

  @Test
  void declaresTextsByTheirLength() throws UnfitValueException {
    BulkRows rows = new BulkRows(new RowBatch(TABLE, List.of()), new Narrowing[8]);

    assertThat(rows.getColumnOrdinals()).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(rows.getColumnType(1)).isEqualTo(Types.NVARCHAR);
    assertThat(rows.getPrecision(1)).isEqualTo(20);
    assertThat(rows.getColumnType(2)).isEqualTo(Types.LONGNVARCHAR);
    assertThat(rows.getPrecision(2)).isGreaterThan(4_000);
    assertThat(rows.getPrecision(3)).isEqualTo(12);
    assertThat(rows.getScale(3)).isEqualTo(2);
    assertThat(rows.next()).isFalse();
  }
}
