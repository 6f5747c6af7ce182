package io.xmlfleet.pipeline;

import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.table.KeyPath;
import io.xmlfleet.table.RowBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The keys of a document's rows in a root table, as its mapped rows have them. */
final class RootKeys {
  private RootKeys() {}

  /** One a row of the root that the reach starts from; values of {@link KeyPath#bound}. */
  static List<Object[]> of(PreparedItem item, KeyPath reach) {
    List<Object[]> keys = new ArrayList<>();
    for (RowBatch batch : ((Mapped.Rows) item.mapped()).batches()) {
      if (batch.table().id().equals(reach.root())) {
        int[] ordinals = reach.bound().stream().mapToInt(batch.table()::ordinal).toArray();
        for (Object[] row : batch.rows()) {
          keys.add(IntStream.of(ordinals).mapToObj(ordinal -> row[ordinal]).toArray());
        }
      }
    }
    return keys;
  }
}
