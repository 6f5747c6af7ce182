package io.xmlfleet.pipeline;

import io.xmlfleet.database.DatabaseFailureException;
import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.database.dialect.FailureKind;
import java.time.Duration;

/** A session that counts its transactions and can lose the connection just after a commit. */
final class LostCommit implements DatabaseSession {
  private final DatabaseSession session;
  private boolean loseNext;
  private int transactions;

  LostCommit(DatabaseSession session) {
    this.session = session;
  }

  void loseNext() {
    loseNext = true;
  }

  int transactions() {
    return transactions;
  }

  @Override
  public <T> T inTransaction(Duration limit, Work<T> work) {
    transactions++;
    T result = session.inTransaction(limit, work);
    if (loseNext) {
      loseNext = false;
      throw new DatabaseFailureException(FailureKind.UNAVAILABLE, null, "no connection", null);
    }
    return result;
  }

  @Override
  public boolean alive() {
    return session.alive();
  }

  @Override
  public void close() {
    session.close();
  }
}
