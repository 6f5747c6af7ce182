package io.xmlfleet.mapping;

import io.xmlfleet.contract.SourcePosition;
import io.xmlfleet.contract.plan.AttributeSlot;
import io.xmlfleet.contract.plan.Capture;
import io.xmlfleet.contract.plan.CapturePlan;
import io.xmlfleet.contract.plan.Descent;
import io.xmlfleet.contract.plan.ElementNode;
import io.xmlfleet.contract.plan.Gate;
import io.xmlfleet.contract.plan.ScopeLayout;
import io.xmlfleet.contract.plan.Slot;
import io.xmlfleet.table.TableId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a contract takes the elements and attributes of documents for, told by their paths alone: of
 * several elements of a path, which one a row takes is not asked. Immutable and thread-safe.
 */
public final class ContractUses {
  private final CapturePlan capture;
  private final Map<Key, Set<Use>> uses = new HashMap<>();
  private final Set<Integer> gated = new HashSet<>();
  private final Map<TableId, Integer> scopes = new HashMap<>();

  /** Of a scope: an element, a text, or the count of a group's elements. */
  private record Key(int scope, int index, int group) {}

  /** Where the text is, by a link if there is one. */
  private Key key(Slot slot) {
    int scope = capture.scopeOf(slot);
    return slot.index() == Slot.COUNT
        ? new Key(scope, Slot.COUNT, slot.group())
        : new Key(scope, slot.index(), 0);
  }

  /**
   * What an element or attribute is taken for. Immutable.
   *
   * @param at the line of the contract that says so
   * @param table null: for no table, but for a selection or a demand
   * @param column null: for the rows, not for a value of theirs
   * @param purpose in a contract's words: {@code loan.amount}, {@code selection people}
   * @param scope of the element whose rows take it, as {@link Place#opens} numbers them
   */
  public record Use(
      SourcePosition at,
      @Nullable TableId table,
      @Nullable String column,
      String purpose,
      int scope) {}

  public ContractUses(ContractPlan plan) {
    this.capture = plan.capture();
    for (PathUse use : PathUse.of(plan)) {
      for (Slot slot : use.slots()) {
        at(key(slot))
            .add(new Use(use.at(), use.table(), use.column(), use.purpose(), slot.scope()));
      }
    }
    while (followGates()) {
      // A gate may hand on to another one.
    }
    plan.mappers().forEach(each -> scopes.put(each.table().id(), each.scope().number()));
  }

  private Set<Use> at(Key key) {
    return uses.computeIfAbsent(key, any -> new LinkedHashSet<>());
  }

  /** What a path's predicates let through, and what they ask; whether that is news. */
  private boolean followGates() {
    boolean news = false;
    for (ScopeLayout layout : capture.scopes()) {
      Gate gate = layout.gate();
      if (gate != null) {
        gated.addAll(gate.members());
        Set<Use> all = new LinkedHashSet<>();
        for (Gate.Delivery each : gate.deliveries()) {
          Set<Use> target = at(new Key(gate.toward().scope(), each.index(), groupOf(each)));
          news |= at(key(each.from())).addAll(target);
          all.addAll(target);
        }
        gate.members().forEach(member -> all.addAll(at(new Key(member, Slot.ELEMENT, 0))));
        for (Gate.Test test : gate.tests()) {
          if (test instanceof Gate.That that) {
            for (Slot input : that.inputs()) {
              news |= at(key(input)).addAll(all);
            }
          }
        }
      }
    }
    return news;
  }

  private static int groupOf(Gate.Delivery delivery) {
    return delivery.index() == Slot.COUNT ? delivery.group() : 0;
  }

  /** Whether only some elements of a scope are rows, so that their numbers are not those here. */
  public boolean isGated(int scope) {
    return gated.contains(scope);
  }

  /** The scope of a table's row elements; 0: the document. */
  public int scope(TableId table) {
    return scopes.getOrDefault(table, CapturePlan.DOCUMENT);
  }

  /** The scope around another one; the document's has none and is its own. */
  public int around(int scope) {
    Descent parent = capture.scopes().get(scope).parent();
    return parent == null ? CapturePlan.DOCUMENT : parent.scope();
  }

  /** All of them, in no order. */
  public List<Use> all() {
    return uses.values().stream().flatMap(Set::stream).distinct().toList();
  }

  /** How many scopes there are. */
  public int scopes() {
    return capture.scopes().size();
  }

  /** Before the root element. */
  public Place start() {
    return new Place(capture.start());
  }

  /** A place on the way down a document. Immutable and thread-safe. */
  public final class Place {
    private final @Nullable ElementNode node;

    private Place(@Nullable ElementNode node) {
      this.node = node;
    }

    /** An element in it. */
    public Place child(String localName, String namespace) {
      if (node == null) {
        return this;
      }
      boolean known = node != capture.start() || isRoot(localName, namespace);
      return new Place(known ? node.children(localName).in(namespace) : null);
    }

    private boolean isRoot(String localName, String namespace) {
      return capture.roots().stream().anyMatch(root -> root.matches(localName, namespace));
    }

    /** Whether the contract takes nothing of it and of all that is in it. */
    public boolean isUnused() {
      return node == null;
    }

    /** Scopes that begin here, by number. */
    public List<Integer> opens() {
      return node == null ? List.of() : Arrays.stream(node.opens()).boxed().toList();
    }

    /** What the element itself is taken for: rows, selections, counts. */
    public List<Use> element() {
      List<Use> found = new ArrayList<>();
      for (int scope : opens()) {
        add(found, new Key(scope, Slot.ELEMENT, 0));
      }
      for (Capture each : captures()) {
        add(found, new Key(each.scope(), Slot.COUNT, each.group()));
        for (Capture.Fact fact : each.facts()) {
          add(found, new Key(each.scope(), fact.slot(), 0));
        }
      }
      return found;
    }

    /** What the element's text is taken for. */
    public List<Use> text() {
      List<Use> found = new ArrayList<>();
      for (Capture each : captures()) {
        if (each.takesText()) {
          add(found, new Key(each.scope(), each.textSlot(), 0));
        }
      }
      return found;
    }

    /** What an attribute of the element is taken for. */
    public List<Use> attribute(String localName, String namespace) {
      List<Use> found = new ArrayList<>();
      for (Capture each : captures()) {
        for (AttributeSlot slot : each.attributes(localName)) {
          String wanted = slot.name().namespace();
          if (wanted == null || wanted.equals(namespace)) {
            add(found, new Key(each.scope(), slot.slot(), 0));
          }
        }
      }
      return found;
    }

    private void add(List<Use> found, Key key) {
      found.addAll(uses.getOrDefault(key, Set.of()));
    }

    private Capture[] captures() {
      return node == null ? new Capture[0] : node.captures();
    }
  }
}
