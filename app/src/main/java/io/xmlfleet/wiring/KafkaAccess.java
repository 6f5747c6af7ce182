package io.xmlfleet.wiring;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.client.folder.BrokerFolder;
import io.xmlfleet.embedded.EmbeddedBroker;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.message.FileKey;
import io.xmlfleet.process.DataFolder;
import io.xmlfleet.process.InstanceLock;
import io.xmlfleet.process.Opening;
import io.xmlfleet.process.StepTimes;
import io.xmlfleet.progress.AggregatorSettings;
import io.xmlfleet.reconcile.WaitingContracts;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.topic.TopicPlan;
import io.xmlfleet.topic.TopicSafety;
import io.xmlfleet.topic.TopicSetup;
import io.xmlfleet.worker.WorkerSettings;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka to work with: the one that was named, the one that runs in the data folder, or one that
 * lives in this process as long as the access is open. Thread-safe.
 */
public final class KafkaAccess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaAccess.class);
  private static final String LOCK_NAME = "broker";

  private final KafkaSettings settings;
  private final ServerLocation location;
  private final @Nullable EmbeddedBroker broker;
  private final @Nullable InstanceLock lock;
  private final @Nullable DataFolder data;
  private volatile CompletableFuture<Void> topicsMade = CompletableFuture.completedFuture(null);

  private KafkaAccess(
      KafkaSettings settings,
      @Nullable DataFolder data,
      ServerLocation location,
      @Nullable EmbeddedBroker broker,
      @Nullable InstanceLock lock) {
    this.settings = settings;
    this.data = data;
    this.location = location;
    this.broker = broker;
    this.lock = lock;
  }

  /**
   * Opens access for a command that only looks.
   *
   * @throws InfrastructureException if an embedded broker does not start
   */
  public static KafkaAccess toLook(KafkaRequest request, DataFolder data, Clock clock) {
    return open(request, data, clock, false);
  }

  /**
   * Opens access for a command that only reads topics. A broker of the data folder that does not
   * run is not started for it, if it was stopped in order: its files are read.
   *
   * @throws InfrastructureException if an embedded broker does not start
   */
  public static KafkaAccess toRead(
      KafkaRequest request, DataFolder data, TopicNames topics, Clock clock) {
    return stopped(request, data, topics, null)
        .orElseGet(() -> toLook(request, data, clock).withTopics(topics));
  }

  /**
   * Opens the files of a broker of the data folder that was stopped in order, if nobody is about to
   * start it.
   *
   * @param group they must say how far this consumer group is; null: nobody asks that
   */
  public static Optional<KafkaAccess> stopped(
      KafkaRequest request, DataFolder data, TopicNames topics, @Nullable String group) {
    if (request.servers() != null) {
      return Optional.empty();
    }
    InstanceLock lock = InstanceLock.share(data.path(), LOCK_NAME).orElse(null);
    BrokerFolder folder = new BrokerFolder(data.broker());
    if (lock == null) {
      return Optional.empty();
    }
    try {
      if (folder.holds(topics.all()) && (group == null || folder.knows(group))) {
        return Optional.of(
            new KafkaAccess(KafkaSettings.in(folder), data, ServerLocation.OWN, null, lock));
      }
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
    lock.close();
    return Optional.empty();
  }

  /** Loads what a broker of this process needs, on another thread, while there is other work. */
  public static void warmUp() {
    EmbeddedBroker.warmUp();
  }

  /**
   * Opens access for a command that works: it will not sit on a broker that is about to go.
   *
   * @throws InfrastructureException if an embedded broker does not start, or belongs to a command
   *     that ends by itself
   */
  public static KafkaAccess toWork(KafkaRequest request, DataFolder data, Clock clock) {
    return open(request, data, clock, true);
  }

  /**
   * Opens access for a command that works on the broker of others and starts none.
   *
   * @param waiting for the one of the data folder, if none is named
   */
  public static KafkaAccess toJoin(
      KafkaRequest request, DataFolder data, InstanceLock.Waiting waiting) {
    String servers = request.servers();
    return servers == null
        ? found(InstanceLock.await(data.path(), LOCK_NAME, waiting), request, data)
        : named(servers, request);
  }

  /**
   * Serves this folder's broker at a fixed port.
   *
   * @param port 0: any free one
   * @param advertised {@code host:port} that clients are told; null: 127.0.0.1 and the port
   * @throws InfrastructureException if the port is taken or another process serves the folder
   */
  public static KafkaAccess serve(
      int port, @Nullable String advertised, KafkaRequest request, DataFolder data, Clock clock) {
    InstanceLock lock =
        InstanceLock.claim(data.path(), LOCK_NAME, clock).requireFree(LOCK_NAME, data);
    return start(lock, port, advertised, request, data);
  }

  private static KafkaAccess open(
      KafkaRequest request, DataFolder data, Clock clock, boolean toWork) {
    String servers = request.servers();
    if (servers != null) {
      return named(servers, request);
    }
    InstanceLock.Claim claim = InstanceLock.claim(data.path(), LOCK_NAME, clock);
    InstanceLock lock = claim.lock();
    if (lock != null) {
      return start(lock, 0, null, request, data);
    }
    InstanceLock.Notice other = claim.notice();
    if (toWork) {
      other.requireLasting(data);
    }
    return found(other, request, data);
  }

  private static KafkaAccess named(String servers, KafkaRequest request) {
    return new KafkaAccess(
        new KafkaSettings(servers, request.overrides()), null, ServerLocation.NAMED, null, null);
  }

  private static KafkaAccess found(
      InstanceLock.Notice other, KafkaRequest request, DataFolder data) {
    return new KafkaAccess(
        KafkaSettings.local(other.address(), request.overrides()),
        data,
        ServerLocation.FOUND,
        null,
        null);
  }

  private static KafkaAccess start(
      InstanceLock lock,
      int port,
      @Nullable String advertised,
      KafkaRequest request,
      DataFolder data) {
    try {
      data.makeFileKey();
      EmbeddedBroker broker = EmbeddedBroker.start(data.broker(), port, advertised);
      lock.announce(broker.bootstrapServers(), request.owner());
      return new KafkaAccess(
          KafkaSettings.local(broker.bootstrapServers(), request.overrides()),
          data,
          ServerLocation.OWN,
          broker,
          lock);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  public KafkaSettings settings() {
    return settings;
  }

  /** Whose files workers on this Kafka may read; null: nobody's. */
  public @Nullable FileKey fileKey() {
    return data == null ? null : data.fileKey();
  }

  /**
   * What a producer vouches with for files, instead of sending documents; null: it sends them. Only
   * on a broker of this process are all workers surely on this machine.
   */
  public @Nullable FileKey fileKeyToSend() {
    return location == ServerLocation.OWN ? fileKey() : null;
  }

  /** What those contracts are needed for: documents that wait for the workers' group. */
  public ContractMemory.Need waitingFor(WorkerSettings workers, TopicNames topics) {
    return names -> {
      awaitTopics();
      return WaitingContracts.among(names, settings(), topics, workers.membership().group());
    };
  }

  public ServerLocation location() {
    return location;
  }

  /** How an aggregator works with this Kafka. */
  public AggregatorSettings aggregating() {
    AggregatorSettings standard = AggregatorSettings.standard();
    return location == ServerLocation.NAMED ? standard : standard.onOneMachine();
  }

  /**
   * Creates the topics that are missing, on a broker of a data folder; on a real cluster they are
   * somebody's decision and have to be there.
   */
  public KafkaAccess withTopics(TopicNames topics) {
    try {
      beginTopics(topics).awaitTopics();
      return this;
    } catch (RuntimeException | Error e) { // nobody else has it yet
      close();
      throw e;
    }
  }

  /** Begins the same on another thread; {@link #awaitTopics} waits for it. */
  public KafkaAccess beginTopics(TopicNames topics) {
    if (location != ServerLocation.NAMED) {
      topicsMade =
          CompletableFuture.runAsync(
              () -> {
                TopicSetup.create(settings, topics, TopicPlan.standard().onOneMachine());
                StepTimes.done("topics ready");
              });
    }
    return this;
  }

  /** Waits for the topics whose creation was begun, and throws what it threw. */
  public void awaitTopics() {
    Opening.joined(topicsMade);
  }

  /** Says in the log what these topics could lose, on a cluster that is somebody's. */
  public KafkaAccess withAdvice(TopicNames topics) {
    if (location == ServerLocation.NAMED) {
      TopicSafety.advice(settings, topics).forEach(LOG::warn);
    }
    return this;
  }

  @Override
  public void close() {
    topicsMade.exceptionally(failed -> null).join(); // who waited for it was told
    try {
      if (broker != null) {
        broker.close();
        StepTimes.done("broker stopped");
      }
    } finally {
      if (lock != null) {
        lock.close();
      }
    }
  }
}
