package io.xmlfleet.draft;

import io.xmlfleet.table.ColumnType;
import java.util.List;

/**
 * An attribute, or the text of an element, that is to become a column. Immutable.
 *
 * @param step the end of its path: {@code @name}; empty: the text of the element itself
 * @param name its local name; empty: that of the element
 * @param formats patterns of dates; empty: none are needed
 * @param evidence what the guess of the type rests on, without any value
 * @param weight the greater, the sooner it gets a column where there is not room for all
 */
record Value(
    String step, String name, ColumnType type, List<String> formats, String evidence, long weight) {
  Value {
    formats = List.copyOf(formats);
  }
}
