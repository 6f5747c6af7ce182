package io.xmlfleet.draft;

import io.xmlfleet.contract.Limits;
import io.xmlfleet.failure.Deadline;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.xml.DocumentWalk;
import io.xmlfleet.xml.ElementVisitor;
import io.xmlfleet.xml.StartTag;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What sample documents have in common. Memory grows with the number of different paths, which is
 * bounded, not with that of documents. Confined to one thread.
 */
public final class DocumentProfile {
  private static final Duration LIMIT_OF_A_DOCUMENT = Duration.ofMinutes(5);
  private static final int MOST_HASHES = 500_000;

  private static final ElementVisitor NOBODY =
      new ElementVisitor() {
        @Override
        public void start(StartTag tag) {}

        @Override
        public void text(char[] characters, int start, int length) {}

        @Override
        public void end() {}
      };

  private final DocumentWalk walk = new DocumentWalk(Limits.DEFAULT);
  private final Map<QualifiedName, ElementProfile> roots = new LinkedHashMap<>();
  private final ProfileBounds bounds = new ProfileBounds(MOST_HASHES);
  private final Clock clock;
  private long documents;

  public DocumentProfile(Clock clock) {
    this.clock = clock;
  }

  /**
   * Takes one document, if it can be read to its end.
   *
   * @return why it cannot be used, or null; then the profile is as before
   */
  public @Nullable Failure add(byte[] document) {
    Deadline deadline = Deadline.after(LIMIT_OF_A_DOCUMENT, clock);
    Failure failure = walk.walk(document, deadline, NOBODY);
    if (failure == null) {
      failure = walk.walk(document, deadline, new ProfileVisitor(roots, bounds));
      documents += failure == null ? 1 : 0;
    }
    return failure;
  }

  /** How many documents it has taken. */
  public long documents() {
    return documents;
  }

  /** Local names of the root elements, in the order of their first appearance. */
  public List<String> roots() {
    return roots.keySet().stream().map(QualifiedName::local).distinct().toList();
  }

  /** One a local name: roots that differ by namespace only are not kept apart. */
  List<ElementProfile> rootProfiles() {
    ElementProfile all = new ElementProfile(new QualifiedName("", ""), bounds.memory());
    roots.values().forEach(all::put);
    all.foldNamesakes();
    roots.keySet().retainAll(all.children().stream().map(ElementProfile::name).toList());
    return List.copyOf(all.children());
  }
}
