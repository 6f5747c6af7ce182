package io.xmlfleet.contract.expression;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Texts in the order of their elements, with a separator between. Confined to one thread. */
final class JoinedTexts {
  private static final int PLACES = 8;

  private final String separator;
  private final StringBuilder text = new StringBuilder();

  /** By number of the text: the order of its element, and where the text ends. */
  private long[] orders = new long[PLACES];

  private int[] ends = new int[PLACES];
  private int size;
  private boolean tooLong;

  JoinedTexts(String separator) {
    this.separator = separator;
  }

  /** How many bytes more are kept. */
  long add(CharSequence added, long order) {
    if (tooLong || text.length() + (long) added.length() > TextFunctions.MOST_BUILT) {
      tooLong = true;
      return 0;
    }
    if (size > 0 && order < orders[size - 1]) {
      JoinedTexts one = new JoinedTexts(separator);
      long bytes = one.add(added, order);
      merge(one);
      return bytes;
    }
    int before = text.length();
    text.append(size == 0 ? "" : separator).append(added);
    if (size == orders.length) {
      orders = Arrays.copyOf(orders, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
    }
    orders[size] = order;
    ends[size] = text.length();
    size++;
    return 2L * (text.length() - before) + Long.BYTES + Integer.BYTES;
  }

  /** How many bytes more are kept. */
  long merge(JoinedTexts other) {
    tooLong |= other.tooLong;
    if (tooLong || other.size == 0) {
      return 0;
    }
    JoinedTexts tail = cut(other.orders[0]);
    long bytes = 0;
    int ofTail = 0;
    int ofOther = 0;
    while (ofTail < tail.size || ofOther < other.size) {
      boolean isTails =
          ofOther == other.size
              || (ofTail < tail.size && tail.orders[ofTail] <= other.orders[ofOther]);
      if (isTails) {
        long unused = add(tail.piece(ofTail), tail.orders[ofTail]);
        ofTail++;
      } else {
        bytes += add(other.piece(ofOther), other.orders[ofOther]);
        ofOther++;
      }
    }
    return bytes;
  }

  /** Takes away what comes behind an element; mostly nothing does. */
  private JoinedTexts cut(long order) {
    JoinedTexts tail = new JoinedTexts(separator);
    int left = size;
    while (left > 0 && orders[left - 1] > order) {
      left--;
    }
    for (int i = left; i < size; i++) {
      long unused = tail.add(piece(i), orders[i]);
    }
    size = left;
    text.setLength(left == 0 ? 0 : ends[left - 1]);
    return tail;
  }

  private CharSequence piece(int number) {
    return text.subSequence(number == 0 ? 0 : ends[number - 1] + separator.length(), ends[number]);
  }

  /** Null: there is none, or it is longer than a text may be. */
  @Nullable String text() {
    return size == 0 || tooLong ? null : text.toString();
  }
}
