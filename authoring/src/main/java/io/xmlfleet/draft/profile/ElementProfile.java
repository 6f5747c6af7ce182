package io.xmlfleet.draft.profile;

import io.xmlfleet.draft.QualifiedName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the elements of one path have in common: a node of the trie of all paths. Confined to one
 * thread.
 */
final class ElementProfile {
  private static final int MOST_COUNTED = 1_000_000_000;

  /** One instance with text among so many makes the elements in it markup. */
  private static final int MARKUP = 10;

  private final QualifiedName name;
  private final Map<QualifiedName, ValueProfile> attributes = new LinkedHashMap<>();
  private final Map<QualifiedName, ElementProfile> children = new LinkedHashMap<>();
  private final ValueProfile text;
  private long instances;
  private long parents;
  private int mostInParent;
  private long withChildren;
  private long mixed;
  private int longestWithChildren;
  private long empty;
  private boolean runsTogether;
  private boolean hasNamesakes;
  private boolean besideNamesake;
  private boolean incomplete;

  ElementProfile(QualifiedName name, Uniqueness.Memory memory) {
    this.name = name;
    this.text = new ValueProfile(memory);
  }

  QualifiedName name() {
    return name;
  }

  Map<QualifiedName, ValueProfile> attributes() {
    return attributes;
  }

  /** An attribute that a path without prefix means by a name, too. */
  @Nullable ValueProfile attribute(String localName) {
    return attributes.entrySet().stream()
        .filter(attribute -> attribute.getKey().local().equals(localName))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  Collection<ElementProfile> children() {
    return children.values();
  }

  @Nullable ElementProfile child(QualifiedName childName) {
    return children.get(childName);
  }

  /** A child that a path without prefix means by a name, too. */
  @Nullable ElementProfile namesake(String localName) {
    return children.values().stream()
        .filter(child -> child.name.local().equals(localName))
        .findFirst()
        .orElse(null);
  }

  void put(ElementProfile child) {
    hasNamesakes |=
        children.keySet().stream().anyMatch(known -> known.local().equals(child.name.local()));
    children.put(child.name, child);
  }

  /** Whether two children differ by namespace only. */
  boolean hasNamesakes() {
    return hasNamesakes;
  }

  /** The texts of the instances without elements in them. */
  ValueProfile text() {
    return text;
  }

  long instances() {
    return instances;
  }

  /** In how many instances of its parent it is there. */
  long parents() {
    return parents;
  }

  /** Whether one parent has several. */
  boolean repeats() {
    return mostInParent > 1;
  }

  int mostInParent() {
    return mostInParent;
  }

  /** Instances with elements in them. */
  long withChildren() {
    return withChildren;
  }

  /** Instances with text between the elements in them. */
  long mixed() {
    return mixed;
  }

  /** Most characters of the text below an instance with elements in it. */
  int longestWithChildren() {
    return longestWithChildren;
  }

  /** Instances without attributes, text and elements. */
  long empty() {
    return empty;
  }

  /**
   * Whether its text is more than what stands beside the elements in it by accident: as often as
   * not, or now and then where the elements in it have none in them, as markup of a text.
   */
  boolean isText() {
    long textual = text.filled() + mixed;
    long structured = withChildren - mixed;
    boolean markup = children.values().stream().allMatch(child -> child.withChildren == 0);
    return textual > 0 && textual * (markup ? MARKUP : 1) >= structured;
  }

  /** Whether its text without the elements in it would run words together. */
  boolean runsTogether() {
    return runsTogether;
  }

  /** Whether a parent has it and an element of the same local name in another namespace. */
  boolean besideNamesake() {
    return besideNamesake;
  }

  /** Whether some of what is below was not looked at. */
  boolean incomplete() {
    return incomplete;
  }

  void begin() {
    instances++;
  }

  /**
   * An instance ends that had elements in it.
   *
   * @param hasOwnText whether there is text between them
   * @param characters of all text below it
   */
  void endWithChildren(boolean hasOwnText, long characters) {
    withChildren++;
    mixed += hasOwnText ? 1 : 0;
    longestWithChildren = (int) Math.max(longestWithChildren, Math.min(characters, MOST_COUNTED));
  }

  /** An instance of the parent ends with so many of this. */
  void inParent(int count) {
    parents++;
    mostInParent = Math.max(mostInParent, count);
  }

  void markEmpty() {
    empty++;
  }

  void markRunsTogether() {
    runsTogether = true;
  }

  void markBesideNamesake() {
    besideNamesake = true;
  }

  void markIncomplete() {
    incomplete = true;
  }

  /**
   * Folds children that differ by namespace only into one, which is what a path without prefix
   * means by them. They stay apart where one parent has both and every one can have a prefix.
   */
  void foldNamesakes() {
    Map<String, List<ElementProfile>> byLocalName = new LinkedHashMap<>();
    for (ElementProfile child : children.values()) {
      byLocalName.computeIfAbsent(child.name.local(), any -> new ArrayList<>()).add(child);
    }
    for (List<ElementProfile> namesakes : byLocalName.values()) {
      boolean together = namesakes.stream().anyMatch(ElementProfile::besideNamesake);
      boolean plain = namesakes.stream().anyMatch(each -> each.name.namespace().isEmpty());
      if (!together || plain) {
        for (ElementProfile folded : namesakes.subList(1, namesakes.size())) {
          namesakes.get(0).add(folded);
          children.remove(folded.name);
        }
        namesakes.get(0).besideNamesake = false;
      } else {
        // Without a prefix, the path of the one would take the others, too.
        namesakes.forEach(ElementProfile::markBesideNamesake);
      }
    }
  }

  /** Takes what another profile has seen, of elements that the draft does not keep apart. */
  void add(ElementProfile other) {
    instances += other.instances;
    // Together in one parent, they repeat there.
    mostInParent =
        besideNamesake && other.besideNamesake
            ? mostInParent + other.mostInParent
            : Math.max(mostInParent, other.mostInParent);
    parents += other.parents;
    withChildren += other.withChildren;
    mixed += other.mixed;
    empty += other.empty;
    runsTogether |= other.runsTogether;
    longestWithChildren = Math.max(longestWithChildren, other.longestWithChildren);
    besideNamesake |= other.besideNamesake;
    incomplete |= other.incomplete;
    text.add(other.text);
    other.attributes.forEach(
        (attribute, values) -> {
          ValueProfile mine = attributes.putIfAbsent(attribute, values);
          if (mine != null) {
            mine.add(values);
          }
        });
    for (ElementProfile child : other.children.values()) {
      ElementProfile mine = children.putIfAbsent(child.name, child);
      if (mine != null) {
        mine.add(child);
      }
    }
  }
}
