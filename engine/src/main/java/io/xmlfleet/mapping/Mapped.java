package io.xmlfleet.mapping;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.table.LoadTime;
import io.xmlfleet.table.RowBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a contract made of a document. */
public sealed interface Mapped {
  /**
   * Its rows.
   *
   * @param appId the application id inside the document, where the contract names one
   * @param batches one a table that got rows, in the contract's order
   * @param insertionFailure why no database takes them: a column passes its text on as it is; null:
   *     nothing is known against them
   * @param mayBeEmpty whether it is loaded without a row too
   */
  record Rows(
      @Nullable String appId,
      List<RowBatch> batches,
      @Nullable Failure insertionFailure,
      boolean mayBeEmpty)
      implements Mapped {
    public Rows {
      batches = List.copyOf(batches);
    }

    public Rows(@Nullable String appId, List<RowBatch> batches) {
      this(appId, batches, null, false);
    }

    /**
     * Why it is not loaded all the same: it has no row, or {@code insertionFailure}; null: it is.
     */
    public @Nullable Failure rejection() {
      return insertionFailure == null
              && !mayBeEmpty
              && batches.stream().allMatch(batch -> batch.size() == 0)
          ? Failure.of(Stage.INSERTION, "the document maps to no row")
          : insertionFailure;
    }

    /** The same with this time where {@link LoadTime} stands for it. */
    public Rows loadedAt(Instant time) {
      List<RowBatch> loaded = batches.stream().map(batch -> loadedAt(batch, time)).toList();
      return new Rows(appId, loaded, insertionFailure, mayBeEmpty);
    }

    /** Either all rows of a table have one in a column, or none has. */
    private static RowBatch loadedAt(RowBatch batch, Instant time) {
      RowBatch loaded = batch;
      Object[] first = batch.size() == 0 ? new Object[0] : batch.rows().get(0);
      for (int i = 0; i < first.length; i++) {
        if (first[i] == LoadTime.LOADED_AT) {
          loaded = with(loaded, i, LoadTime.of(time, batch.table().columns().get(i).type().kind()));
        }
      }
      return loaded;
    }

    private static RowBatch with(RowBatch batch, int column, Object value) {
      List<Object[]> rows = new ArrayList<>(batch.size());
      for (Object[] row : batch.rows()) {
        Object[] copy = row.clone();
        copy[column] = value;
        rows.add(copy);
      }
      return new RowBatch(batch.table(), rows);
    }

    /** Rows by table, in the contract's order. */
    public Map<String, Long> counts() {
      Map<String, Long> counts = new LinkedHashMap<>();
      batches.forEach(
          batch -> counts.merge(batch.table().id().toString(), (long) batch.size(), Long::sum));
      return counts;
    }
  }

  /** Why there are none. */
  record Rejected(@Nullable String appId, Failure failure) implements Mapped {}
}
