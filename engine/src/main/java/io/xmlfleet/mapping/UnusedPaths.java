package io.xmlfleet.mapping;

import io.xmlfleet.contract.convert.Blanks;
import io.xmlfleet.contract.plan.CapturePlan;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.MemoryLimit;
import io.xmlfleet.failure.TimeLimit;
import io.xmlfleet.xml.CapturedElement;
import io.xmlfleet.xml.DocumentReader;
import io.xmlfleet.xml.DocumentWalk;
import io.xmlfleet.xml.ElementVisitor;
import io.xmlfleet.xml.StartTag;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Attributes, texts and empty elements of documents that no path of a plan uses: by their paths, in
 * local names. It is what an overflow of the root element would have if there were no other.
 * Confined to one thread.
 */
public final class UnusedPaths {
  /** Names may be data, and there may be any number of them. */
  private static final int MOST_PATHS = 20_000;

  private final DocumentReader reader;
  private final DocumentWalk walk;
  private final Map<String, Tally> paths = new LinkedHashMap<>();
  private boolean more;

  public UnusedPaths(CapturePlan plan) {
    CapturePlan leaving = plan.leavingTheRest();
    this.reader = new DocumentReader(leaving);
    this.walk = new DocumentWalk(leaving.limits());
  }

  /**
   * A path, and how often it is there.
   *
   * @param path from the root: {@code /A/B/@c}, {@code /A/B}
   * @param documents that have it
   * @param occurrences in all of them
   */
  public record Found(String path, long documents, long occurrences) {}

  /** Takes note of a document; why it cannot be read to its end, or null. */
  public @Nullable Failure add(byte[] document, TimeLimit deadline) {
    DocumentReader.Result read = reader.read(document, deadline, MemoryLimit.none());
    CapturedElement root = read.captured().root();
    String left = read.failure() != null || root == null ? null : root.overflow();
    return left == null
        ? read.failure()
        : walk.walk(left.getBytes(StandardCharsets.UTF_8), deadline, new Counting());
  }

  /** In the order in which documents have them. */
  public List<Found> found() {
    List<Found> found = new ArrayList<>();
    paths.forEach((path, tally) -> found.add(new Found(path, tally.documents, tally.occurrences)));
    return found;
  }

  /** Whether there are more paths than can be told. */
  public boolean hasMore() {
    return more;
  }

  private static final class Tally {
    private long documents;
    private long occurrences;
    private @Nullable Object last;

    void add(Object document) {
      occurrences++;
      documents += last == document ? 0 : 1;
      last = document;
    }
  }

  /** Counts what is in one document. */
  private final class Counting implements ElementVisitor {
    private final Deque<Open> open = new ArrayDeque<>();

    private static final class Open {
      private final String path;
      private boolean hasText;
      private boolean isEmpty = true;

      Open(String path) {
        this.path = path;
      }
    }

    @Override
    public void start(StartTag tag) {
      Open around = open.peek();
      Open element = new Open((around == null ? "" : around.path) + '/' + tag.localName());
      if (around != null) {
        around.isEmpty = false;
      }
      for (int i = 0; i < tag.attributes(); i++) {
        count(element.path + "/@" + tag.attributeName(i));
        element.isEmpty = false;
      }
      open.push(element);
    }

    @Override
    public void text(char[] characters, int start, int length) {
      Open element = open.element();
      if (!element.hasText && !Blanks.isBlank(new String(characters, start, length))) {
        element.hasText = true;
        count(element.path);
      }
    }

    @Override
    public void end() {
      Open element = open.pop();
      if (element.isEmpty && !element.hasText) {
        count(element.path);
      }
    }

    private void count(String path) {
      Tally tally = paths.get(path);
      if (tally == null && paths.size() == MOST_PATHS) {
        more = true;
        return;
      }
      if (tally == null) {
        tally = new Tally();
        paths.put(path, tally);
      }
      tally.add(this);
    }
  }
}
