package io.xmlfleet.mapping;

import io.xmlfleet.contract.TableMapping;
import java.util.List;

/**
 * What became of a table in one document. Immutable.
 *
 * @param candidates where its rows come from and how many there were: {@code 3 elements /A/B}
 */
public record TableTrace(TableMapping table, String candidates, List<RowTrace> rows) {
  public TableTrace {
    rows = List.copyOf(rows);
  }
}
