package io.xmlfleet.publish;

import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.source.document.SourceDocument;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Documents from memory; something may happen before one of them. */
final class ListSource implements DocumentSource {
  private final List<SourceDocument> documents;
  private final Iterator<SourceDocument> iterator;
  private final AtomicInteger taken = new AtomicInteger();
  private Runnable event = () -> {};
  private int eventBefore = -1;
  private boolean unbounded;
  private Runnable idle = () -> {};

  ListSource(List<SourceDocument> documents) {
    this.documents = documents;
    this.iterator = documents.iterator();
  }

  /** {@code 1.xml}, {@code 2.xml} … */
  static ListSource of(int count) {
    return new ListSource(
        IntStream.rangeClosed(1, count)
            .mapToObj(i -> read(i + ".xml", "<a n='" + i + "'/>"))
            .toList());
  }

  static SourceDocument read(String recordId, String xml) {
    return new SourceDocument.Read(recordId, xml.getBytes(StandardCharsets.UTF_8));
  }

  ListSource before(int index, Runnable what) {
    eventBefore = index;
    event = what;
    return this;
  }

  /** As if more could come: idle before each document but the first. */
  ListSource unbounded() {
    unbounded = true;
    return this;
  }

  @Override
  public boolean isUnbounded() {
    return unbounded;
  }

  @Override
  public void whenIdle(Runnable action) {
    idle = action;
  }

  int taken() {
    return taken.get();
  }

  @Override
  public String description() {
    return "a list";
  }

  @Override
  public OptionalLong total() {
    return OptionalLong.of(documents.size());
  }

  @Override
  public boolean hasNext() {
    if (unbounded && taken() > 0) {
      idle.run();
    }
    return iterator.hasNext();
  }

  @Override
  public SourceDocument next() {
    if (taken.incrementAndGet() == eventBefore) {
      event.run();
    }
    return iterator.next();
  }

  @Override
  public void close() {}
}
