package io.xmlfleet.publish;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.message.FileKey;
import io.xmlfleet.message.FileReference;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.ItemId;
import io.xmlfleet.message.RunEvent;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.message.WorkItemCodec;
import io.xmlfleet.source.DocumentSource;
import io.xmlfleet.source.FoundDocument;
import io.xmlfleet.source.SourceDocument;
import io.xmlfleet.topic.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The sending of one run: started, the items, all acknowledgements, sealed. Confined to one thread.
 */
final class Publication {
  // Somebody is waiting for the process to end.
  private static final Duration LAST_WORDS = Duration.ofSeconds(10);

  /** Reading a smaller one costs as much as its way through the brokers. */
  private static final int WORTH_LEAVING = 16 * 1024;

  /** A document that is on its way. */
  record Sent(ItemId item, String recordId, int bytes) {}

  private final SendTracker<Sent> tracker;
  private final TopicNames topics;
  private final PublishSettings settings;
  private final Clock clock;
  private final RunEvent started;
  private final Refusals refusals;

  private long sequence;
  private long refused;
  private long bytes;

  Publication(
      SendTracker<Sent> tracker,
      TopicNames topics,
      PublishSettings settings,
      Clock clock,
      RunEvent started) {
    this.tracker = tracker;
    this.topics = topics;
    this.settings = settings;
    this.clock = clock;
    this.started = started;
    this.refusals = new Refusals(topics, started.contract(), clock);
  }

  /**
   * Sends everything, or what was read when it is cancelled.
   *
   * @throws InfrastructureException if the brokers fail; what was sent stays sent
   */
  PublishSummary run(DocumentSource source, PublishListener listener, BooleanSupplier cancelled) {
    try {
      announce(started);
      while (!cancelled.getAsBoolean() && source.hasNext()) {
        throwIfInterrupted();
        publish(source.find());
        refuseTooLarge();
        listener.progressed(progress(source));
      }
      settle();
      listener.progressed(progress(source));
      return cancelled.getAsBoolean() && source.hasNext() ? cancel(source) : seal(source);
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
    FileKey key = settings.fileKey();
    FoundDocument.InFile file = found.file();
    if (key == null || file == null || !staysInItsFile(file.bytes())) {
      publish(found.read());
      return;
    }
    ItemId item = new ItemId(started.run(), ++sequence);
    bytes += file.bytes();
    FileReference reference =
        key.refer(file.path().toString(), file.bytes(), file.modifiedMillis());
    tracker.sendDocument(
        WorkItemCodec.encode(
            topics.work(),
            WorkItem.inFile(item, file.recordId(), started.contract(), 1, reference)),
        new Sent(item, file.recordId(), Math.toIntExact(file.bytes())));
  }

  private boolean staysInItsFile(long size) {
    return size >= WORTH_LEAVING && size <= settings.maxDocumentBytes();
  }

  private void publish(SourceDocument document) throws InterruptedException {
    ItemId item = new ItemId(started.run(), ++sequence);
    if (document instanceof SourceDocument.Refused rejected) {
      refuse(item, rejected);
    } else if (document instanceof SourceDocument.Read read) {
      int size = read.bytes().length;
      if (size > settings.maxDocumentBytes()) {
        refuse(item, tooLarge(read.recordId(), size));
        return;
      }
      bytes += size;
      tracker.sendDocument(
          WorkItemCodec.encode(
              topics.work(),
              new WorkItem(item, read.recordId(), started.contract(), 1, read.bytes())),
          new Sent(item, read.recordId(), size));
    }
  }

  private SourceDocument.Refused tooLarge(String recordId, int size) {
    return SourceDocument.Refused.tooLarge(recordId, size, settings.maxDocumentBytes());
  }

  private void refuse(ItemId item, SourceDocument.Refused rejected) throws InterruptedException {
    refused++;
    for (ProducerRecord<byte[], byte[]> told :
        refusals.records(item, rejected.recordId(), rejected.reason())) {
      tracker.send(told);
    }
  }

  /** The topic may take less than our limit; only the broker knows. */
  private boolean refuseTooLarge() throws InterruptedException {
    List<Sent> tooLarge = tracker.takeTooLarge();
    for (Sent sent : tooLarge) {
      bytes -= sent.bytes();
      String reason =
          String.format(
              Locale.ROOT,
              "the document has %,d bytes, more than the topic %s takes (max.message.bytes)",
              sent.bytes(),
              topics.work());
      refuse(sent.item(), new SourceDocument.Refused(sent.recordId(), reason));
    }
    return !tooLarge.isEmpty();
  }

  private void settle() throws InterruptedException {
    do {
      tracker.awaitAcknowledged();
    } while (refuseTooLarge());
  }

  private PublishSummary seal(DocumentSource source) throws InterruptedException {
    announce(started.sealed(sequence, clock.instant()));
    return summary(RunEvent.State.SEALED, source);
  }

  private PublishSummary cancel(DocumentSource source) throws InterruptedException {
    announce(started.cancelled(sequence, clock.instant()));
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
      while (refuseTooLarge()) {
        tracker.awaitAcknowledged(LAST_WORDS);
      }
      tracker.send(event(started.cancelled(done(), clock.instant())));
      tracker.awaitAcknowledged(LAST_WORDS);
      return summary(RunEvent.State.CANCELLED, source);
    } catch (InterruptedException e) {
      throw new InfrastructureException(
          "interrupted twice: the end of the run " + started.run() + " is not announced", e);
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
                + started.run()
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
      tracker.send(event(started.cancelled(done(), clock.instant())));
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
    return tracker.acknowledged() + refused;
  }

  private PublishProgress progress(DocumentSource source) {
    return new PublishProgress(tracker.acknowledged(), refused, bytes, source.total());
  }

  private PublishSummary summary(RunEvent.State end, DocumentSource source) {
    return new PublishSummary(
        started.run(),
        end,
        progress(source),
        Duration.between(started.startedAt(), clock.instant()));
  }
}
