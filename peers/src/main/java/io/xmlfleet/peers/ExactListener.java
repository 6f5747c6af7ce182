package io.xmlfleet.peers;

import io.xmlfleet.database.Transaction;
import io.xmlfleet.ledger.Ledger;
import io.xmlfleet.ledger.LedgerEntry;
import io.xmlfleet.ledger.LedgerKey;
import io.xmlfleet.ledger.LedgerTable;
import io.xmlfleet.mapping.ContractPlan;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.Processing;
import io.xmlfleet.message.ResultCodec;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.message.WorkItemCodec;
import io.xmlfleet.message.WorkResult;
import io.xmlfleet.table.RowBatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.support.SendResult;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What {@link SpringKafkaListener} would have to do for exact rows and counts: ask our ledger and
 * write it within the transaction, then publish an outcome a document, before the offsets. It knows
 * nothing of broken documents. Confined to the container's thread.
 */
final class ExactListener implements BatchMessageListener<byte[], byte[]> {
  private static final String WORKER = "spring-kafka/exact";

  private final ContractPlan contract;
  private final Mapping mapping;
  private final DataSource source;
  private final JdbcRows rows;
  private final JdbcRows ledgerRows;
  private final Ledger ledger;
  private final TransactionTemplate transactions;
  private final KafkaTemplate<byte[], byte[]> outcomes;
  private final String results;

  /** A document that is mapped. */
  private record Item(WorkItem work, LedgerEntry entry, Mapped.Rows rows) {}

  ExactListener(
      DataSource source,
      ContractPlan contract,
      Ledger ledger,
      KafkaTemplate<byte[], byte[]> outcomes,
      String results) {
    this.source = source;
    this.contract = contract;
    this.mapping = new Mapping(contract);
    this.rows = new JdbcRows(source, contract.tables());
    this.ledgerRows = new JdbcRows(source, List.of(LedgerTable.table()));
    this.ledger = ledger;
    this.transactions = new TransactionTemplate(new JdbcTransactionManager(source));
    this.outcomes = outcomes;
    this.results = results;
  }

  @Override
  public void onMessage(List<ConsumerRecord<byte[], byte[]>> batch) {
    Map<LedgerKey, Item> items = new LinkedHashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : batch) {
      Item item = prepared(record);
      items.put(item.entry().key(), item);
    }
    transactions.executeWithoutResult(status -> load(items));
    List<CompletableFuture<SendResult<byte[], byte[]>>> sent = new ArrayList<>();
    items
        .values()
        .forEach(item -> sent.add(outcomes.send(ResultCodec.encode(results, result(item)))));
    CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
  }

  private Item prepared(ConsumerRecord<byte[], byte[]> record) {
    Instant started = Instant.now();
    WorkItem work = WorkItemCodec.decode(record);
    Mapped.Rows mapped = mapping.rows(work.recordId(), work.document());
    LedgerEntry entry =
        new LedgerEntry(
            new LedgerKey(contract.name(), work.recordId()),
            work.item(),
            work.attempt(),
            contract.version(),
            mapped.appId(),
            mapped.counts(),
            WORKER,
            WorkItemCodec.position(record),
            started,
            Instant.now());
    return new Item(work, entry, mapped);
  }

  private void load(Map<LedgerKey, Item> items) {
    Transaction transaction = transaction(DataSourceUtils.getConnection(source));
    Map<LedgerKey, Item> fresh = new HashMap<>(items);
    fresh.keySet().removeAll(ledger.find(transaction, items.keySet()).keySet());
    if (!fresh.isEmpty()) {
      ledger.record(transaction, fresh.values().stream().map(Item::entry).toList());
      rows.write(fresh.values().stream().map(Item::rows).toList());
    }
  }

  private Transaction transaction(Connection connection) {
    return new Transaction() {
      @Override
      public List<Object[]> write(RowBatch batch) {
        ledgerRows.write(List.of(new Mapped.Rows(null, List.of(batch))));
        return List.of();
      }

      @Override
      public PreparedStatement prepared(String sql) throws SQLException {
        return connection.prepareStatement(sql); // the pool closes it with the connection
      }

      @Override
      public Connection connection() {
        return connection;
      }
    };
  }

  private WorkResult result(Item item) {
    LedgerEntry entry = item.entry();
    return new WorkResult(
        item.work().item(),
        item.work().recordId(),
        entry.appId(),
        item.work().attempt(),
        new Outcome.Loaded(entry.rows()),
        new Processing(
            contract.name(), contract.version(), WORKER, entry.source(), Instant.now(), 0));
  }
}
