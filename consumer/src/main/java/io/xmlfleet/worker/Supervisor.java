package io.xmlfleet.worker;

import io.xmlfleet.failure.Backoff;
import io.xmlfleet.failure.Deadline;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.Stopwatch;
import io.xmlfleet.failure.SupervisedLoop;
import io.xmlfleet.worker.poll.DeliveryMode;
import io.xmlfleet.worker.poll.KafkaBrokerAdmin;
import io.xmlfleet.worker.poll.ShareGroup;
import io.xmlfleet.worker.publish.KafkaOutcomePublisher;
import io.xmlfleet.worker.publish.OutcomePublisher;
import io.xmlfleet.worker.publish.SharedProducer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workers of one process: starts them, replaces those that die, lets them drain. Thread-safe.
 */
public final class Supervisor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
  private static final Duration CHECK_INTERVAL = Duration.ofMillis(200);
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15));
  private static final Duration PUBLISH_LIMIT = Duration.ofSeconds(35);
  private static final Duration INTERRUPTED_LIMIT = Duration.ofSeconds(10);

  private final List<WorkerSlot> slots = new CopyOnWriteArrayList<>();

  /** Those that are scaled down and still finish their batch. */
  private final List<WorkerSlot> leaving = new CopyOnWriteArrayList<>();

  private final IntFunction<WorkerSlot> newSlots;
  private final @Nullable ScalingPolicy scaling;
  private final SharedProducer producer;
  private final Duration drainLimit;
  private final Clock clock;
  private final Stopwatch life;
  private final SupervisedLoop loop;
  private volatile boolean closing;

  private int created;

  private Supervisor(
      WorkerSettings settings, WorkerFactory factory, SharedProducer producer, Clock clock) {
    this.newSlots =
        number -> new WorkerSlot("worker-" + number, factory, settings.stuckAfter(), clock);
    WorkerSettings.Threads threads = settings.threads();
    this.scaling = threads.elastic() ? new ScalingPolicy(threads.most()) : null;
    this.producer = producer;
    this.drainLimit = settings.drainLimit();
    this.clock = clock;
    this.life = Stopwatch.start(clock);
    this.loop = new SupervisedLoop("supervisor", CHECK_INTERVAL, BACKOFF, new Supervision(), clock);
    for (int i = 0; i < (threads.elastic() ? 1 : threads.most()); i++) {
      slots.add(newSlots.apply(++created));
    }
  }

  /**
   * Starts the workers.
   *
   * @throws io.xmlfleet.failure.UsageException if a Kafka setting is not valid
   * @throws io.xmlfleet.failure.InfrastructureException if broker or database do not answer, or
   *     lack a topic or the ledger
   */
  public static Supervisor start(WorkerSettings settings, WorkerParts parts, Clock clock) {
    try (KafkaBrokerAdmin broker = new KafkaBrokerAdmin(parts.kafka())) {
      new StartUpCheck(parts, broker).run();
      if (settings.membership().delivery() == DeliveryMode.SHARE) {
        ShareGroup.prepare(broker, settings.membership().group());
      }
    }
    KafkaClients clients = new KafkaClients(parts.kafka(), settings);
    SharedProducer producer = new SharedProducer(clients::producer);
    OutcomePublisher publisher =
        new KafkaOutcomePublisher(producer, parts.topics(), PUBLISH_LIMIT, clock);
    WorkerFactory factory = new KafkaWorkerFactory(settings, parts, publisher, clock);
    return start(settings, factory, producer, clock);
  }

  /** Starts workers of another make. */
  static Supervisor start(
      WorkerSettings settings, WorkerFactory factory, SharedProducer producer, Clock clock) {
    Supervisor supervisor = new Supervisor(settings, factory, producer, clock);
    List<WorkerSlot> slots = supervisor.slots;
    try {
      slots.forEach(WorkerSlot::create);
      slots.forEach(WorkerSlot::start);
      supervisor.loop.start();
    } catch (RuntimeException | Error e) {
      supervisor.discardAll();
      supervisor.close();
      throw e;
    }
    LOG.info(
        "{} workers of {} in group {}",
        slots.size(),
        settings.instance(),
        settings.membership().group());
    return supervisor;
  }

  /** All at once: each takes as long as broker and database are silent. */
  private void discardAll() {
    List<Thread> discarding = new ArrayList<>();
    for (WorkerSlot slot : slots) {
      Thread thread = new Thread(slot::discard, "discarding");
      try {
        thread.start();
        discarding.add(thread);
      } catch (Throwable e) { // "unable to create native thread" is why one may be here
        slot.discard();
      }
    }
    Deadline limit = Deadline.after(INTERRUPTED_LIMIT.multipliedBy(2), clock);
    discarding.forEach(each -> join(each, limit));
  }

  /** How the workers are, in the order of their names. */
  public List<WorkerHealth> health() {
    return slots.stream().map(WorkerSlot::health).filter(Objects::nonNull).toList();
  }

  /** Why nobody looks after the workers just now; null: somebody does. */
  public @Nullable Throwable problem() {
    return loop.problem();
  }

  /**
   * Makes sure that there are workers, or that there will be.
   *
   * @throws InfrastructureException if it has ended, or no worker can be kept alive
   */
  public void requireRunning() {
    loop.requireRunning();
    List<Throwable> hopeless =
        slots.stream().map(WorkerSlot::hopeless).filter(Objects::nonNull).toList();
    if (!hopeless.isEmpty() && hopeless.size() == slots.size()) {
      Throwable last = hopeless.get(0);
      throw new InfrastructureException(
          "no worker can be kept alive; the last died of "
              + last.getClass().getName()
              + "; the log has the rest",
          last);
    }
  }

  private final class Supervision implements SupervisedLoop.Task {
    @Override
    public void round() {
      List<Throwable> failures = new ArrayList<>();
      for (WorkerSlot slot : slots) {
        try {
          slot.check();
        } catch (Throwable e) { // the others are looked after all the same
          failures.add(e);
        }
      }
      if (!failures.isEmpty()) {
        throw new IllegalStateException("a worker cannot be looked after", failures.get(0));
      }
      leaving.removeIf(slot -> !slot.alive());
      if (scaling != null) {
        follow(scaling.next(health(), life.elapsed()));
      }
    }

    @Override
    public void failed(Throwable cause) {
      LOG.error("The supervision of the workers failed and goes on", cause);
    }
  }

  private void follow(ScalingPolicy.Change change) {
    switch (change) {
      case MORE -> scaleUp();
      case FEWER -> scaleDown();
      case NONE -> {}
    }
  }

  private void scaleUp() {
    WorkerSlot slot = newSlots.apply(created + 1);
    try {
      slot.create();
      if (closing) {
        slot.discard();
        return;
      }
      slot.start();
    } catch (RuntimeException | Error e) {
      LOG.warn("No further worker for now: {}", e.toString());
      return;
    }
    created++;
    slots.add(slot);
    LOG.info("{} workers now: there are more partitions", slots.size());
  }

  /** The last one that has nothing to do. */
  private void scaleDown() {
    for (int i = slots.size() - 1; i > 0; i--) {
      WorkerSlot slot = slots.get(i);
      WorkerHealth health = slot.health();
      if (health != null && health.partitions() == 0) {
        slots.remove(i);
        leaving.add(slot);
        slot.stop();
        LOG.info("{} workers now: the others have all partitions", slots.size());
        return;
      }
    }
  }

  /**
   * Lets the workers finish the batches in hand, publish, commit and leave the group; after the
   * drain limit interrupts those that have not, whose batches then come again elsewhere.
   */
  @Override
  public void close() {
    closing = true;
    loop.close(INTERRUPTED_LIMIT);
    slots.forEach(WorkerSlot::stop);
    Deadline drained = Deadline.after(drainLimit, clock);
    if (!joinAll(drained)) {
      LOG.warn("Not all batches were finished within {}; they will be delivered again", drainLimit);
      all().map(WorkerSlot::thread).filter(Objects::nonNull).forEach(Thread::interrupt);
      joinAll(Deadline.after(INTERRUPTED_LIMIT, clock));
    }
    producer.close();
  }

  private Stream<WorkerSlot> all() {
    return Stream.concat(slots.stream(), leaving.stream());
  }

  private boolean joinAll(Deadline deadline) {
    boolean all = true;
    for (WorkerSlot slot : all().toList()) {
      Thread worker = slot.thread();
      all &= worker == null || join(worker, deadline);
    }
    return all;
  }

  private static boolean join(Thread thread, Deadline deadline) {
    try {
      thread.join(Math.max(1, deadline.remaining().toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }
}
