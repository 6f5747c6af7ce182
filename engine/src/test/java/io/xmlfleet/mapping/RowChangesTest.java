package io.xmlfleet.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.table.Column;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.ColumnType.Kind;
import io.xmlfleet.table.GeneratedKey;
import io.xmlfleet.table.Lookup;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowChangesTest {
  private static final Column NO = column("no", Kind.INT);
  private static final Column VALUE = column("value", Kind.DECIMAL);
  private static final Table KEYED = table(List.of("no"), NO, VALUE);
  private static final Table UNKEYED = table(List.of(), NO, VALUE);

  private static Column column(String name, Kind kind) {
    return new Column(
        name, kind == Kind.DECIMAL ? ColumnType.decimal(9, 2) : ColumnType.of(kind), true);
  }

  private static Table table(List<String> key, Column... columns) {
    return new Table(new TableId(null, "t"), List.of(columns), key, List.of());
  }

  private static RowBatch rows(Table table, Object[]... rows) {
    return new RowBatch(table, List.of(rows));
  }

  private static Object[] row(Object... values) {
    return values;
  }

  private static List<String> texts(RowChanges changes) {
    return changes.cells().stream()
        .map(cell -> cell.column() + cell.row() + ": " + cell.before() + " → " + cell.after())
        .toList();
  }

  @Test
  void findsNothingInRowsThatAreTheSame() {
    RowChanges changes =
        RowChanges.between(
            rows(KEYED, row(1, new BigDecimal("10.50")), row(2, new BigDecimal("0.00"))),
            rows(KEYED, row(1L, new BigDecimal("10.5")), row(2, 0)));

    assertThat(changes.isEmpty()).as("whatever their scale and class").isTrue();
    assertThat(changes.rowsBefore()).isEqualTo(2);
    assertThat(changes.rowsAfter()).isEqualTo(2);
  }

  @Test
  void holdsRowsAgainstEachOtherByTheirKey() {
    RowChanges changes =
        RowChanges.between(
            rows(KEYED, row(1, 10), row(2, 20), row(3, 30)),
            rows(KEYED, row(4, 40), row(3, 31), row(1, 10)));

    assertThat(changes.gone()).containsExactly(2);
    assertThat(changes.added()).containsExactly(1);
    assertThat(texts(changes)).containsExactly("value2: 30 → 31");
    assertThat(changes.isEmpty()).isFalse();
  }

  @Test
  void holdsRowsAgainstEachOtherByTheirOrderWhereNoKeyTellsThemApart() {
    assertThat(texts(RowChanges.between(rows(UNKEYED, row(1, 10)), rows(UNKEYED, row(2, 10)))))
        .as("no key")
        .containsExactly("no1: 1 → 2");
    assertThat(texts(RowChanges.between(rows(KEYED, row(1, 10)), rows(UNKEYED, row(2, 10)))))
        .as("another key")
        .containsExactly("no1: 1 → 2");
    RowBatch twice = rows(KEYED, row(1, 10), row(1, 20));
    RowBatch once = rows(KEYED, row(2, 10), row(1, 20));
    assertThat(texts(RowChanges.between(twice, once))).containsExactly("no1: 1 → 2");
    assertThat(texts(RowChanges.between(once, twice))).containsExactly("no1: 2 → 1");
  }

  @Test
  void rowsOfOneSideAreGoneOrAdded() {
    RowBatch two = rows(KEYED, row(1, 10), row(2, 20));

    RowChanges gone = RowChanges.between(two, null);
    assertThat(gone.gone()).containsExactly(1, 2);
    assertThat(gone.added()).isEmpty();
    assertThat(gone.isEmpty()).isFalse();
    RowChanges added = RowChanges.between(null, two);
    assertThat(added.added()).containsExactly(1, 2);
    assertThat(added.gone()).isEmpty();
    assertThat(added.isEmpty()).isFalse();
    assertThat(RowChanges.between(rows(UNKEYED, row(1, 1), row(2, 2)), rows(UNKEYED, row(1, 1))))
        .returns(List.of(2), RowChanges::gone)
        .returns(List.of(), RowChanges::cells);
    assertThat(RowChanges.between(null, null).isEmpty()).isTrue();
  }

  @Test
  void aColumnThatOneOfThemLacksIsNullThere() {
    Table more = table(List.of("no"), NO, column("more", Kind.INT), VALUE);

    assertThat(texts(RowChanges.between(rows(KEYED, row(1, 10)), rows(more, row(1, 7, 10)))))
        .containsExactly("more1: null → 7");
    assertThat(texts(RowChanges.between(rows(more, row(1, 7, 10)), rows(KEYED, row(1, 10)))))
        .containsExactly("more1: 7 → null");
    Object[] nothing = row(1, null, 10);
    assertThat(texts(RowChanges.between(rows(more, nothing), rows(KEYED, row(1, 10))))).isEmpty();
  }

  @Test
  void comparesBytesByTheirContentAndWhatTheDatabaseMakesAsTheSame() {
    Table table = table(List.of(), column("bytes", Kind.BINARY), NO, column("of", Kind.INT));
    Lookup lookup = new Lookup(new TableId(null, "p"), List.of(NO), NO, Lookup.OnMissing.REJECT);
    Object[] before =
        row(new byte[] {1, 2}, new GeneratedKey(), new Lookup.Value(lookup, List.of(7)));
    Object[] same =
        row(new byte[] {1, 2}, new GeneratedKey(), new Lookup.Value(lookup, List.of(7L)));
    Object[] other = row(new byte[] {1, 3}, 5, new Lookup.Value(lookup, List.of(8)));

    assertThat(RowChanges.between(rows(table, before), rows(table, same)).isEmpty()).isTrue();
    assertThat(RowChanges.between(rows(table, before), rows(table, other)).cells())
        .extracting(RowChanges.Cell::column)
        .isEqualTo(Arrays.asList("bytes", "no", "of"));
  }
}
