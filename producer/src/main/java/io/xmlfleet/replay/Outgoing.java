package io.xmlfleet.replay;

import io.xmlfleet.message.LetterAction;
import io.xmlfleet.message.WorkItem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Gathers documents for transactions: as many as the pace allows at once, and no more than fit into
 * memory well. Confined to one thread.
 */
final class Outgoing {
  /** Many enough that transactions cost little. */
  static final int MOST_DOCUMENTS = 500;

  /** A document larger than this goes out alone. */
  static final long MOST_BYTES = 8L * 1024 * 1024;

  private final ReplayTransactions transactions;
  private final LetterAction action;
  private final Pacer pacer;
  private final Clock clock;
  private final LongConsumer progress;
  private final List<WorkItem> gathered = new ArrayList<>();
  private long bytes;
  private boolean stopped;

  /**
   * For one replay.
   *
   * @param progress told how many are sent, after each transaction
   */
  Outgoing(
      ReplayTransactions transactions,
      LetterAction action,
      Pacer pacer,
      Clock clock,
      LongConsumer progress) {
    this.transactions = transactions;
    this.action = action;
    this.pacer = pacer;
    this.clock = clock;
    this.progress = progress;
  }

  /** Takes one more; false: stop instead, what is gathered will not be sent. */
  boolean add(WorkItem item) throws InterruptedException {
    int more = item.document().length;
    boolean goOn = bytes + more <= MOST_BYTES || send();
    gathered.add(item);
    bytes += more;
    return goOn && (gathered.size() < pacer.atOnce(MOST_DOCUMENTS) || send());
  }

  /** Sends what is gathered; false: stop instead. */
  boolean send() throws InterruptedException {
    if (gathered.isEmpty() || stopped) {
      return !stopped;
    }
    if (!pacer.await(gathered.size())) {
      stopped = true;
      return false;
    }
    transactions.send(gathered, action.at(clock.instant()));
    progress.accept(transactions.sent().size());
    gathered.clear();
    bytes = 0;
    return true;
  }

  /** Whether somebody asked to stop before all was sent. */
  boolean stopped() {
    return stopped;
  }
}
