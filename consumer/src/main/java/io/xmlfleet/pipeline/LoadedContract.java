package io.xmlfleet.pipeline;

import io.xmlfleet.mapping.DocumentMapper;
import io.xmlfleet.table.KeyPath;
import io.xmlfleet.table.TableId;
import java.util.List;
import java.util.Map;

/**
 * A contract that is compiled and ready. Immutable.
 *
 * @param tables in the order in which rows must be inserted, so that parents precede children
 * @param reaches of tables whose rows can be found again by a document's keys
 */
public record LoadedContract(
    String name,
    String version,
    List<TableId> tables,
    Map<TableId, KeyPath> reaches,
    DocumentMapper mapper) {
  public LoadedContract {
    tables = List.copyOf(tables);
    reaches = Map.copyOf(reaches);
  }

  /** With rows that nobody looks for. */
  public LoadedContract(String name, String version, List<TableId> tables, DocumentMapper mapper) {
    this(name, version, tables, Map.of(), mapper);
  }

  KeyPath requireReach(TableId table) {
    KeyPath reach = reaches.get(table);
    if (reach == null) {
      throw new IllegalStateException("nothing leads to the rows of a document in " + table);
    }
    return reach;
  }
}
