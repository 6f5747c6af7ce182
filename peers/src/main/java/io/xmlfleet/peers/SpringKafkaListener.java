package io.xmlfleet.peers;

import io.xmlfleet.mapping.ContractPlan;
import io.xmlfleet.mapping.Mapped;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Maps a batch and writes it in one transaction. Whatever stands before a document that cannot be
 * loaded is committed, and the exception names that document, as the error handler needs it.
 * Thread-safe.
 */
final class SpringKafkaListener implements BatchMessageListener<byte[], byte[]> {
  private final Mapping mapping;
  private final JdbcRows rows;
  private final TransactionTemplate transactions;

  SpringKafkaListener(DataSource source, ContractPlan contract) {
    this.mapping = new Mapping(contract);
    this.rows = new JdbcRows(source, contract.tables());
    this.transactions = new TransactionTemplate(new JdbcTransactionManager(source));
  }

  @Override
  public void onMessage(List<ConsumerRecord<byte[], byte[]>> batch) {
    List<Mapped.Rows> sound = new ArrayList<>();
    PoisonException poison = null;
    for (int i = 0; i < batch.size() && poison == null; i++) {
      try {
        sound.add(mapping.rows(PeerKafka.recordId(batch.get(i)), batch.get(i).value()));
      } catch (PoisonException e) {
        poison = e;
      }
    }
    write(sound);
    if (poison != null) {
      throw new BatchListenerFailedException("cannot be loaded", poison, sound.size());
    }
  }

  private void write(List<Mapped.Rows> documents) {
    if (documents.isEmpty()) {
      return;
    }
    try {
      commit(documents);
    } catch (DataIntegrityViolationException e) {
      oneByOne(documents);
    }
  }

  /** One of them is refused; each before it is committed, so that the handler may go on from it. */
  private void oneByOne(List<Mapped.Rows> documents) {
    for (int i = 0; i < documents.size(); i++) {
      try {
        commit(List.of(documents.get(i)));
      } catch (DataIntegrityViolationException e) {
        throw new BatchListenerFailedException(
            "cannot be loaded", new PoisonException("refused by the database"), i);
      }
    }
  }

  private void commit(List<Mapped.Rows> documents) {
    transactions.executeWithoutResult(status -> rows.write(documents));
  }
}
