package io.xmlfleet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowMergeTest {
  private static final Table PARENT = Items.table("parent");
  private static final Table CHILD = Items.table("child");
  private static final Table GRANDCHILD = Items.table("grandchild");

  @Test
  void writesParentsBeforeChildrenWhicheverDocumentBringsThem() {
    PreparedItem one = item(1, batch(PARENT, 1), batch(GRANDCHILD, 2));
    PreparedItem two = item(2, batch(PARENT, 3), batch(CHILD, 4), batch(GRANDCHILD, 5));
    List<RowBatch> merged =
        RowMerge.merge(
            List.of(one, two),
            Map.of(one, (Mapped.Rows) one.mapped(), two, (Mapped.Rows) two.mapped()));

    assertThat(merged)
        .extracting(RowBatch::toString)
        .containsExactly("parent x 2", "child x 1", "grandchild x 2");
  }

  private static PreparedItem item(long sequence, RowBatch... batches) {
    LoadedContract contract =
        new LoadedContract(
            "family", "1", List.of(PARENT.id(), CHILD.id(), GRANDCHILD.id()), Items.ONE_ROW);
    return new PreparedItem(
        Items.received(sequence, "file-" + sequence, ""),
        contract,
        Items.rows(batches),
        Items.NOW,
        Duration.ZERO);
  }

  private static RowBatch batch(Table table, Object value) {
    return new RowBatch(table, List.<Object[]>of(Items.row(value)));
  }
}
