package io.xmlfleet.bench;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.xml.BarePass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** How fast the parser alone goes through the documents: the ceiling. Immutable. */
record ParserBaseline(List<Path> documents, int threads) {
  private static final double NANOS = 1e9;

  /**
   * Reads each document once, as many at a time as there are threads.
   *
   * @return documents a second; the time in which a thread parses counts, not the disk's
   */
  double documentsPerSecond() throws InterruptedException {
    BarePass pass = new BarePass();
    AtomicInteger next = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Long>> parts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        parts.add(pool.submit(() -> parse(pass, next)));
      }
      long nanos = 0;
      for (Future<Long> part : parts) {
        nanos += part.get();
      }
      return documents.size() * threads * NANOS / nanos;
    } catch (ExecutionException e) {
      throw new InfrastructureException("the parser alone did not read every document", e);
    } finally {
      pool.shutdownNow();
    }
  }

  private long parse(BarePass pass, AtomicInteger next) {
    long nanos = 0;
    long seen = 0;
    for (int i = next.getAndIncrement(); i < documents.size(); i = next.getAndIncrement()) {
      byte[] document = bytes(documents.get(i));
      long started = System.nanoTime();
      seen += pass.read(document);
      nanos += System.nanoTime() - started;
    }
    // The sum is used, so that the work is not left out; no document has texts of negative length.
    return seen < 0 ? 0 : nanos;
  }

  private static byte[] bytes(Path document) {
    try {
      return Files.readAllBytes(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
