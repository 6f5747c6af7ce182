package io.xmlfleet.wiring;

import io.xmlfleet.process.Opening;
import io.xmlfleet.publish.PublishProgress;
import io.xmlfleet.publish.PublishSummary;
import io.xmlfleet.publish.WorkPublisher;
import io.xmlfleet.source.document.DocumentSource;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Publishes a run on a thread of its own, while another one watches. Thread-safe. */
public final class PublishTask implements AutoCloseable {
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(30);

  private final WorkPublisher publisher;
  private final CompletableFuture<PublishSummary> result = new CompletableFuture<>();
  private final Thread thread;
  private volatile @Nullable PublishProgress progress;

  private PublishTask(
      WorkPublisher publisher, String run, @Nullable String contract, DocumentSource source) {
    this.publisher = publisher;
    this.thread =
        new Thread(
            () -> {
              try {
                result.complete(publisher.publish(run, contract, source, p -> progress = p));
              } catch (Throwable e) { // handed to the watcher, who must not wait for ever
                result.completeExceptionally(e);
              }
            },
            "producer");
  }

  /**
   * Starts to send.
   *
   * @param publisher closed with this
   * @param source not closed
   */
  public static PublishTask start(
      WorkPublisher publisher, String run, @Nullable String contract, DocumentSource source) {
    PublishTask task = new PublishTask(publisher, run, contract, source);
    task.thread.start();
    return task;
  }

  /** How far it is; null before the first document. */
  public @Nullable PublishProgress progress() {
    return progress;
  }

  public boolean done() {
    return result.isDone();
  }

  /** Stops after the document in hand. */
  public void cancel() {
    publisher.cancel();
  }

  /**
   * What was sent; waits for it.
   *
   * @throws io.xmlfleet.failure.XmlfleetException as {@link WorkPublisher#publish}
   */
  public PublishSummary summary() {
    return Opening.joined(result);
  }

  @Override
  public void close() {
    publisher.cancel();
    try {
      thread.join(CLOSE_LIMIT.toMillis());
      if (thread.isAlive()) {
        thread.interrupt();
        thread.join(CLOSE_LIMIT.toMillis());
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    } finally {
      publisher.close();
    }
  }
}
