package io.xmlfleet.xml;

import io.xmlfleet.failure.MemoryLimit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Counts the children of open elements. Confined to one thread. */
final class Positions {
  /** A name in a map. */
  private static final int NAME = 100;

  private final MemoryLimit memory;

  /** By the depth of the parent. */
  private final List<Children> parents = new ArrayList<>();

  private int ofName;
  private int ofAll;

  Positions(MemoryLimit memory) {
    this.memory = memory;
  }

  /**
   * A child has begun.
   *
   * @param parent how many elements there are from the root to its parent; 0: it is the root
   */
  void enter(int parent, XMLStreamReader parser) {
    while (parents.size() <= parent) {
      parents.add(new Children());
    }
    Children children = parents.get(parent);
    Name name = new Name(parser.getLocalName(), parser.getNamespaceURI());
    ofAll = ++children.all;
    ofName = children.byName.merge(name, 1, Integer::sum);
    if (ofName == 1) {
      memory.use(NAME);
    }
  }

  /** An element ends. */
  void leave(int depth) {
    if (depth < parents.size()) {
      Children children = parents.get(depth);
      memory.use(-(long) NAME * children.byName.size());
      children.all = 0;
      children.byName.clear();
    }
  }

  /** Of the child that has begun among those of its name. */
  int ofName() {
    return ofName;
  }

  /** The same among all. */
  int ofAll() {
    return ofAll;
  }

  private static final class Children {
    private final Map<Name, Integer> byName = new HashMap<>();
    private int all;
  }

  private record Name(String local, @Nullable String namespace) {}
}
