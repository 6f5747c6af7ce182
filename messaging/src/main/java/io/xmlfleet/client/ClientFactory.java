package io.xmlfleet.client;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes every Kafka client, with what the guarantees rest on fixed. What a caller gives as defaults
 * the user's own properties override. Each method throws {@link UsageException} if the properties
 * cannot be used, and says why: no such file, no such host.
 */
public final class ClientFactory {
  /** Above every document that a topic may take; the topic's own limit decides. */
  private static final int REQUEST_BYTES = 64 * 1024 * 1024;

  /** Defaults of a producer that sends documents of any size. */
  public static final Map<String, Object> ANY_SIZE =
      Map.of("max.request.size", REQUEST_BYTES, "buffer.memory", (long) REQUEST_BYTES);

  /** XML and JSON, all that a fleet sends, shrink to a fraction. */
  private static final Map<String, Object> COMPRESSED = Map.of("compression.type", "lz4");

  private static final Map<String, Object> OFFSETS_ARE_OURS =
      Map.of("enable.auto.commit", false, "allow.auto.create.topics", false);

  private static final Map<String, Object> COMMITTED_ONLY =
      with(OFFSETS_ARE_OURS, Map.of("isolation.level", "read_committed"));

  private static final Map<String, Object> FROM_THE_BEGINNING =
      Map.of("auto.offset.reset", "earliest");

  /**
   * A send is neither lost, nor doubled, nor stuck. One request in flight: with more, a partition's
   * first batch can be refused while its topic comes up and the second one be accepted; the broker
   * then calls every retry of the first out of order, until its delivery times out (KAFKA-15591, in
   * brokers up to 4.4).
   */
  private static final Map<String, Object> RELIABLE =
      Map.of(
          "acks",
          "all",
          "enable.idempotence",
          true,
          "retries",
          Integer.MAX_VALUE,
          "max.in.flight.requests.per.connection",
          1);

  private ClientFactory() {}

  /** Asks the brokers; closing it waits for no answer. */
  public static Admin admin(KafkaSettings kafka) {
    return admin(kafka, Map.of());
  }

  public static Admin admin(KafkaSettings kafka, Map<String, ?> defaults) {
    return made(kafka, defaults, Map.of(), PromptAdmin::new);
  }

  /** Reads partitions that it is told to read; sees committed transactions only. */
  public static Consumer<byte[], byte[]> reader(KafkaSettings kafka, Map<String, ?> defaults) {
    return kafka.folder() != null
        ? kafka.folder().reader()
        : consumer(kafka, defaults, with(COMMITTED_ONLY, FROM_THE_BEGINNING));
  }

  /** The same, but it sees what is in open transactions too, and does not end before them. */
  public static KafkaConsumer<byte[], byte[]> readerOfAll(
      KafkaSettings kafka, Map<String, ?> defaults) {
    return consumer(kafka, defaults, with(OFFSETS_ARE_OURS, FROM_THE_BEGINNING));
  }

  /**
   * Takes part in a group, or commits to it; sees committed transactions only.
   *
   * @param fixed more that must not be overridden
   */
  public static KafkaConsumer<byte[], byte[]> member(
      KafkaSettings kafka, String group, Map<String, ?> defaults, Map<String, ?> fixed) {
    return consumer(kafka, defaults, with(with(COMMITTED_ONLY, fixed), Map.of("group.id", group)));
  }

  /** Takes part in a share group, takes no more records than it asks for, and answers for each. */
  public static KafkaShareConsumer<byte[], byte[]> shareMember(
      KafkaSettings kafka, String group, String client, Map<String, ?> defaults) {
    Map<String, Object> fixed =
        Map.of(
            "group.id",
            group,
            "client.id",
            client,
            "share.acknowledgement.mode",
            "explicit",
            "share.acquire.mode",
            "record_limit");
    return made(
        kafka,
        defaults,
        fixed,
        properties ->
            new KafkaShareConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
  }

  /** Sends what is neither lost nor doubled, compressed. */
  public static KafkaProducer<byte[], byte[]> producer(
      KafkaSettings kafka, Map<String, ?> defaults, Map<String, ?> fixed) {
    return made(
        kafka,
        with(COMPRESSED, defaults),
        with(RELIABLE, fixed),
        properties ->
            new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer()));
  }

  /**
   * Sends in transactions; a second one with the same id fences the first.
   *
   * @param limitMillis after which the broker gives a transaction up that nobody ends
   */
  public static KafkaProducer<byte[], byte[]> transactional(
      KafkaSettings kafka,
      String id,
      int limitMillis,
      Map<String, ?> defaults,
      Map<String, ?> fixed) {
    Map<String, Object> transactions =
        Map.of("transactional.id", id, "transaction.timeout.ms", limitMillis);
    return producer(kafka, defaults, with(transactions, fixed));
  }

  private static KafkaConsumer<byte[], byte[]> consumer(
      KafkaSettings kafka, Map<String, ?> defaults, Map<String, ?> fixed) {
    return made(
        kafka,
        defaults,
        fixed,
        properties ->
            new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
  }

  private static <T> T made(
      KafkaSettings kafka,
      Map<String, ?> defaults,
      Map<String, ?> fixed,
      Function<Map<String, Object>, T> constructor) {
    if (kafka.folder() != null) {
      throw new IllegalStateException("this needs a broker that runs");
    }
    try {
      return constructor.apply(kafka.clientProperties(defaults, fixed));
    } catch (KafkaException e) {
      String reason = reason(e);
      // Kafka takes it for a fault of the settings. But where containers run, a name is known only
      // while its server runs.
      if (reason.startsWith("No resolvable bootstrap")) {
        throw new InfrastructureException(
            "no address is known for the broker "
                + kafka.bootstrapServers()
                + ": check the name, and that its server runs",
            e);
      }
      throw new UsageException("the Kafka settings cannot be used: " + reason, e);
    }
  }

  private static Map<String, Object> with(Map<String, ?> some, Map<String, ?> others) {
    Map<String, Object> all = new HashMap<>(some);
    all.putAll(others);
    return all;
  }

  /** Of the last cause: Kafka wraps what went wrong several times. */
  private static String reason(KafkaException failure) {
    Throwable last = failure;
    for (Throwable next = failure.getCause(); next != null; next = next.getCause()) {
      last = next;
    }
    return last instanceof KafkaException
        ? String.valueOf(last.getMessage())
        : last.getClass().getSimpleName() + ": " + last.getMessage();
  }
}
