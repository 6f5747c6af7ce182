package io.xmlfleet.peers;

import io.xmlfleet.mapping.Mapped;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes a batch in one transaction; when the database refuses one of its documents, once more with
 * a savepoint before each, so that the batch still commits as a whole. Thread-safe.
 */
final class SavepointLoader {
  private final JdbcRows rows;
  private final TransactionTemplate whole;
  private final TransactionTemplate nested;

  SavepointLoader(DataSource source, Corpus corpus) {
    JdbcTransactionManager manager = new JdbcTransactionManager(source);
    this.rows = new JdbcRows(source, corpus.contract().tables());
    this.whole = new TransactionTemplate(manager);
    this.nested = new TransactionTemplate(manager);
    nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
  }

  /**
   * Loads all that can be loaded. Throws as Spring does when the database is away; then nothing is
   * loaded, or nobody knows.
   *
   * @return places of the documents that the database refuses
   */
  List<Integer> load(List<Mapped.Rows> documents) {
    if (documents.isEmpty()) {
      return List.of();
    }
    try {
      whole.executeWithoutResult(status -> rows.write(documents));
      return List.of();
    } catch (DataIntegrityViolationException e) {
      List<Integer> refused = new ArrayList<>();
      whole.executeWithoutResult(
          status -> {
            for (int i = 0; i < documents.size(); i++) {
              if (!taken(documents.get(i))) {
                refused.add(i);
              }
            }
          });
      return refused;
    }
  }

  private boolean taken(Mapped.Rows document) {
    try {
      nested.executeWithoutResult(status -> rows.write(List.of(document)));
      return true;
    } catch (DataIntegrityViolationException e) {
      return false;
    }
  }
}
