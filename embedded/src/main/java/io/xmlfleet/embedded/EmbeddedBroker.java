package io.xmlfleet.embedded;

import io.xmlfleet.failure.InfrastructureException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's own server in this process: one node, broker and controller, on loopback only. Its folder
 * survives restarts. Thread-safe.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final String CONTROLLER = "CONTROLLER";
  private static final String CLIENTS = "PLAINTEXT";

  private final KafkaRaftServer server;
  private final String bootstrapServers;

  private EmbeddedBroker(KafkaRaftServer server, String bootstrapServers) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Loads, on a thread of its own, what each start needs: a tenth of a second, for which a start
   * that comes later waits no more. Nothing is opened or written.
   */
  public static void warmUp() {
    Thread thread =
        new Thread(
            () -> new KafkaConfig(properties(Path.of("nowhere"), 1, 2, "127.0.0.1:1"), false),
            "broker-warm-up");
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((failed, failure) -> {}); // the start meets it again
    thread.start();
  }

  /**
   * Starts the broker, formatting the folder when it is new.
   *
   * @param folder where topics are kept; created if absent; used by one broker at a time
   * @param port port for clients on 127.0.0.1; 0: any free one
   * @throws InfrastructureException if the folder or the port cannot be used
   */
  public static EmbeddedBroker start(Path folder, int port) {
    return start(folder, port, null);
  }

  /**
   * Starts the broker behind a port forwarding.
   *
   * @param advertised {@code host:port} that clients are told to connect to; null: the port itself
   * @throws InfrastructureException if the folder or the port cannot be used
   */
  public static EmbeddedBroker start(Path folder, int port, @Nullable String advertised) {
    return start(folder, port, advertised, Map.of());
  }

  /** With more of the server's own properties, which win over ours. */
  static EmbeddedBroker start(
      Path folder, int port, @Nullable String advertised, Map<String, String> more) {
    int clientPort = port == 0 ? FreePort.find() : port;
    KafkaRaftServer server = null;
    try {
      Files.createDirectories(folder);
      format(folder);
      String address = advertised == null ? "127.0.0.1:" + clientPort : advertised;
      Properties properties = properties(folder, clientPort, FreePort.find(), address);
      properties.putAll(more);
      server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
      server.startup();
      return new EmbeddedBroker(server, address);
    } catch (Exception e) { // the server's start declares nothing and throws anything
      InfrastructureException failure =
          new InfrastructureException(
              "the embedded broker does not start in "
                  + folder
                  + " on port "
                  + clientPort
                  + ": "
                  + reason(e),
              e);
      stop(server, failure);
      throw failure;
    }
  }

  /** The deepest of Kafka's own messages names the port; those around it only say who waited. */
  private static @Nullable String reason(Exception failure) {
    String reason = failure.getMessage();
    for (Throwable link = failure; link != null; link = link.getCause()) {
      if (link instanceof KafkaException) {
        reason = link.getMessage();
      }
    }
    return reason;
  }

  /** The half of it that did start. */
  private static void stop(@Nullable KafkaRaftServer server, InfrastructureException failure) {
    if (server == null) {
      return;
    }
    try {
      server.shutdown();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Blocks until the broker is stopped. */
  public void awaitShutdown() {
    server.awaitShutdown();
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void format(Path folder) throws Exception {
    if (Files.exists(folder.resolve("meta.properties"))) {
      return;
    }
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
        .setNodeId(1)
        .setClusterId(Uuid.randomUuid().toString())
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setControllerListenerName(CONTROLLER)
        .setMetadataLogDirectory(folder.toString())
        .addDirectory(folder.toString())
        .setIgnoreFormatted(true)
        .run();
  }

  private static Properties properties(
      Path folder, int clientPort, int controllerPort, String address) {
    Properties p = new Properties();
    p.setProperty("process.roles", "broker,controller");
    p.setProperty("node.id", "1");
    p.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    p.setProperty(
        "listeners",
        CLIENTS
            + "://127.0.0.1:"
            + clientPort
            + ","
            + CONTROLLER
            + "://127.0.0.1:"
            + controllerPort);
    p.setProperty("advertised.listeners", CLIENTS + "://" + address);
    p.setProperty(
        "listener.security.protocol.map", CLIENTS + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
    p.setProperty("controller.listener.names", CONTROLLER);
    p.setProperty("inter.broker.listener.name", CLIENTS);
    p.setProperty("log.dirs", folder.toString());
    p.setProperty("auto.create.topics.enable", "false");
    // One node keeps one copy of everything.
    p.setProperty("offsets.topic.replication.factor", "1");
    p.setProperty("offsets.topic.num.partitions", "1");
    p.setProperty("transaction.state.log.replication.factor", "1");
    p.setProperty("transaction.state.log.min.isr", "1");
    p.setProperty("transaction.state.log.num.partitions", "1");
    p.setProperty("share.coordinator.state.topic.replication.factor", "1");
    p.setProperty("share.coordinator.state.topic.min.isr", "1");
    p.setProperty("share.coordinator.state.topic.num.partitions", "1");
    // Nobody else is coming: a group starts to work as soon as its first member is there.
    p.setProperty("group.initial.rebalance.delay.ms", "0");
    p.setProperty("group.consumer.assignment.interval.ms", "0");
    // The one controller waits for no others before it writes: a start and an end change the
    // metadata about ten times.
    p.setProperty("controller.quorum.append.linger.ms", "0");
    // Members learn of their partitions with the answer to a heartbeat.
    p.setProperty("group.consumer.heartbeat.interval.ms", "100");
    p.setProperty("group.consumer.min.heartbeat.interval.ms", "100");
    // Members are on this machine: one that was silent so long is dead, and others wait for its
    // work.
    p.setProperty("group.consumer.session.timeout.ms", "5000");
    p.setProperty("group.consumer.min.session.timeout.ms", "3000");
    p.setProperty("group.min.session.timeout.ms", "3000");
    // The same of share groups.
    p.setProperty("group.share.assignment.interval.ms", "0");
    p.setProperty("group.share.heartbeat.interval.ms", "300");
    p.setProperty("group.share.min.heartbeat.interval.ms", "300");
    p.setProperty("group.share.session.timeout.ms", "5000");
    p.setProperty("group.share.min.session.timeout.ms", "3000");
    p.setProperty("message.max.bytes", Integer.toString(64 * 1024 * 1024));
    p.setProperty("controlled.shutdown.enable", "true");
    p.setProperty("broker.session.timeout.ms", "3000");
    p.setProperty("broker.heartbeat.interval.ms", "500");
    // As the system sizes them.
    p.setProperty("socket.send.buffer.bytes", "-1");
    p.setProperty("socket.receive.buffer.bytes", "-1");
    p.setProperty("num.network.threads", "2");
    p.setProperty("num.io.threads", "4");
    p.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
    return p;
  }
}
