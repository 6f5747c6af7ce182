package io.xmlfleet.process;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is opened on a thread of its own while others are opened, and closed with this.
 * Thread-safe.
 */
public final class Opening<T> implements AutoCloseable {
  private final CompletableFuture<T> opened = new CompletableFuture<>();
  private final Consumer<T> closing;
  private @Nullable CompletableFuture<Void> closed;

  private Opening(Consumer<T> closing) {
    this.closing = closing;
  }

  /** Begins to open. */
  public static <T> Opening<T> begin(String name, Supplier<T> open, Consumer<T> close) {
    Opening<T> opening = new Opening<>(close);
    Thread thread =
        new Thread(
            () -> {
              try {
                opening.opened.complete(open.get());
              } catch (Throwable e) { // handed to who waits for it
                opening.opened.completeExceptionally(e);
              }
            },
            name);
    thread.start();
    return opening;
  }

  /** What was opened; waits for it, and throws what the opening threw. */
  public T get() {
    return joined(opened);
  }

  /** Waits for what another thread makes, and throws what that one threw. */
  public static <T> T joined(CompletableFuture<T> made) {
    try {
      return made.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) { // a part of the installation is missing, for one
        throw error;
      }
      throw e;
    }
  }

  /** Begins to close on another thread, while others are closed; {@link #close} waits for it. */
  public synchronized void closeBeside() {
    if (closed == null) {
      closed = CompletableFuture.runAsync(this::closeOpened);
    }
  }

  /** Closes what was opened; nothing, if that failed. */
  @Override
  public synchronized void close() {
    if (closed == null) {
      closeOpened();
    } else {
      joined(closed);
    }
  }

  private void closeOpened() {
    T open;
    try {
      open = opened.join();
    } catch (CompletionException e) {
      return; // told by get, or overtaken by another failure
    }
    closing.accept(open);
  }
}
