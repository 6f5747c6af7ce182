package io.xmlfleet.xml.input;

import io.xmlfleet.failure.Stage;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is no UTF-8 (Unicode, table 3-7), and NUL, U+FFFE and U+FFFF, which XML does not allow
 * anywhere. Parsers let some of it pass, as other characters. Looks at words of eight bytes, and
 * closer only where one of them is negative or zero.
 */
final class Utf8Check {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long SIGNS = 0x8080808080808080L;
  private static final long ONES = 0x0101010101010101L;
  private static final int STRIDE = 4 * Long.BYTES;

  private Utf8Check() {}

  /**
   * Checks a range.
   *
   * @return where the first fault begins; {@code to}: there is none
   */
  static int fault(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      at = firstUnusual(bytes, at, to);
      while (at < to && bytes[at] <= 0) {
        int length = length(bytes, at, to);
        if (length == 0) {
          return at;
        }
        at += length;
      }
    }
    return to;
  }

  /** Where the first byte is that is zero or beyond ASCII; {@code to}: there is none. */
  static int firstUnusual(byte[] bytes, int from, int to) {
    int at = from;
    while (at <= to - STRIDE) {
      long signs =
          signs((long) WORD.get(bytes, at))
              | signs((long) WORD.get(bytes, at + 8))
              | signs((long) WORD.get(bytes, at + 16))
              | signs((long) WORD.get(bytes, at + 24));
      if ((signs & SIGNS) != 0) {
        break;
      }
      at += STRIDE;
    }
    while (at <= to - Long.BYTES) {
      long signs = signs((long) WORD.get(bytes, at)) & SIGNS;
      if (signs != 0) {
        return at + Long.numberOfTrailingZeros(signs) / Byte.SIZE;
      }
      at += Long.BYTES;
    }
    while (at < to && bytes[at] > 0) {
      at++;
    }
    return at;
  }

  /** The first sign that is set is that of a byte which is negative or zero. */
  private static long signs(long word) {
    return word | (word - ONES);
  }

  /** Where a character that may be cut off at the end begins; {@code to}: it is whole. */
  static int wholeUntil(byte[] bytes, int from, int to) {
    for (int lead = to - 1; lead >= Math.max(from, to - 3); lead--) {
      int b = bytes[lead] & 0xFF;
      if (b < 0x80) {
        return to;
      }
      if (b >= 0xC0) {
        return lead + expected(b) > to ? lead : to;
      }
    }
    return to;
  }

  /** What is wrong at a fault, as a clause that follows upon "the document". */
  static UnreadableDocument describe(byte[] bytes, int fault, int to, @Nullable String place) {
    if (bytes[fault] == 0) {
      return UnreadableDocument.malformed("it contains a NUL byte", place);
    }
    if (to - fault >= 3 && (bytes[fault] & 0xFF) == 0xEF && (bytes[fault + 1] & 0xFF) == 0xBF) {
      int character = 0xFFC0 | (bytes[fault + 2] & 0x3F);
      if (character >= 0xFFFE) {
        return UnreadableDocument.malformed(
            String.format(Locale.ROOT, "the character U+%04X is not allowed", character), place);
      }
    }
    return UnreadableDocument.of(
        Stage.PARSING,
        "is not valid UTF-8 throughout: it may be in an encoding that it does not declare",
        place);
  }

  private static int expected(int lead) {
    return lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  }

  /** Of the sequence that begins with a negative byte; 0: it is none. */
  private static int length(byte[] bytes, int at, int to) {
    int lead = bytes[at] & 0xFF;
    if (lead < 0xC2 || lead > 0xF4) {
      return 0;
    }
    int length = expected(lead);
    if (at + length > to) {
      return 0;
    }
    int second = bytes[at + 1] & 0xFF;
    boolean inRange =
        switch (lead) {
          case 0xE0 -> second >= 0xA0 && second <= 0xBF;
          case 0xED -> second >= 0x80 && second <= 0x9F;
          case 0xF0 -> second >= 0x90 && second <= 0xBF;
          case 0xF4 -> second >= 0x80 && second <= 0x8F;
          default -> isContinuation(second);
        };
    for (int i = at + 2; i < at + length; i++) {
      inRange &= isContinuation(bytes[i] & 0xFF);
    }
    boolean isNoCharacter = lead == 0xEF && second == 0xBF && (bytes[at + 2] & 0xFF) >= 0xBE;
    return inRange && !isNoCharacter ? length : 0;
  }

  private static boolean isContinuation(int b) {
    return (b & 0xC0) == 0x80;
  }
}
