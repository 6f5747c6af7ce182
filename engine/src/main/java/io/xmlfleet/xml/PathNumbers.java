package io.xmlfleet.xml;

import io.xmlfleet.failure.MemoryLimit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Numbers the paths of a document's elements, by local names. Confined to one thread. */
final class PathNumbers {
  /** There is no path, or nobody tells paths apart. */
  static final int NONE = 0;

  private static final int PATH = 120;

  private final MemoryLimit memory;
  private final Map<Step, Integer> numbers = new HashMap<>();
  private final Deque<Integer> open = new ArrayDeque<>();

  PathNumbers(MemoryLimit memory) {
    this.memory = memory;
  }

  void enter(String localName) {
    Step step = new Step(current(), localName);
    Integer known = numbers.get(step);
    if (known == null) {
      known = numbers.size() + 1;
      memory.use(PATH);
      numbers.put(step, known);
    }
    open.push(known);
  }

  void leave() {
    open.pop();
  }

  /** The number of the innermost open element's path. */
  int current() {
    Integer innermost = open.peek();
    return innermost == null ? NONE : innermost;
  }

  private record Step(int around, String localName) {}
}
