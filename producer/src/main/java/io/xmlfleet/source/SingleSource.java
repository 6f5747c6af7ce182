package io.xmlfleet.source;

import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** One document, read when it is asked for. */
final class SingleSource implements DocumentSource {
  private final String description;
  private final Supplier<SourceDocument> read;
  private boolean taken;

  SingleSource(String description, Supplier<SourceDocument> read) {
    this.description = description;
    this.read = read;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public OptionalLong total() {
    return OptionalLong.of(1);
  }

  @Override
  public boolean hasNext() {
    return !taken;
  }

  @Override
  public SourceDocument next() {
    if (taken) {
      throw new NoSuchElementException();
    }
    taken = true;
    return read.get();
  }

  @Override
  public void close() {}
}
