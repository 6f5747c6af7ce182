package io.xmlfleet.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.Deadline;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.topic.TopicNames;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;

/**
 * The active aggregator dies before the first thing that it does to Kafka, before the second, and
 * so on to the last one that a run takes; whoever follows reports exactly. What it reads changes
 * nothing outside of it.
 */
class AggregatorCrashIT {
  private static final AggregatorSettings EACH_STEP =
      new AggregatorSettings(
          Duration.ZERO,
          Duration.ZERO,
          Duration.ofSeconds(60),
          Duration.ofSeconds(6),
          Duration.ofDays(30));
  private static final Duration STEP = Duration.ofMillis(20);
  private static final int LOADED = 6;
  private static final int FAILED = 3;

  /** Beyond what a run takes, or the test would go on for ever. */
  private static final int MOST_CALLS = 100;

  private final KafkaSettings kafka = StagedTopics.KAFKA;
  private TopicNames topics;

  @Test
  void reportsExactlyWhereverItsPredecessorDied() throws Exception {
    int calls = 1;
    while (dies(calls)) {
      calls++;
      assertThat(calls).isLessThan(MOST_CALLS);
    }
    assertThat(calls).as("calls to Kafka that a run takes").isGreaterThan(6);
  }

  /** Whether the first aggregator of a run makes so many calls, and dies before that one. */
  private boolean dies(int call) throws Exception {
    String run = "run-" + call;
    try (StagedTopics staged = new StagedTopics(run, 1)) {
      topics = staged.names();
      publish(staged);
    }
    Dying clients = new Dying(call);
    boolean died = false;
    try {
      finish(clients, run);
    } catch (DeathError e) {
      died = true;
    } finally {
      clients.close();
    }
    if (died) {
      Dying heirs = new Dying(Integer.MAX_VALUE);
      finish(heirs, run);
      heirs.close();
    }
    ProgressReport report = report(run);
    assertThat(report).as("report of %s", run).isNotNull();
    assertThat(report.counts())
        .as("killed before call %d", call)
        .isEqualTo(new ProgressReport.Counts((long) LOADED + FAILED, LOADED, 0, FAILED));
    assertThat(report.rows()).containsExactly(Map.entry("application", (long) LOADED));
    return died;
  }

  /** One term, until the run is reported as finished. */
  private void finish(Dying clients, String run) throws Exception {
    Deadline patience = Deadline.after(Duration.ofSeconds(20), Clock.systemUTC());
    try (ActiveTerm term = ActiveTerm.begin(clients, topics, EACH_STEP, Clock.systemUTC())) {
      while (!patience.expired()) {
        for (int i = 0; i < 5; i++) {
          term.step(STEP);
        }
        ProgressReport report = report(run);
        if (report != null && report.finished()) {
          term.finish();
          return;
        }
      }
    }
  }

  private ProgressReport report(String run) {
    try (ProgressReader reader = ProgressReader.connect(kafka, topics)) {
      return reader.latest().stream()
          .filter(report -> report.run().equals(run))
          .findFirst()
          .orElse(null);
    }
  }

  /** Each outcome twice, and a dead letter that an item was loaded in spite of. */
  private static void publish(StagedTopics staged) throws Exception {
    staged.started();
    for (int twice = 0; twice < 2; twice++) {
      for (int i = 1; i <= LOADED; i++) {
        staged.loaded(i);
      }
      for (int i = LOADED + 1; i <= LOADED + FAILED; i++) {
        staged.letter(i);
        staged.rejected(i);
      }
    }
    staged.letter(1);
    staged.sealed(LOADED + FAILED);
  }

  /** What kills the aggregator. */
  private static final class DeathError extends Error {
    DeathError(String call) {
      super("a death on purpose before " + call);
    }
  }

  /** Clients of a term that dies before one of its calls. */
  private final class Dying implements TermClients {
    private final TermClients real = TermClients.of(kafka, topics);
    private final List<AutoCloseable> made = new ArrayList<>();
    private int left;
    private boolean dead;

    Dying(int call) {
      left = call;
    }

    @Override
    public Consumer<byte[], byte[]> reader() {
      Consumer<byte[], byte[]> reader = real.reader();
      made.add(reader);
      return reader;
    }

    @Override
    public Producer<byte[], byte[]> producer() {
      return dying(real.producer());
    }

    @SuppressWarnings("unchecked")
    private Producer<byte[], byte[]> dying(Producer<byte[], byte[]> client) {
      made.add(client);
      return (Producer<byte[], byte[]>)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {Producer.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("close")) {
                  return null; // the dead say no farewell: an open transaction stays open
                }
                if (dead || --left == 0) {
                  dead = true;
                  throw new DeathError(method.getName());
                }
                try {
                  return method.invoke(client, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }

    /** Of the clients that the dead left behind, only threads and sockets are of interest. */
    void close() throws Exception {
      for (AutoCloseable client : made) {
        if (client instanceof Producer<?, ?> producer) {
          producer.close(Duration.ZERO);
        } else {
          client.close();
        }
      }
    }
  }
}
