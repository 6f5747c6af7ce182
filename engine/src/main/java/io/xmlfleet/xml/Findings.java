package io.xmlfleet.xml;

import io.xmlfleet.contract.Pick;
import io.xmlfleet.contract.expression.Accumulator;
import io.xmlfleet.contract.expression.Aggregate;
import io.xmlfleet.contract.plan.Capture;
import io.xmlfleet.contract.plan.Gate;
import io.xmlfleet.contract.plan.ScopeLayout;
import io.xmlfleet.failure.MemoryLimit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an element keeps for gates and aggregates, besides texts: results in the making, which
 * elements its texts are of, and who gets them. Confined to one thread.
 */
final class Findings {
  private static final int FINDINGS = 64;
  private static final int ACCUMULATOR = 60;

  private final @Nullable Accumulator[] accumulators;

  /** By capture: the place in the document of what gave the text. */
  private final long[] orders;

  private final List<ScopeLayout.Link> asked;
  private final @Nullable CapturedElement[] links;
  private final int order;
  private @Nullable TextsByPath byPlace;
  private boolean kept;
  private List<CapturedElement> targets = List.of();
  private List<Member> members = List.of();

  /**
   * An element that is in the document's list if the one that has it passes its gate.
   *
   * @param falls whether else it goes to the next one around that
   */
  record Member(CapturedElement element, boolean falls) {}

  Findings(ScopeLayout layout, ScopeLayout.More more, int order) {
    this.order = order;
    this.accumulators = new Accumulator[more.accumulators()];
    this.orders = new long[more.isOrdered() ? layout.groups() : 0];
    this.asked = more.links();
    this.links = new CapturedElement[asked.size()];
  }

  static long size(ScopeLayout layout, ScopeLayout.More more) {
    return FINDINGS
        + (long) ACCUMULATOR * more.accumulators()
        + 4L * more.links().size()
        + (more.isOrdered() ? 8L * layout.groups() : 0);
  }

  @Nullable Accumulator accumulator(int slot) {
    return accumulators[slot];
  }

  /** The number of the element, from 1, among all elements of the document. */
  int order() {
    return order;
  }

  /** Somebody refers to the element. */
  void keep() {
    kept = true;
  }

  boolean isKept() {
    return kept;
  }

  /** Its texts by the places of their elements. */
  TextsByPath byPlace() {
    TextsByPath found = byPlace;
    if (found == null) {
      found = new TextsByPath();
      byPlace = found;
    }
    return found;
  }

  /** The nearest element that meets what the link asks, which is known when that has ended. */
  @Nullable CapturedElement link(int number) {
    List<Gate.That> tests = asked.get(number).tests();
    CapturedElement element = links[number];
    while (element != null && !meets(element, tests)) {
      element = element.around();
    }
    return element;
  }

  private static boolean meets(CapturedElement element, List<Gate.That> tests) {
    for (Gate.That test : tests) {
      if (!Sieve.meets(element, test, 0)) {
        return false;
      }
    }
    return true;
  }

  void link(int number, @Nullable CapturedElement element) {
    links[number] = element;
  }

  Accumulator accumulator(int slot, Aggregate aggregate) {
    Accumulator found = accumulators[slot];
    if (found == null) {
      found = new Accumulator(aggregate);
      accumulators[slot] = found;
    }
    return found;
  }

  /** Whether the capture has met an element by another path; else it is noted. */
  boolean hasMet(Capture capture, long order, CapturedElement owner) {
    if (orders.length == 0) {
      return false;
    }
    int group = capture.group();
    if (capture.isShared() && orders[group] == order) {
      return true;
    }
    boolean chosen =
        capture.aggregate() != null
            || switch (capture.pick()) {
              case FIRST, ONLY -> owner.count(group) == 0;
              case FILLED -> capture.slots().length == 0 || owner.isEmpty(capture.slots()[0]);
              default -> true;
            };
    if (chosen) {
      orders[group] = order;
    }
    return false;
  }

  /** The text of a capture is that of an element. */
  void note(int group, long order) {
    if (orders.length > 0) {
      orders[group] = order;
    }
  }

  List<CapturedElement> targets() {
    return targets;
  }

  void targets(List<CapturedElement> around) {
    targets = around;
  }

  List<Member> members() {
    return members;
  }

  void add(Member member) {
    if (members.isEmpty()) {
      members = new ArrayList<>(1);
    }
    members.add(member);
  }

  /**
   * Hands on what an element has of a capture, if the pick prefers it to what is there.
   *
   * @param from the element that these are the findings of
   */
  void give(
      Gate.Delivery delivery,
      CapturedElement from,
      CapturedElement to,
      int group,
      int index,
      MemoryLimit memory) {
    int count = from.count(delivery.from().group());
    Findings others = to.findings();
    if (count == 0 || others == null) {
      return;
    }
    int before = to.count(group);
    to.meet(group, count);
    Aggregate aggregate = delivery.from().aggregate();
    if (aggregate != null) {
      Accumulator mine = accumulators[delivery.from().index()];
      if (mine != null) {
        memory.use(others.accumulator(index, aggregate).merge(mine));
      }
    } else if (index >= 0) {
      String text = from.text(delivery.from().index());
      others.offer(
          to,
          new Offer(delivery.from().pick(), group, index, before),
          text,
          orders[delivery.from().group()],
          memory);
    }
  }

  /**
   * Where a text may go.
   *
   * @param before how many elements were met before its own
   */
  record Offer(Pick pick, int group, int index, int before) {}

  /** Keeps a text if its element comes where the pick looks. */
  void offer(
      CapturedElement owner, Offer offer, @Nullable String text, long order, MemoryLimit memory) {
    long known = orders[offer.group];
    boolean empty = text == null || text.isEmpty();
    boolean taken =
        offer.before == 0
            || switch (offer.pick) {
              case LAST -> order > known;
              case FILLED -> empty == owner.isEmpty(offer.index) ? empty == order > known : !empty;
              default -> order < known;
            };
    if (taken) {
      owner.replace(offer.index, text, memory);
      orders[offer.group] = order;
    }
  }
}
