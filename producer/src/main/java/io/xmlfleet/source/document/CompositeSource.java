package io.xmlfleet.source.document;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Several sources, one after the other. */
public final class CompositeSource extends LookAheadSource {
  private static final int NAMED = 3;

  private final List<DocumentSource> sources;
  private int current;

  public CompositeSource(List<DocumentSource> sources) {
    this.sources = List.copyOf(sources);
  }

  @Override
  public String description() {
    List<String> named = sources.stream().limit(NAMED).map(DocumentSource::description).toList();
    int others = sources.size() - named.size();
    return String.join(", ", named) + (others == 0 ? "" : " and " + others + " more");
  }

  @Override
  public OptionalLong total() {
    long total = 0;
    for (DocumentSource source : sources) {
      OptionalLong part = source.total();
      if (part.isEmpty()) {
        return part;
      }
      total += part.getAsLong();
    }
    return OptionalLong.of(total);
  }

  @Override
  public int leftOut() {
    return sources.stream().mapToInt(DocumentSource::leftOut).sum();
  }

  @Override
  protected @Nullable FoundDocument look() {
    while (current < sources.size() && !sources.get(current).hasNext()) {
      current++;
    }
    return current < sources.size() ? sources.get(current).find() : null;
  }

  @Override
  public void close() {
    sources.forEach(DocumentSource::close);
  }
}
