package io.xmlfleet.contract;

import io.xmlfleet.contract.expression.Aggregate;
import io.xmlfleet.contract.expression.CompiledExpression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an element must meet to count for a step of a path. Immutable. */
public sealed interface Predicate {
  /** As the contract writes it, without brackets. */
  String text();

  /** It is the n-th, from 1, of those in its parent that met the predicates before. */
  record Nth(int number) implements Predicate {
    @Override
    public String text() {
      return Integer.toString(number);
    }
  }

  /** It is the last one of those. */
  record Last() implements Predicate {
    @Override
    public String text() {
      return "last()";
    }
  }

  /**
   * A condition is true of it. Two are equal if they are written alike.
   *
   * @param inputs by the slot that the condition asks for
   */
  record That(String text, CompiledExpression condition, List<Input> inputs) implements Predicate {
    public That {
      inputs = List.copyOf(inputs);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof That that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }
  }

  /**
   * What a condition reads.
   *
   * @param path down from the element; null: the element's number of {@link Nth}
   * @param aggregate of all texts of the path; null: the path counts elements
   */
  record Input(@Nullable XmlPath path, @Nullable Aggregate aggregate) {}
}
