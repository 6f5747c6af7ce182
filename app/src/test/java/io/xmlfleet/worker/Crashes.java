package io.xmlfleet.worker;

import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.message.WorkerStatus;
import io.xmlfleet.pipeline.ItemReport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Wraps a worker's parts so that it dies at one step, a given number of times. Thread-safe. */
final class Crashes {
  private final CrashPoint point;
  private final AtomicInteger left;

  Crashes(CrashPoint point, int times) {
    this.point = point;
    this.left = new AtomicInteger(times);
  }

  boolean happened() {
    return left.get() <= 0;
  }

  /** What kills the worker. */
  static final class CrashError extends Error {
    CrashError(CrashPoint point) {
      super("a crash on purpose: " + point);
    }
  }

  private void at(CrashPoint here) {
    if (here == point && left.getAndDecrement() > 0) {
      throw new CrashError(here);
    }
  }

  DatabaseSession wrap(DatabaseSession session) {
    return new DatabaseSession() {
      @Override
      public <T> T inTransaction(Duration limit, Work<T> work) {
        at(CrashPoint.BEFORE_INSERT);
        T result =
            session.inTransaction(
                limit,
                transaction -> {
                  T done = work.in(transaction);
                  at(CrashPoint.BEFORE_DATABASE_COMMIT);
                  return done;
                });
        at(CrashPoint.AFTER_DATABASE_COMMIT);
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
    };
  }

  OutcomePublisher wrap(OutcomePublisher publisher) {
    return new OutcomePublisher() {
      @Override
      public List<ItemReport> publish(List<ItemReport> reports) {
        at(CrashPoint.BEFORE_PUBLISH);
        List<ItemReport> open = publisher.publish(reports);
        at(CrashPoint.AFTER_PUBLISH);
        return open;
      }

      @Override
      public void announce(WorkerStatus status) {
        publisher.announce(status);
      }
    };
  }

  OffsetCommitter wrap(OffsetCommitter committer) {
    return offsets -> {
      committer.commit(offsets);
      if (!offsets.isEmpty()) {
        at(CrashPoint.AFTER_OFFSET_COMMIT);
      }
    };
  }
}
