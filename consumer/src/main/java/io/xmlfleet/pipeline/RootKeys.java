package io.xmlfleet.pipeline;

import io.xmlfleet.database.DatabaseFailureException;
import io.xmlfleet.database.dialect.FailureKind;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.table.KeyPath;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.StandIn;
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
          Object[] key = IntStream.of(ordinals).mapToObj(ordinal -> row[ordinal]).toArray();
          requireKnown(reach, key);
          keys.add(key);
        }
      }
    }
    return keys;
  }

  /** The contract has not said what the column refers to, or rows would be found through that. */
  private static void requireKnown(KeyPath reach, Object[] key) {
    for (int i = 0; i < key.length; i++) {
      if (key[i] instanceof StandIn) {
        throw new DatabaseFailureException(
            FailureKind.DATA,
            reach.root(),
            "table "
                + reach.root()
                + ": no row is found by "
                + reach.bound().get(i)
                + ", which the database alone knows: say in the table's foreign-keys what it refers"
                + " to, or give the table a natural-key",
            null);
      }
    }
  }
}
