package io.xmlfleet.contract.plan;

import io.xmlfleet.contract.expression.CompiledExpression;
import io.xmlfleet.contract.expression.syntax.PredicateParser;
import java.util.List;

/**
 * What becomes of the elements of a scope when they end: one that passes the tests gives what it
 * has captured to the elements around it that asked, one that does not is dropped. Immutable.
 *
 * @param toward the way from the scope that gets it
 * @param isOfInnermost whether only the nearest such element gets it, so that everything counts
 *     once
 * @param membersFall whether members that it gives to an element which fails go to the next one
 *     around that
 * @param members scopes that begin at the same elements; an element of theirs is in the document's
 *     list if it passes
 */
public record Gate(
    Descent toward,
    boolean isOfInnermost,
    boolean membersFall,
    List<Test> tests,
    List<Delivery> deliveries,
    List<Integer> members) {
  public Gate {
    tests = List.copyOf(tests);
    deliveries = List.copyOf(deliveries);
    members = List.copyOf(members);
  }

  /** The same without tests. */
  Gate open() {
    return new Gate(toward, isOfInnermost, membersFall, List.of(), deliveries, members);
  }

  /** What an element must pass. */
  public sealed interface Test {}

  /**
   * It is the n-th of those that came so far within its parent.
   *
   * @param counter among all counters of a plan
   */
  public record Nth(int counter, int number) implements Test {}

  /**
   * It is the last one of those.
   *
   * @param place among all such places of a plan
   */
  public record Last(int place) implements Test {}

  /**
   * A condition is true of it.
   *
   * @param inputs of the element, by the slot that the condition asks for
   * @param counter which counts that; {@link CapturePlan#NONE}: nobody asks
   */
  public record That(CompiledExpression condition, List<Slot> inputs, int counter) implements Test {
    /** Stands for how many came so far within the parent. */
    public static final Slot NUMBER = Slot.ofElement(CapturePlan.NONE, PredicateParser.POSITION);

    public That {
      inputs = List.copyOf(inputs);
    }
  }

  /**
   * What goes where.
   *
   * @param from of the element that passes
   * @param group of the element that gets it
   * @param index there, as in {@link Slot#index}
   * @param falls whether it goes to the next element of the same scope around if this one fails
   */
  public record Delivery(Slot from, int group, int index, boolean falls) {}
}
