package io.xmlfleet.xml;

import io.xmlfleet.contract.Limits;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.MemoryLimit;
import io.xmlfleet.xml.input.Place;
import org.jspecify.annotations.Nullable;

/**
 * Finds start tags that are over a limit before the parser does, because the parser takes a whole
 * tag at once: its search for duplicate attributes and its table of names are quadratic in bad
 * cases, and a value is in memory three times before anybody can measure it.
 *
 * <p>A tag over a limit is a long stretch without {@code <}. Such stretches are found by looking at
 * a byte every so often and going back to the {@code <} before it, so that an ordinary document is
 * hardly touched. What such a stretch is, a tag or text of a CDATA section, is told by its bytes
 * only where it would be refused.
 */
final class TagGuard {
  private static final int LONGEST_NAME = 4_096;
  private static final int BYTES_PER_ATTRIBUTE = 5; // " a=''"
  private static final int SHORTEST_STRETCH = 512; // below it, the pass itself counts

  /** The parser's characters of a byte, in an array that has been made larger. */
  private static final long PARSED = 6;

  private final Limits limits;
  private final int stretch;

  TagGuard(Limits limits) {
    this.limits = limits;
    int least = Math.min(limits.attributeCharacters(), LONGEST_NAME);
    long attributes = (long) limits.attributes() * BYTES_PER_ATTRIBUTE;
    this.stretch = (int) Math.max(SHORTEST_STRETCH, Math.min(attributes, least));
  }

  /** The first tag over a limit as a failure; null: there is none. */
  @Nullable Failure check(byte[] document, int start, MemoryLimit memory) {
    Sections sections = new Sections(document, start);
    int after = start; // everything before it is done; a '<' stands right before it, or nothing
    while (document.length - after >= stretch) {
      int probe = after + stretch - 1;
      int at = lastTagStart(document, after, probe);
      if (at >= 0) {
        after = at + 1;
        continue;
      }
      Tag tag = new Tag(document, after);
      Failure failure = after == start ? null : tag.check(limits);
      int sectionEnd = failure == null ? Sections.NONE : sections.endAround(after);
      if (failure != null && sectionEnd == Sections.NONE) {
        return failure;
      }
      if (sectionEnd == Sections.NONE) {
        memory.require(PARSED * tag.length);
      }
      after = nextTagStart(document, Math.max(probe, sectionEnd)) + 1;
    }
    return null;
  }

  private static int lastTagStart(byte[] document, int from, int to) {
    int i = to;
    while (i >= from && document[i] != '<') {
      i--;
    }
    return i >= from ? i : -1;
  }

  private static int nextTagStart(byte[] document, int from) {
    int i = from;
    while (i < document.length && document[i] != '<') {
      i++;
    }
    return i;
  }

  /** A walk along one tag. */
  private static final class Tag {
    private final byte[] document;
    private final int start;
    private int attributes;
    private int longestValue;
    private int longestName;

    /** As far as it was walked along. */
    private int length;

    Tag(byte[] document, int start) {
      this.document = document;
      this.start = start;
    }

    @Nullable Failure check(Limits limits) {
      byte first = document[start];
      if (first == '!' || first == '?' || first == '/') {
        return null;
      }
      walk();
      if (attributes > limits.attributes()) {
        return refused("an element has more than " + limits.attributes() + " attributes");
      }
      if (longestValue > limits.attributeCharacters()) {
        return refused(
            "an attribute is longer than " + limits.attributeCharacters() + " characters");
      }
      return longestName > LONGEST_NAME
          ? refused("a name is longer than " + LONGEST_NAME + " bytes")
          : null;
    }

    private void walk() {
      int i = start;
      int nameStart = start;
      while (i < document.length && document[i] != '>' && document[i] != '<') {
        byte b = document[i];
        if (b == '"' || b == '\'') {
          attributes++;
          i = walkValue(i + 1, b);
        }
        if (endsName(b)) {
          nameStart = i + 1;
        }
        longestName = Math.max(longestName, i + 1 - nameStart);
        i++;
      }
      length = i - start;
    }

    private static boolean endsName(byte b) {
      return (b >= 0 && b <= ' ') || b == '=' || b == '"' || b == '\'';
    }

    private int walkValue(int from, byte quote) {
      int length = 0;
      int i = from;
      while (i < document.length && document[i] != quote && document[i] != '<') {
        if ((document[i] & 0xC0) != 0x80) { // not a continuation of a UTF-8 character
          length++;
        }
        i++;
      }
      longestValue = Math.max(longestValue, length);
      return i;
    }

    private Failure refused(String reason) {
      int line = 1;
      int lineStart = 0;
      for (int i = 0; i < start; i++) {
        if (document[i] == '\n') {
          line++;
          lineStart = i + 1;
        }
      }
      return ParseErrors.limit(reason, Place.of(line, start - lineStart));
    }
  }
}
