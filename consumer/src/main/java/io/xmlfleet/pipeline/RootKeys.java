package io.xmlfleet.pipeline;

import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.table.Column;
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
        int[] ordinals = ordinals(batch.table().columns(), reach.bound());
        for (Object[] row : batch.rows()) {
          keys.add(IntStream.of(ordinals).mapToObj(ordinal -> row[ordinal]).toArray());
        }
      }
    }
    return keys;
  }

  private static int[] ordinals(List<Column> columns, List<String> names) {
    return names.stream().mapToInt(name -> ordinal(columns, name)).toArray();
  }

  static int ordinal(List<Column> columns, String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("there is no column " + name);
  }
}
