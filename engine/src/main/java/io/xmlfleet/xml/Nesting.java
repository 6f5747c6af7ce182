package io.xmlfleet.xml;

import io.xmlfleet.contract.PathStep;
import io.xmlfleet.contract.plan.Capture;
import io.xmlfleet.contract.plan.Descent;
import io.xmlfleet.failure.MemoryLimit;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.BiFunction;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * What a pass knows besides its state where paths lead to elements at any depth: which of the
 * elements around one a path comes from, and whose texts have begun. Confined to one thread.
 */
final class Nesting {
  private String[] names = new String[16];
  private String[] namespaces = new String[16];
  private final Deque<OpenText> texts = new ArrayDeque<>();

  /** An element has begun; the root's depth is 1. */
  void enter(int depth, XMLStreamReader parser) {
    if (depth == names.length) {
      names = Arrays.copyOf(names, depth * 2);
      namespaces = Arrays.copyOf(namespaces, depth * 2);
    }
    names[depth] = parser.getLocalName();
    String namespace = parser.getNamespaceURI();
    namespaces[depth] = namespace == null ? "" : namespace;
  }

  /**
   * The nearest element, from {@code innermost} outwards, that a way leads from to the element that
   * has just begun; null: none.
   */
  @Nullable CapturedElement nearest(@Nullable CapturedElement innermost, Descent way, int depth) {
    CapturedElement candidate = innermost;
    while (candidate != null && !leads(candidate.depth(), way, depth)) {
      candidate = candidate.around();
    }
    return candidate;
  }

  private boolean leads(int from, Descent way, int to) {
    List<List<PathStep>> ways = way.ways();
    for (int i = 0; i < ways.size(); i++) { // asked for each element, so without an iterator
      if (leads(from, ways.get(i), way.direct(), to)) {
        return true;
      }
    }
    return false;
  }

  private boolean leads(int from, List<PathStep> steps, boolean direct, int to) {
    int spare = to - from - steps.size();
    if (spare < 0 || direct) {
      return spare == 0;
    }
    // The trie knows that some way leads here; which one it is, only the names tell.
    boolean[] done = new boolean[steps.size() + 1];
    done[0] = true;
    for (int depth = from + 1; depth <= to; depth++) {
      for (int step = steps.size(); step >= 0; step--) {
        boolean waits = step < steps.size() && steps.get(step).isAnywhere() && done[step];
        boolean comes =
            step > 0
                && done[step - 1]
                && steps.get(step - 1).matches(names[depth], namespaces[depth]);
        done[step] = waits || comes;
      }
    }
    return done[steps.size()];
  }

  /** The text of the element that has just begun is to go to {@code owner}. */
  void begin(int depth, CapturedElement owner, Capture capture, int place, long order) {
    boolean fills = owner.isEmpty(capture.textSlot());
    texts.push(
        new OpenText(depth, owner, capture, owner.count(capture.group()), fills, place, order));
  }

  /**
   * The element at a depth has ended.
   *
   * @param plain its text
   * @param contents what a capture takes of it instead
   */
  void end(
      int depth, String plain, BiFunction<Capture, String, String> contents, MemoryLimit memory) {
    for (OpenText open = texts.peek(); open != null && open.depth == depth; open = texts.peek()) {
      texts.pop();
      String content = contents.apply(open.capture, plain);
      if (open.capture.aggregate() != null) {
        open.owner.add(open.capture, open.capture.textSlot(), content, open.order, memory);
        continue;
      }
      // Others of the same path may have begun, and ended, within this one.
      boolean wanted =
          switch (open.capture.pick()) {
            case FIRST, ONLY -> true;
            case LAST -> open.owner.count(open.capture.group()) == open.number;
            case FILLED ->
                open.fills && !(content.isEmpty() && !open.owner.isEmpty(open.capture.textSlot()));
            case LAST_PLACE -> {
              open.owner.putAt(open.capture, open.place, content);
              yield false;
            }
          };
      if (wanted) {
        open.owner.set(open.capture, content, open.order, memory);
      }
    }
  }

  /**
   * A text that has begun.
   *
   * @param number of its element among those of the capture
   * @param fills whether no element before it had a text
   * @param place number of its element's path
   * @param order where it stands in the document
   */
  private record OpenText(
      int depth,
      CapturedElement owner,
      Capture capture,
      int number,
      boolean fills,
      int place,
      long order) {}
}
