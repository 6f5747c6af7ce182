package io.xmlfleet.draft.profile;

import io.xmlfleet.contract.Limits;
import io.xmlfleet.draft.ContractDraft;
import io.xmlfleet.draft.ElementShape;
import io.xmlfleet.draft.Prefixes;
import io.xmlfleet.draft.QualifiedName;
import io.xmlfleet.failure.Deadline;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.text.Counted;
import io.xmlfleet.xml.DocumentWalk;
import io.xmlfleet.xml.ElementVisitor;
import io.xmlfleet.xml.StartTag;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
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

  /** More kinds of documents than this are too many for one contract. */
  private static final int MOST_ROOTS = 12;

  private static final int MOST_NAMED = 8;

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

  /**
   * A contract for documents like the samples.
   *
   * @param root local name of the root element to choose; null: all
   * @param givenName of the contract; null: made of the root elements' names
   * @throws UsageException if there is no such root element, or there are too many
   */
  public ContractDraft draft(@Nullable String root, @Nullable String givenName) {
    List<ElementProfile> roots = new ArrayList<>(rootProfiles());
    List<String> names = roots();
    roots.removeIf(each -> root != null && !each.name().local().equals(root));
    if (roots.isEmpty()) {
      throw new UsageException(
          "no document has the root element " + root + "; there are: " + listed(names));
    }
    if (roots.size() > MOST_ROOTS) {
      throw new UsageException(
          "the documents have "
              + roots.size()
              + " different root elements, too many for one"
              + " contract: "
              + listed(names)
              + "; choose some of the files with --include, or one root with contract init --root");
    }
    long documents = roots.stream().mapToLong(ElementProfile::instances).sum();
    Prefixes prefixes = new Prefixes();
    List<ElementShape> shapes =
        roots.stream().map(each -> new ProfileShapes(prefixes).root(each)).toList();
    return ContractDraft.of(shapes, prefixes, givenName, Counted.of(documents, "sample document"));
  }

  /** One a local name: roots that differ by namespace only are not kept apart. */
  List<ElementProfile> rootProfiles() {
    ElementProfile all = new ElementProfile(new QualifiedName("", ""), bounds.memory());
    roots.values().forEach(all::put);
    all.foldNamesakes();
    roots.keySet().retainAll(all.children().stream().map(ElementProfile::name).toList());
    return List.copyOf(all.children());
  }

  private static String listed(List<String> names) {
    int others = names.size() - MOST_NAMED;
    String first = String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())));
    return others > 0 ? first + " and " + others + " more" : first;
  }
}
