package io.xmlfleet.xml;

import io.xmlfleet.contract.expression.CompiledExpression;
import io.xmlfleet.contract.plan.CapturePlan;
import io.xmlfleet.contract.plan.Gate;
import io.xmlfleet.contract.plan.Slot;
import io.xmlfleet.failure.MemoryLimit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tests the elements of gates when they end, and hands on what those have that pass. Elements of
 * one parent end in document order, so that they are counted then. Confined to one thread.
 */
final class Sieve {
  private final CapturePlan.Needs needs;
  private final CapturedDocument captured;
  private final MemoryLimit memory;

  /** By the depth of the parent; null: nobody asked so far. */
  private final List<@Nullable Children> parents = new ArrayList<>();

  Sieve(CapturePlan plan, CapturedDocument captured) {
    this.needs = plan.needs();
    this.captured = captured;
    this.memory = captured.memory();
  }

  /** An element of a gate has ended. */
  void ended(CapturedElement element, Gate gate) {
    sift(element, gate, 0);
  }

  /** All children of the element at a depth have ended; 0: the root has. */
  void childrenEnded(int depth) {
    Children children = depth < parents.size() ? parents.get(depth) : null;
    if (children == null) {
      return;
    }
    for (int place = 0; place < needs.lastPlaces(); place++) {
      Waiting last = children.last[place];
      if (last != null) {
        children.last[place] = null;
        sift(last.element, last.gate, last.tested);
      }
    }
    Arrays.fill(children.counts, 0);
  }

  private void sift(CapturedElement element, Gate gate, int tested) {
    for (int i = tested; i < gate.tests().size(); i++) {
      Gate.Test test = gate.tests().get(i);
      if (test instanceof Gate.Last last) {
        waits(new Waiting(element, gate, i + 1), last.place());
        return;
      }
      if (!passes(element, test)) {
        fails(element, gate);
        return;
      }
    }
    passed(element, gate);
  }

  private boolean passes(CapturedElement element, Gate.Test test) {
    if (test instanceof Gate.Nth nth) {
      return count(element, nth.counter()) == nth.number();
    }
    Gate.That that = (Gate.That) test;
    int number = that.counter() == CapturePlan.NONE ? 0 : count(element, that.counter());
    return meets(element, that, number);
  }

  static boolean meets(CapturedElement element, Gate.That that, int number) {
    CompiledExpression condition = that.condition();
    return condition.test(input -> text(element, that.inputs().get(input), number));
  }

  private static @Nullable String text(CapturedElement element, Slot slot, int number) {
    if (slot.equals(Gate.That.NUMBER)) {
      return Integer.toString(number);
    }
    if (slot.aggregate() != null) {
      return element.aggregate(slot.index(), slot.aggregate());
    }
    return Integer.toString(element.count(slot.group()));
  }

  private int count(CapturedElement element, int counter) {
    return ++siblings(element).counts[counter];
  }

  private Children siblings(CapturedElement element) {
    int parent = element.depth() - 1;
    while (parents.size() <= parent) {
      parents.add(null);
    }
    Children children = parents.get(parent);
    if (children == null) {
      children = new Children(needs);
      parents.set(parent, children);
    }
    return children;
  }

  /** It may be the last one; the one that was so far is not. */
  private void waits(Waiting element, int place) {
    Children siblings = siblings(element.element);
    Waiting before = siblings.last[place];
    siblings.last[place] = element;
    if (before != null) {
      fails(before.element, before.gate);
    }
  }

  private void passed(CapturedElement element, Gate gate) {
    Findings findings = findings(element);
    for (CapturedElement target : findings.targets()) {
      for (Gate.Delivery each : gate.deliveries()) {
        findings.give(each, element, target, each.group(), each.index(), memory);
      }
    }
    for (Findings.Member member : findings.members()) {
      for (CapturedElement target : findings.targets()) {
        Findings others = target.findings();
        if (target.scope() == CapturePlan.DOCUMENT) {
          captured.list(member.element());
        } else if (others != null) {
          others.add(new Findings.Member(member.element(), gate.membersFall()));
        }
      }
    }
    captured.drop(element);
  }

  /** What an element around it has as well goes there. */
  private void fails(CapturedElement element, Gate gate) {
    Findings findings = findings(element);
    CapturedElement around = element.around();
    for (Gate.Delivery each : gate.deliveries()) {
      if (each.falls() && around != null) {
        Slot slot = each.from();
        findings.give(each, element, around, slot.group(), slot.index(), memory);
      }
    }
    for (Findings.Member member : findings.members()) {
      if (member.falls() && around != null) {
        findings(around).add(member);
      } else {
        captured.drop(member.element());
      }
    }
    captured.drop(element);
  }

  private static Findings findings(CapturedElement element) {
    Findings found = element.findings();
    if (found == null) {
      throw new IllegalStateException("an element of a gate without findings");
    }
    return found;
  }

  /** An element of which the tests before one are passed. */
  private record Waiting(CapturedElement element, Gate gate, int tested) {}

  /** The children of one open element. */
  private static final class Children {
    private final int[] counts;
    private final @Nullable Waiting[] last;

    Children(CapturePlan.Needs needs) {
      counts = new int[needs.counters()];
      last = new Waiting[needs.lastPlaces()];
    }
  }
}
