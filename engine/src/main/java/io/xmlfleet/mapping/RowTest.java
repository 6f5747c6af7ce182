package io.xmlfleet.mapping;

import io.xmlfleet.contract.convert.Blanks;
import io.xmlfleet.contract.convert.Unusable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Decides whether an element or a slot becomes a row. Immutable and thread-safe. */
sealed interface RowTest permits Computation, RowTest.OneOf, RowTest.Present, RowTest.AnyPresent {
  boolean passes(RowInput row);

  /** What it looks at. */
  List<RowValue> values();

  /** The path of a text, or an expression; for messages. */
  default String path() {
    return String.valueOf(values().get(0).path());
  }

  /** In a contract's words. */
  default String text() {
    return path();
  }

  /** The trimmed text is one of these. */
  record OneOf(RowValue value, Set<String> words) implements RowTest {
    @Override
    public boolean passes(RowInput row) {
      return value.read(row) instanceof String text && words.contains(Blanks.strip(text));
    }

    @Override
    public List<RowValue> values() {
      return List.of(value);
    }

    @Override
    public String text() {
      return path() + " is one of " + String.join(", ", new TreeSet<>(words));
    }
  }

  /** The text is there and not blank, or is not. */
  record Present(RowValue value, boolean expected) implements RowTest {
    @Override
    public boolean passes(RowInput row) {
      return isPresent(value.read(row)) == expected;
    }

    @Override
    public List<RowValue> values() {
      return List.of(value);
    }

    @Override
    public String text() {
      return path() + (expected ? " is there" : " is not there");
    }
  }

  /** Any of the values is there, usable or not. */
  record AnyPresent(List<RowValue> values) implements RowTest {
    @Override
    public boolean passes(RowInput row) {
      for (RowValue value : values) {
        Object found = value.read(row);
        if (found instanceof Unusable || isPresent(found)) {
          return true;
        }
      }
      return false;
    }
  }

  private static boolean isPresent(@Nullable Object found) {
    return found instanceof String text && !Blanks.isBlank(text);
  }
}
