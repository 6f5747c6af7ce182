package io.xmlfleet.worker;

import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.database.Transaction;
import io.xmlfleet.ledger.Ledger;
import io.xmlfleet.ledger.LedgerEntry;
import io.xmlfleet.ledger.LedgerKey;
import io.xmlfleet.message.WorkerStatus;
import io.xmlfleet.pipeline.ItemReport;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.worker.poll.Batch;
import io.xmlfleet.worker.poll.OffsetCommitter;
import io.xmlfleet.worker.publish.OutcomePublisher;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

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
        at(CrashPoint.BEFORE_TRANSACTION);
        T result = session.inTransaction(limit, transaction -> work.in(wrap(transaction)));
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

  private Transaction wrap(Transaction transaction) {
    return new Transaction() {
      @Override
      public List<Object[]> write(RowBatch batch) {
        List<Object[]> there = transaction.write(batch);
        at(CrashPoint.AFTER_ROWS);
        return there;
      }

      @Override
      public PreparedStatement prepared(String sql) throws SQLException {
        return transaction.prepared(sql);
      }

      @Override
      public Connection connection() {
        return transaction.connection();
      }
    };
  }

  Ledger wrap(Ledger ledger) {
    return new Ledger() {
      @Override
      public Map<LedgerKey, LedgerEntry> find(Transaction transaction, Collection<LedgerKey> keys) {
        Map<LedgerKey, LedgerEntry> found = ledger.find(transaction, keys);
        at(CrashPoint.AFTER_LEDGER_LOOK_UP);
        return found;
      }

      @Override
      public void record(Transaction transaction, List<LedgerEntry> entries) {
        ledger.record(transaction, entries);
        at(CrashPoint.AFTER_LEDGER_ENTRY);
      }

      @Override
      public void amend(Transaction transaction, List<LedgerEntry> entries) {
        ledger.amend(transaction, entries);
      }

      @Override
      public void forget(Transaction transaction, List<LedgerEntry> entries) {
        ledger.forget(transaction, entries);
      }
    };
  }

  Consumer<byte[], byte[]> wrap(Consumer<byte[], byte[]> consumer) {
    return wrap(
        consumer,
        (call, arguments, result) -> {
          if (call.getName().equals("poll") && !((ConsumerRecords<?, ?>) result).isEmpty()) {
            at(CrashPoint.AFTER_POLL);
          }
        });
  }

  Producer<byte[], byte[]> wrap(Producer<byte[], byte[]> producer, TopicNames topics) {
    return wrap(
        producer,
        (call, arguments, result) -> {
          if (call.getName().equals("send") && !isStatus((ProducerRecord<?, ?>) arguments[0])) {
            // Acknowledged, and this one alone: the next send does not come.
            String topic = ((RecordMetadata) ((Future<?>) result).get()).topic();
            at(
                topic.equals(topics.deadLetters())
                    ? CrashPoint.AFTER_DEAD_LETTER
                    : CrashPoint.AFTER_OUTCOME);
          }
        });
  }

  private static boolean isStatus(ProducerRecord<?, ?> produced) {
    return new String((byte[]) produced.key(), StandardCharsets.UTF_8).startsWith("worker:");
  }

  /** What is done after a call has returned. */
  private interface After {
    void call(Method call, Object[] arguments, Object result) throws Exception;
  }

  @SuppressWarnings("unchecked")
  private static <T> T wrap(T client, After after) {
    Class<?>[] types = {client instanceof Producer ? Producer.class : Consumer.class};
    return (T)
        Proxy.newProxyInstance(
            Crashes.class.getClassLoader(),
            types,
            (proxy, method, arguments) -> {
              try {
                Object result = method.invoke(client, arguments);
                after.call(method, arguments, result);
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  OutcomePublisher wrap(OutcomePublisher publisher) {
    return new OutcomePublisher() {
      @Override
      public Sent send(List<ItemReport> reports) {
        at(CrashPoint.BEFORE_PUBLISH);
        Sent sent = publisher.send(reports);
        return () -> {
          List<ItemReport> open = sent.unacknowledged();
          at(CrashPoint.AFTER_PUBLISH);
          return open;
        };
      }

      @Override
      public void announce(WorkerStatus status) {
        publisher.announce(status);
      }
    };
  }

  OffsetCommitter wrap(OffsetCommitter committer) {
    return new OffsetCommitter() {
      @Override
      public void commit(Batch done) {
        committer.commit(done);
        if (!done.isEmpty()) {
          at(CrashPoint.AFTER_OFFSET_COMMIT);
        }
      }

      @Override
      public void flush() {
        committer.flush();
      }
    };
  }
}
