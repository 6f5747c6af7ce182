package io.xmlfleet.publish;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.Stopwatch;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.FileKey;
import io.xmlfleet.message.FileReference;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.RunEvent;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.message.WorkItemCodec;
import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.source.document.FoundDocument;
import io.xmlfleet.source.document.SourceDocument;
import io.xmlfleet.source.file.PathText;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.trace.Tracing;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The sending of one run: started, the items, all acknowledgements, sealed; in between how far it
 * is, so that another process can go on from there. Confined to one thread.
 */
final class Publication {
  // Somebody is waiting for the process to end.
  private static final Duration LAST_WORDS = Duration.ofSeconds(10);

  /** What a process that goes on after this one has to read again of the topic, in time. */
  private static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(5);

  /** Reading a smaller one costs as much as its way through the brokers. */
  private static final int WORTH_LEAVING = 16 * 1024;

  /** A document that is on its way. */
  record Sent(ItemId item, String recordId, int bytes) {}

  private final SendTracker<Sent> tracker;
  private final TopicNames topics;
  private final String work;
  private final PublishSettings settings;
  private final Clock clock;
  private final Sequences sequences;
  private final long before;
  private final RejectedItems rejections;
  private final Tracing tracing = Tracing.global();

  private final Stopwatch sending;
  private Stopwatch sinceEvent;
  private RunEvent latest;
  private String lastRecordId = "";
  private long rejected;
  private long bytes;

  /**
   * A run, new or going on.
   *
   * @param latest the event to begin with
   * @param sequences beyond what was sent earlier
   */
  Publication(
      SendTracker<Sent> tracker,
      TopicNames topics,
      PublishSettings settings,
      Clock clock,
      RunEvent latest,
      Sequences sequences) {
    this.tracker = tracker;
    this.topics = topics;
    this.work = topics.work(settings.priority());
    this.settings = settings;
    this.clock = clock;
    this.latest = latest;
    this.sending = Stopwatch.start(clock);
    this.sinceEvent = sending;
    this.sequences = sequences;
    this.before = sequences.last() + sequences.sentBefore();
    this.rejections = new RejectedItems(topics, latest.contract(), clock);
  }

  /**
   * Sends everything, or what was read when it is cancelled.
   *
   * @throws InfrastructureException if the brokers fail; what was sent stays sent
   */
  PublishSummary run(DocumentSource source, PublishListener listener, BooleanSupplier cancelled) {
    try {
      announce(latest);
      listener.progressed(progress(source));
      source.whenIdle(() -> whileIdle(source, listener));
      while (!cancelled.getAsBoolean() && source.hasNext()) {
        throwIfInterrupted();
        publish(source.find());
        rejectTooLarge();
        rememberNowAndThen(source);
        listener.progressed(progress(source));
      }
      if (!source.isUnbounded() && !source.hasNext()) {
        rejectVanished();
      }
      settle();
      source.settled();
      listener.progressed(progress(source));
      boolean early = cancelled.getAsBoolean() && !source.isUnbounded() && source.hasNext();
      return early ? cancel(source) : seal(source);
    } catch (InterruptedException e) {
      return interrupted(source);
    } catch (InfrastructureException e) {
      throw stopped(e, source);
    } catch (RuntimeException e) {
      lastWords(e);
      throw e;
    }
  }

  private void publish(FoundDocument found) throws InterruptedException {
    lastRecordId = found.recordId();
    if (sequences.wasSent(lastRecordId)) {
      return;
    }
    FileKey key = settings.fileKey();
    FoundDocument.InFile file = found.file();
    if (key == null || file == null || !staysInItsFile(file)) {
      publish(found, found.read());
      return;
    }
    ItemId item = nextItem();
    bytes += file.bytes();
    FileReference reference =
        key.refer(file.path().toString(), file.bytes(), file.modifiedMillis());
    send(
        WorkItem.inFile(item, found.recordId(), latest.contract(), 1, reference)
            .from(found.origin())
            .after(found.sendAs(item.sequence())),
        Math.toIntExact(file.bytes()));
  }

  private void send(WorkItem item, int size) throws InterruptedException {
    try (Tracing.Sending span = tracing.sending(item)) {
      tracker.sendDocument(
          WorkItemCodec.encode(work, item.tracedBy(span.trace())),
          new Sent(item.item(), item.recordId(), size));
    }
  }

  private ItemId nextItem() {
    return new ItemId(latest.run(), sequences.next());
  }

  /** Waits for the acknowledgements first, so that a checkpoint is one number and no set. */
  private void rememberNowAndThen(DocumentSource source) throws InterruptedException {
    if (!sinceEvent.reached(BETWEEN_CHECKPOINTS) || !sequences.settled()) {
      return;
    }
    settle();
    remember(source);
  }

  /** Nobody calls while a source waits for documents; what is under way must not wait with it. */
  private void whileIdle(DocumentSource source, PublishListener listener) {
    try {
      settle();
      RunEvent.Checkpoint last = latest.checkpoint();
      if (sequences.last() > (last == null ? 0 : last.sequence()) && sequences.settled()) {
        remember(source);
        listener.progressed(progress(source));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void remember(DocumentSource source) throws InterruptedException {
    source.settled();
    latest = latest.reached(here());
    tracker.send(event(latest));
    sinceEvent = Stopwatch.start(clock);
  }

  private RunEvent.Checkpoint here() {
    return new RunEvent.Checkpoint(sequences.last(), lastRecordId, clock.instant());
  }

  /** Numbers that were to be those of documents which are gone: the run's total counts them. */
  private void rejectVanished() throws InterruptedException {
    while (sequences.hasGap()) {
      ItemId item = nextItem();
      reject(
          item,
          new SourceDocument.Rejected(
              item.key(), "the document was not there any more when the run was resumed"));
    }
  }

  private boolean staysInItsFile(FoundDocument.InFile file) {
    return file.bytes() >= WORTH_LEAVING
        && file.bytes() <= settings.maxDocumentBytes()
        && PathText.isShown(file.path());
  }

  private void publish(FoundDocument found, SourceDocument document) throws InterruptedException {
    ItemId item = nextItem();
    List<Long> earlier = found.sendAs(item.sequence());
    if (document instanceof SourceDocument.Rejected unread) {
      reject(item, unread);
    } else if (document instanceof SourceDocument.Read read) {
      int size = read.bytes().length;
      if (size > settings.maxDocumentBytes()) {
        reject(item, tooLarge(read.recordId(), size));
        return;
      }
      bytes += size;
      WorkItem work = new WorkItem(item, read.recordId(), latest.contract(), 1, read.bytes());
      send(work.from(found.origin()).after(earlier), size);
    }
  }

  private SourceDocument.Rejected tooLarge(String recordId, int size) {
    return SourceDocument.Rejected.tooLarge(recordId, size, settings.maxDocumentBytes());
  }

  private void reject(ItemId item, SourceDocument.Rejected document) throws InterruptedException {
    rejected++;
    for (ProducerRecord<byte[], byte[]> told :
        rejections.records(item, document.recordId(), document.reason())) {
      tracker.send(told);
    }
  }

  /** The topic may take less than our limit; only the broker knows. */
  private boolean rejectTooLarge() throws InterruptedException {
    List<Sent> tooLarge = tracker.takeTooLarge();
    for (Sent sent : tooLarge) {
      bytes -= sent.bytes();
      String reason =
          String.format(
              Locale.ROOT,
              "the document has %,d bytes, more than the topic %s takes (max.message.bytes)",
              sent.bytes(),
              work);
      reject(sent.item(), new SourceDocument.Rejected(sent.recordId(), reason));
    }
    return !tooLarge.isEmpty();
  }

  private void settle() throws InterruptedException {
    do {
      tracker.awaitAcknowledged();
    } while (rejectTooLarge());
  }

  private PublishSummary seal(DocumentSource source) throws InterruptedException {
    announce(latest.sealed(sequences.last(), clock.instant()));
    return summary(RunEvent.State.SEALED, source);
  }

  private PublishSummary cancel(DocumentSource source) throws InterruptedException {
    if (!lastRecordId.isEmpty() && sequences.settled()) { // else the checkpoint before it holds
      latest = latest.reached(here());
    }
    announce(latest.cancelled(sequences.last(), clock.instant()));
    return summary(RunEvent.State.CANCELLED, source);
  }

  private void announce(RunEvent event) throws InterruptedException {
    tracker.send(event(event));
    tracker.awaitAcknowledged();
  }

  private ProducerRecord<byte[], byte[]> event(RunEvent event) {
    return new ProducerRecord<>(
        topics.runs(), event.run().getBytes(StandardCharsets.UTF_8), FleetJson.write(event));
  }

  /** Leaves in order within a short time, then sets the flag again. */
  private PublishSummary interrupted(DocumentSource source) {
    try {
      tracker.awaitAcknowledged(LAST_WORDS);
      while (rejectTooLarge()) {
        tracker.awaitAcknowledged(LAST_WORDS);
      }
      tracker.send(event(latest.cancelled(done(), clock.instant())));
      tracker.awaitAcknowledged(LAST_WORDS);
      return summary(RunEvent.State.CANCELLED, source);
    } catch (InterruptedException e) {
      throw new InfrastructureException(
          "interrupted twice: the end of the run " + latest.run() + " is not announced", e);
    } catch (InfrastructureException e) {
      throw stopped(e, source);
    } finally {
      Thread.currentThread().interrupt();
    }
  }

  private InfrastructureException stopped(InfrastructureException e, DocumentSource source) {
    String total = source.total().isPresent() ? " of " + source.total().getAsLong() : "";
    InfrastructureException stopped =
        new InfrastructureException(
            e.getMessage()
                + ". The run "
                + latest.run()
                + " stopped after "
                + done()
                + total
                + " documents. Send it again when Kafka is well: what is loaded is recognised",
            e.getCause());
    lastWords(stopped);
    return stopped;
  }

  /** Tells the fleet that the run ends here, if anybody listens. */
  private void lastWords(RuntimeException reason) {
    if (tracker.unanswered()) {
      return;
    }
    try {
      tracker.forgetFailure();
      tracker.send(event(latest.cancelled(done(), clock.instant())));
      tracker.awaitAcknowledged(LAST_WORDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (InfrastructureException e) {
      reason.addSuppressed(e);
    }
  }

  private static void throwIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted between two documents");
    }
  }

  private long done() {
    return before + tracker.acknowledged() + rejected;
  }

  private PublishProgress progress(DocumentSource source) {
    return new PublishProgress(before + tracker.acknowledged(), rejected, bytes, source.total());
  }

  private PublishSummary summary(RunEvent.State end, DocumentSource source) {
    return new PublishSummary(latest.run(), end, progress(source), sending.elapsed());
  }
}
