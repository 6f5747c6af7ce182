package io.xmlfleet.migrate;

import static io.xmlfleet.draft.ContractWriter.fields;

import io.xmlfleet.contract.ContractException;
import io.xmlfleet.contract.read.ContractReader;
import io.xmlfleet.draft.ContractWriter;
import java.util.List;
import java.util.Map;

/** Whether a column can have a default. */
final class ColumnDefault {
  private ColumnDefault() {}

  /**
   * Asks the contract's own reader, so that a contract that was carried over can be read.
   *
   * @param type as a contract writes it
   */
  static boolean fits(String type, String text) {
    Map<String, Object> column = fields("column", "c", "type", type);
    column.put("value", "");
    column.put("default", text);
    if (type.equals("datetime")) {
      column.put("formats", List.of("common"));
    }
    ContractWriter yaml = new ContractWriter();
    yaml.line(0, "xmlfleet: 1");
    yaml.line(0, "contract: c");
    yaml.line(0, "root: A");
    yaml.line(0, "tables:");
    yaml.line(2, "- table: t");
    yaml.line(4, "columns:");
    yaml.item(6, column);
    try {
      new ContractReader().read("default", yaml.toString());
      return true;
    } catch (ContractException e) {
      return false;
    }
  }
}
