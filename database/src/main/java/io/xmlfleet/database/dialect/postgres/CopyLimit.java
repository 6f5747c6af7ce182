package io.xmlfleet.database.dialect.postgres;

import java.sql.SQLException;
import java.time.Duration;
import java.util.TimerTask;
import org.postgresql.core.BaseConnection;

/**
 * The time limit of a COPY, of which the driver has none: when it is over, the server is asked to
 * cancel, by the driver's own timer. That costs no round trip, and a setting of the session would
 * cost one a table.
 */
final class CopyLimit extends TimerTask {
  private final BaseConnection connection;
  private boolean over;

  private CopyLimit(BaseConnection connection) {
    this.connection = connection;
  }

  static CopyLimit begin(BaseConnection connection, Duration limit) {
    CopyLimit begun = new CopyLimit(connection);
    connection.addTimerTask(begun, Math.max(1, limit.toMillis()));
    return begun;
  }

  @Override
  public synchronized void run() {
    if (!over) {
      try {
        connection.cancelQuery();
      } catch (SQLException e) {
        // The server cannot be reached: the connection's own time limit finds that out.
        over = true;
      }
    }
  }

  /** From now on nothing is cancelled: what follows on the connection is another statement. */
  void end() {
    cancel();
    synchronized (this) {
      over = true;
    }
  }
}
