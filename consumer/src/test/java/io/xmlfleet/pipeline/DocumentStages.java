package io.xmlfleet.pipeline;

import io.xmlfleet.contract.Contract;
import io.xmlfleet.contract.read.ContractReader;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.mapping.ContractMapper;
import io.xmlfleet.mapping.ContractPlan;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.table.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Prepares documents by one contract as a worker does. */
final class DocumentStages {
  private final List<Table> tables;
  private final Preparer preparer;

  /**
   * A worker.
   *
   * @param contract its text, as in a file
   */
  DocumentStages(String contract, Duration itemLimit) {
    Contract read = new ContractReader().read("contract.yaml", contract);
    ContractPlan plan = new ContractPlan(read);
    this.tables = plan.tables();
    LoadedContract loaded =
        new LoadedContract(
            "documents", "1", tables.stream().map(Table::id).toList(), new ContractMapper(plan));
    this.preparer =
        new Preparer(
            ContractCatalog.of(List.of(loaded)),
            new DocumentFiles(null),
            itemLimit,
            Clock.systemUTC());
  }

  Mapped prepare(byte[] document) {
    WorkItem item = new WorkItem(new ItemId("run", 1), "in/a.xml", null, 1, document);
    return preparer
        .prepare(new ReceivedItem(item, new RecordPosition("work", 0, 1), Instant.EPOCH))
        .mapped();
  }

  List<Table> tables() {
    return tables;
  }
}
