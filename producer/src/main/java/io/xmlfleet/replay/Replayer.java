package io.xmlfleet.replay;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.letter.DeadLetterEntry;
import io.xmlfleet.letter.DeadLetterReader;
import io.xmlfleet.letter.DocumentPlace;
import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.LetterAction;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.publish.ReliableProducer;
import io.xmlfleet.topic.TopicNames;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * Sends open dead letters to work again, as the same items with the next attempt. A letter stays
 * open until a worker has loaded it. Confined to one thread.
 *
 * <p>Documents and the record of who sent them commit together, under a transactional id that all
 * replays of a fleet share: a new one ends what an earlier one left half-way, before it looks at
 * what was sent. So a replay that died is done again without a document twice.
 */
public final class Replayer implements AutoCloseable {
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  private final DeadLetterReader reader;
  private final Producer<byte[], byte[]> producer;
  private final TopicNames topics;
  private final Clock clock;

  Replayer(
      DeadLetterReader reader, Producer<byte[], byte[]> producer, TopicNames topics, Clock clock) {
    this.reader = reader;
    this.producer = producer;
    this.topics = topics;
    this.clock = clock;
  }

  /**
   * Connects to the brokers, and ends any other replay of this fleet.
   *
   * @throws UsageException if a Kafka client property is not usable
   * @throws InfrastructureException if the brokers do not answer or refuse, or a topic is missing
   */
  public static Replayer connect(KafkaSettings kafka, TopicNames topics, Clock clock) {
    Producer<byte[], byte[]> producer =
        ReliableProducer.transactional(
            kafka,
            topics.replayTransactions(),
            List.of(topics.work(), topics.deadLetters(), topics.deadLetterActions()));
    try {
      return new Replayer(DeadLetterReader.connect(kafka, topics), producer, topics, clock);
    } catch (RuntimeException e) {
      producer.close(Duration.ZERO);
      throw e;
    }
  }

  /**
   * Looks up what would be replayed and sends nothing.
   *
   * @throws InfrastructureException if the brokers do not answer or the topic is missing
   */
  public ReplayPlan plan(ReplayRequest request) {
    return ReplayPlan.of(request, reader);
  }

  /**
   * Sends the plan's documents.
   *
   * @param action who does it and what was asked for; on no letters yet
   * @param progress told how many are sent, after each transaction
   * @throws InfrastructureException if the brokers fail, another replay begins or the thread is
   *     interrupted; the message says how far it came
   */
  public ReplaySummary replay(
      ReplayPlan plan, LetterAction action, Pacer pacer, LongConsumer progress) {
    ReplayTransactions transactions = new ReplayTransactions(producer, topics);
    Outgoing outgoing = new Outgoing(transactions, action, pacer, clock, progress);
    Set<ItemId> missing = new HashSet<>();
    plan.replayable().forEach(letter -> missing.add(letter.item()));
    try {
      boolean all =
          visit(
              plan,
              next -> {
                missing.remove(next.item());
                return outgoing.add(next);
              });
      boolean done = all && outgoing.send();
      return summary(plan, transactions, done ? missing : Set.of(), outgoing.stopped());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw stopped(plan, transactions, "interrupted", e);
    } catch (InfrastructureException e) {
      throw stopped(plan, transactions, String.valueOf(e.getMessage()), e);
    }
  }

  /** Ends a transaction that is open, too. */
  @Override
  public void close() {
    try {
      reader.close();
    } finally {
      producer.close(CLOSE_LIMIT);
    }
  }

  /** Takes what is to be sent; says whether to go on. */
  private interface Sender {
    boolean send(WorkItem item) throws InterruptedException;
  }

  /** Hands over the plan's items one after the other, until the sender ends it. */
  private boolean visit(ReplayPlan plan, Sender sender) throws InterruptedException {
    CorrectedDocuments corrections = plan.corrections();
    if (corrections == null) {
      return reader.visitDocuments(
          plan.replayable(),
          full -> sender.send(next(full.entry(), full.letter(), document(full.letter()))));
    }
    for (DeadLetterEntry letter : plan.replayable()) {
      byte[] document = corrections.document(letter.item());
      if (!sender.send(next(letter, letter.head(), document))) {
        return false;
      }
    }
    return true;
  }

  private static byte[] document(DeadLetter letter) {
    byte[] document = letter.document();
    if (document == null) {
      throw new IllegalStateException(letter.item() + " was planned and has no document");
    }
    return document;
  }

  private static WorkItem next(DeadLetterEntry entry, DeadLetter letter, byte[] document) {
    return WorkItem.again(letter, entry.nextAttempt(), document);
  }

  private static ReplaySummary summary(
      ReplayPlan plan, ReplayTransactions transactions, Set<ItemId> missing, boolean stopped) {
    List<DeadLetterEntry> gone =
        plan.replayable().stream()
            .filter(letter -> missing.contains(letter.item()))
            .filter(letter -> letter.document() == DocumentPlace.WORK_TOPIC)
            .toList();
    return new ReplaySummary(
        transactions.sent(), missing.size() - gone.size(), gone, transactions.tooLarge(), stopped);
  }

  private static InfrastructureException stopped(
      ReplayPlan plan, ReplayTransactions transactions, String reason, Exception cause) {
    return new InfrastructureException(
        reason
            + ". The replay stopped after "
            + transactions.sent().size()
            + " of "
            + plan.replayable().size()
            + " documents; do it again, none is sent twice",
        cause);
  }
}
