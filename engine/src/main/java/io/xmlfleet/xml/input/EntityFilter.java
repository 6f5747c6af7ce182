package io.xmlfleet.xml.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Passes a document in UTF-8 on, with references to entities replaced, attributes as they are
 * declared, and without the declarations inside of its DOCTYPE: the parser sees no entity but the
 * five of XML. It gives up a whole document for an entity in an attribute; so only the records are
 * lost that have one which cannot be replaced. What is no UTF-8 is an error. Bounds what the parser
 * holds in memory at once. Confined to one thread.
 *
 * <p>What is not well-formed is passed on as it is: the parser says so.
 */
public final class EntityFilter extends InputStream {
  private static final int CHUNK = 32 * 1024;
  private static final int LONGEST_MARKUP = 2 * 1024 * 1024;
  private static final int LONGEST_NAME = 4 * 256;

  /**
   * A reference that cannot be replaced.
   *
   * @param written how many bytes were passed on before it
   * @param read how many bytes of the document there are before it
   * @param clause follows upon "the record"
   */
  record Lost(long written, long read, String clause) {}

  /** Offsets in the document as it was given are not known. */
  static final long NO_OFFSET = -1;

  private final InputStream in;
  private final long firstOffset;
  private final Buffer out = new Buffer();
  private final Deque<Lost> lost = new ArrayDeque<>();

  /** Of the document: passed on up to {@code from}, checked up to {@code to}. */
  private byte[] buffer = new byte[CHUNK];

  private int from;
  private int to;
  private int filled;
  private boolean ended;
  private @Nullable UnreadableDocument fault;

  /** Of the first byte in the buffer. */
  private long offset;

  private long written;

  /** What ends the section whose inside is passed on; null: none. */
  private byte @Nullable [] closing;

  private long sectionFrom;
  private long depth;
  private boolean beforeRoot = true;
  private boolean lostSinceMarkup;

  /** Not well-formed: from here on nothing is replaced, for that might mend it. */
  private boolean broken;

  private @Nullable Doctype doctype;
  private Expander expander = new Expander(Doctype.NONE);

  /**
   * Nothing is read yet.
   *
   * @param firstOffset of the first byte in the document as it was given, or {@link #NO_OFFSET}
   */
  EntityFilter(InputStream in, long firstOffset) {
    this.in = in;
    this.firstOffset = firstOffset;
  }

  /**
   * Why the bytes between two places of what was passed on cannot be a record, as a clause; null:
   * they can. Forgets what was before the end.
   */
  public @Nullable String rejection(long start, long end) {
    String first = null;
    for (Lost next = lost.peek(); next != null && next.written < end; next = lost.peek()) {
      lost.remove();
      if (first == null && next.written >= start) {
        first = next.clause;
      }
    }
    return first;
  }

  @Nullable Lost firstLost() {
    return lost.peek();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int at, int length) throws IOException {
    while (out.isEmpty()) {
      if (from == to && !fill()) {
        return -1;
      }
      pass();
    }
    return out.take(target, at, length);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void pass() throws IOException {
    if (closing != null) {
      section(closing);
    } else if (buffer[from] == '<') {
      markup();
    } else if (buffer[from] == '&') {
      reference();
    } else {
      int end = from;
      while (end < to && buffer[end] != '<' && buffer[end] != '&') {
        end++;
      }
      passTo(end);
    }
  }

  /** Reads and checks more; whether there is more. */
  private boolean fill() throws IOException {
    int before = to - from;
    compact();
    while (to - from == before) {
      if (ended) {
        if (fault != null) {
          throw fault;
        }
        return false;
      }
      if (filled == buffer.length) {
        buffer = Arrays.copyOf(buffer, 2 * buffer.length);
      }
      int read = in.read(buffer, filled, buffer.length - filled);
      ended = read < 0;
      filled += Math.max(read, 0);
      check();
    }
    return true;
  }

  private void check() {
    int whole = ended ? filled : Utf8Check.wholeUntil(buffer, to, filled);
    int faulty = Utf8Check.fault(buffer, to, whole);
    if (faulty < whole) {
      ended = true; // what is before it still counts
      fault = Utf8Check.describe(buffer, faulty, whole, place(faulty));
    }
    to = faulty;
  }

  private @Nullable String place(int at) {
    return firstOffset == NO_OFFSET ? null : Place.ofByte(firstOffset + offset + at);
  }

  private void compact() {
    System.arraycopy(buffer, from, buffer, 0, filled - from);
    offset += from;
    filled -= from;
    to -= from;
    from = 0;
  }

  /** Whether so many bytes follow. */
  private boolean has(int length) throws IOException {
    boolean more = true;
    while (to - from < length && more) {
      more = fill();
    }
    return to - from >= length;
  }

  private boolean takes(byte[] word) throws IOException {
    return has(word.length) && Bytes.isAt(word, buffer, from, to);
  }

  private void markup() throws IOException {
    lostSinceMarkup = false;
    if (takes(Bytes.COMMENT)) {
      begin(Bytes.COMMENT, Bytes.COMMENT_END);
    } else if (takes(Bytes.INSTRUCTION)) {
      begin(Bytes.INSTRUCTION, Bytes.INSTRUCTION_END);
    } else if (takes(Bytes.CDATA)) {
      begin(Bytes.CDATA, Bytes.CDATA_END);
    } else if (beforeRoot && takes(Bytes.DOCTYPE)) {
      doctype();
    } else {
      tag();
    }
  }

  private void begin(byte[] opening, byte[] end) {
    sectionFrom = offset + from;
    closing = end;
    passTo(from + opening.length);
  }

  private void section(byte[] end) throws IOException {
    int behind = Bytes.behind(end, buffer, from, to);
    if (behind < to || Bytes.isAt(end, buffer, Math.max(from, to - end.length), to)) {
      closing = null;
      passTo(behind);
      return;
    }
    // The parser holds an instruction in memory.
    if (end == Bytes.INSTRUCTION_END) {
      requireShort(offset + to - sectionFrom);
    }
    passTo(Math.max(from, to - end.length + 1));
    if (!fill()) {
      closing = null;
      passTo(to);
    }
  }

  private static void requireShort(long length) throws UnreadableDocument {
    if (length > LONGEST_MARKUP) {
      throw UnreadableDocument.of("has a tag, or another piece of markup, of more than 2 MiB");
    }
  }

  private void doctype() throws IOException {
    if (doctype != null) {
      throw UnreadableDocument.malformed("a second DOCTYPE", place(from));
    }
    DoctypeEnd end = new DoctypeEnd();
    int length = 0;
    do {
      if (!has(length + 1)) {
        throw UnreadableDocument.malformed("the DOCTYPE does not end", place(from));
      }
    } while (!end.isAt(buffer[from + length++]));
    Doctype found = Doctype.of(buffer, null, from, from + length);
    doctype = found;
    expander = new Expander(found);
    Doctype.blank(buffer, from, from + length);
    passTo(from + length);
  }

  private void tag() throws IOException {
    int length = tagLength();
    boolean isTag = buffer[from + length - 1] == '>' && length > 2;
    boolean closes = isTag && buffer[from + 1] == '/';
    boolean opens = isTag && !closes && buffer[from + 1] != '!';
    if (broken || !opens || !isChanged(length)) {
      count(opens, closes, length);
      passTo(from + length);
      return;
    }
    String tag = new String(buffer, from, length, StandardCharsets.UTF_8);
    expander.read(offset + to);
    String replaced = null;
    try {
      replaced = expander.tag(tag);
    } catch (DtdFault e) {
      // It is passed on as it is, and the parser says why it is not well-formed.
    }
    String loss = expander.takeLoss();
    count(true, false, length);
    if (replaced == null) {
      passTo(from + length);
      return;
    }
    lose(loss);
    from += length;
    write(replaced);
  }

  private void count(boolean opens, boolean closes, int length) {
    beforeRoot &= !opens;
    depth -= closes ? 1 : 0;
    depth += opens && buffer[from + length - 2] != '/' ? 1 : 0;
  }

  /** Up to its end; of one that does not end, or is none, some part. */
  private int tagLength() throws IOException {
    byte quote = 0;
    int length = 1;
    while (has(length + 1)) {
      byte b = buffer[from + length];
      if (b == '<') {
        return length;
      }
      length++;
      if (quote == 0 && b == '>') {
        return length;
      }
      if (quote == 0 ? b == '"' || b == '\'' : b == quote) {
        quote = quote == 0 ? b : 0;
      }
      if (length > LONGEST_MARKUP) {
        requireShort(length);
      }
    }
    return length;
  }

  private boolean isChanged(int length) {
    int end = from + length;
    int nameEnd = 0;
    for (int at = from + 1; at < end; at++) {
      byte b = buffer[at];
      if (b == '&') {
        return true;
      }
      if (nameEnd == 0 && (b == '/' || b == '>' || DtdScanner.isSpace((char) b))) {
        nameEnd = at;
      }
    }
    return doctype != null
        && expander.changes(
            new String(buffer, from + 1, nameEnd - from - 1, StandardCharsets.UTF_8));
  }

  private void reference() throws IOException {
    int length = 1;
    while (length < LONGEST_NAME && has(length + 1) && isOfReference(buffer[from + length])) {
      length++;
    }
    String name = new String(buffer, from + 1, length - 1, StandardCharsets.UTF_8);
    boolean whole = has(length + 1) && buffer[from + length] == ';';
    boolean character = name.startsWith("#");
    broken |= depth == 0 || !whole || !(character || EntityText.isName(name));
    if (broken || character || EntityText.predefined(name) != 0) {
      passTo(from + length);
      return;
    }
    String replacement = "?";
    try {
      expander.read(offset + to);
      replacement = expander.content(name);
    } catch (DtdFault e) {
      lose(e.getMessage());
    }
    from += length + 1;
    write(replacement);
  }

  static boolean isOfReference(byte b) {
    return b < 0 || Character.isLetterOrDigit(b) || "#:._-".indexOf(b) >= 0;
  }

  /** One is enough to lose a record, and no record begins or ends without markup. */
  private void lose(@Nullable String clause) {
    if (clause != null && !lostSinceMarkup) {
      lost.add(new Lost(written, offset + from, clause));
      lostSinceMarkup = true;
    }
  }

  private void passTo(int end) {
    out.add(buffer, from, end - from);
    written += end - from;
    from = end;
  }

  private void write(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.add(bytes, 0, bytes.length);
    written += bytes.length;
  }
}
