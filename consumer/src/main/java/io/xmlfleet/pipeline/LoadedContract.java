package io.xmlfleet.pipeline;

import io.xmlfleet.mapping.DocumentMapper;
import io.xmlfleet.table.TableId;
import java.util.List;

/**
 * A contract that is compiled and ready. Immutable.
 *
 * @param tables in the order in which rows must be inserted, so that parents precede children
 */
public record LoadedContract(
    String name, String version, List<TableId> tables, DocumentMapper mapper) {
  public LoadedContract {
    tables = List.copyOf(tables);
  }
}
