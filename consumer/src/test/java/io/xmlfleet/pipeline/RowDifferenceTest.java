package io.xmlfleet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.database.dialect.Narrowing;
import io.xmlfleet.database.dialect.TimeSteps;
import io.xmlfleet.database.dialect.UnfitValueException;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.ColumnType.Kind;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowDifferenceTest {
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 3, 1, 10, 15, 30, 5_000_000);

  @Test
  void comparesValuesAsADatabaseKeepsThem() {
    assertSame(Kind.DECIMAL, new BigDecimal("12.50"), new BigDecimal("12.5000"));
    assertSame(Kind.DECIMAL, new BigDecimal("0.00"), BigDecimal.ZERO);
    assertSame(Kind.DOUBLE, -0.0, 0.0);
    assertSame(Kind.STRING, "a", "a   ");
    assertSame(Kind.BINARY, new byte[] {1, 2}, new byte[] {1, 2});
    // SQL Server's datetime has .000, .003 and .007, and rounds the last one of a day up.
    assertSame(Kind.DATETIME, TIME, TIME.withNano(7_000_000));
    assertSame(
        Kind.DATETIME,
        LocalDateTime.of(2026, 3, 1, 23, 59, 59, 999_000_000),
        LocalDateTime.of(2026, 3, 2, 0, 0));
    assertSame(Kind.TIME, LocalTime.of(1, 2, 3, 123_456_789), LocalTime.of(1, 2, 3, 123_456_800));
    assertSame(
        Kind.DATETIMEOFFSET,
        TIME.atOffset(ZoneOffset.ofHours(2)),
        OffsetDateTime.of(TIME.minusHours(2), ZoneOffset.UTC));
  }

  @Test
  void comparesWhatANarrowerColumnKeeps() {
    Narrowing whole =
        value -> {
          if ((double) value > 100) {
            throw new UnfitValueException("column value", "keeps no number so large");
          }
          return Math.rint((double) value);
        };
    RowDifference difference =
        new RowDifference(
            table(Kind.DOUBLE, List.of("id")), TimeSteps.SQL_SERVER, new Narrowing[] {null, whole});

    assertThat(difference.between(row(7.25), row(7.0))).isNull();
    assertThat(difference.between(row(7.75), row(7.0)))
        .isEqualTo("1 row with other values in value");
    assertThat(difference.between(row(101), row(7.0)))
        .isEqualTo("1 row with other values in value");
  }

  private static List<Object[]> row(double value) {
    return List.<Object[]>of(new Object[] {1, value});
  }

  @Test
  void seesWhatIsAnotherValue() {
    assertOther(Kind.STRING, "a", " a");
    assertOther(Kind.STRING, "a", "A");
    assertOther(Kind.STRING, "", null);
    assertOther(Kind.DATETIME, TIME, TIME.plusNanos(10_000_000));
    assertOther(Kind.TIME, LocalTime.of(1, 2, 3), LocalTime.of(1, 2, 3, 100));
    assertOther(Kind.DECIMAL, new BigDecimal("1.1"), new BigDecimal("1.11"));
  }

  @Test
  void countsRowsWithoutAKeyAsOftenAsTheyAreThere() {
    RowDifference difference =
        new RowDifference(table(Kind.INT, List.of()), TimeSteps.SQL_SERVER, new Narrowing[2]);

    assertThat(difference.between(rows(1, 1, 2), rows(2, 1, 1))).isNull();
    assertThat(difference.between(rows(1, 1, 2), rows(1, 2, 3)))
        .isEqualTo("1 row missing, 1 row not of this document");
  }

  @Test
  void takesWhatTheDatabaseHasForANullThatIsItsDefault() {
    Column id = new Column("id", ColumnType.of(Kind.INT), false);
    Column value = new Column("value", ColumnType.of(Kind.INT), true, false, true);
    Table table = new Table(new TableId(null, "t"), List.of(id, value), List.of("id"), List.of());
    RowDifference difference = new RowDifference(table, TimeSteps.SQL_SERVER, new Narrowing[2]);
    List<Object[]> stored = List.<Object[]>of(new Object[] {1, 7});

    assertThat(difference.between(List.<Object[]>of(new Object[] {1, null}), stored)).isNull();
    assertThat(difference.between(List.<Object[]>of(new Object[] {1, 8}), stored))
        .isEqualTo("1 row with other values in value");
  }

  private static void assertSame(Kind kind, Object mapped, Object stored) {
    assertThat(difference(kind, mapped, stored)).as(kind.name()).isNull();
  }

  private static void assertOther(Kind kind, Object mapped, @Nullable Object stored) {
    assertThat(difference(kind, mapped, stored))
        .as(kind.name())
        .isEqualTo("1 row with other values in value");
  }

  private static @Nullable String difference(Kind kind, Object mapped, @Nullable Object stored) {
    List<Object[]> before = new ArrayList<>();
    before.add(new Object[] {1, mapped});
    List<Object[]> after = new ArrayList<>();
    after.add(new Object[] {1, stored});
    return new RowDifference(table(kind, List.of("id")), TimeSteps.SQL_SERVER, new Narrowing[2])
        .between(before, after);
  }

  private static List<Object[]> rows(int... values) {
    List<Object[]> rows = new ArrayList<>();
    for (int value : values) {
      rows.add(new Object[] {1, value});
    }
    return rows;
  }

  private static Table table(Kind kind, List<String> key) {
    return new Table(
        new TableId(null, "t"),
        List.of(
            new Column("id", ColumnType.of(Kind.INT), false),
            new Column("value", ColumnType.of(kind), true)),
        key,
        List.of());
  }
}
