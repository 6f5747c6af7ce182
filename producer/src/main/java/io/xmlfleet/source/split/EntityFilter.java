package io.xmlfleet.source.split;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Passes a document in UTF-8 on, with references to entities replaced, and without the declarations
 * inside of its DOCTYPE: the parser sees no entity but the five of XML. It gives up a whole
 * document for an entity in an attribute; so only the records are lost that have one which cannot
 * be replaced. Bounds what the parser holds in memory at once. Confined to one thread.
 *
 * <p>What is not well-formed is passed on as it is: the parser says so.
 */
final class EntityFilter extends InputStream {
  private static final int CHUNK = 32 * 1024;
  private static final int LONGEST_TAG = 2 * 1024 * 1024;
  private static final int LONGEST_NAME = 256;
  private static final String CDATA = "[CDATA[";
  private static final String COMMENT = "--";

  private enum State {
    TEXT,
    /** Behind a {@code <}. */
    OPEN,
    /** Behind {@code <!}. */
    BANG,
    /** In what ends with a mark and {@code >}: comment, CDATA section, instruction. */
    SECTION,
    TAG,
    VALUE,
    DOCTYPE,
    LITERAL,
    SUBSET,
    REFERENCE
  }

  /** A reference that cannot be replaced. */
  private record Lost(long offset, String refusal) {}

  private final InputStream in;
  private final byte[] chunk = new byte[CHUNK];
  private final Buffer out = new Buffer();
  private final StringBuilder opening = new StringBuilder();
  private final ByteArrayOutputStream name = new ByteArrayOutputStream();
  private final Deque<Lost> lost = new ArrayDeque<>();

  private State state = State.TEXT;
  private State around = State.TEXT;
  private byte quote;
  private byte mark;
  private int marksNeeded;
  private int marks;
  private long read;
  private long markupFrom;
  private long written;
  private boolean lostSinceMarkup;
  private Entities entities = Entities.NONE;
  private Subset subset = new Subset();

  EntityFilter(InputStream in) {
    this.in = in;
  }

  /**
   * Why the bytes between two places of what was passed on cannot be a record; null: they can.
   * Forgets what was before the end.
   */
  @Nullable String refusal(long from, long to) {
    String first = null;
    for (Lost next = lost.peek(); next != null && next.offset < to; next = lost.peek()) {
      lost.remove();
      if (first == null && next.offset >= from) {
        first = next.refusal;
      }
    }
    return first;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] to, int at, int length) throws IOException {
    while (out.isEmpty()) {
      int size = in.read(chunk, 0, CHUNK);
      if (size < 0) {
        return -1;
      }
      pass(size);
      read += size;
      requireShortMarkup();
    }
    return out.take(to, at, length);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void requireShortMarkup() throws Unreadable {
    boolean held =
        state != State.TEXT && state != State.SUBSET && (state != State.SECTION || mark == '?');
    if (held && read - markupFrom > LONGEST_TAG) {
      throw new Unreadable("has a tag, or another piece of markup, of more than 2 MiB");
    }
  }

  private void pass(int size) throws Unreadable {
    int from = 0; // what is before it is passed on
    int at = 0;
    while (at < size) {
      at = skip(at, size);
      if (at == size) {
        break;
      }
      byte b = chunk[at];
      boolean passes = state != State.REFERENCE && state != State.SUBSET;
      if (b == '&' && (state == State.TEXT || state == State.VALUE)) {
        write(from, at);
        beginReference();
        at++;
        from = at;
      } else if (state == State.REFERENCE) {
        at = reference(b, at);
        from = at;
      } else if (state == State.SUBSET) {
        subset(b);
        at++;
        from = at;
      } else {
        step(b, at);
        at++;
      }
      if (passes && state == State.SUBSET) {
        write(from, at);
        from = at;
      }
    }
    if (state != State.REFERENCE && state != State.SUBSET) {
      write(from, size);
    }
  }

  /** The next byte that matters where most do not. */
  private int skip(int from, int size) {
    int at = from;
    switch (state) {
      case TEXT -> {
        while (at < size && chunk[at] != '<' && chunk[at] != '&') {
          at++;
        }
      }
      case VALUE -> {
        while (at < size && chunk[at] != quote && chunk[at] != '&') {
          at++;
        }
      }
      default -> {}
    }
    return at;
  }

  private void step(byte b, int at) {
    switch (state) {
      case TEXT -> {
        if (b == '<') {
          state = State.OPEN;
          markupFrom = read + at;
          lostSinceMarkup = false;
        }
      }
      case OPEN -> open(b);
      case BANG -> bang(b);
      case SECTION -> section(b);
      case TAG -> tag(b);
      case VALUE -> state = State.TAG; // skipped to the quote
      case DOCTYPE -> doctype(b);
      case LITERAL -> state = b == quote ? State.DOCTYPE : state;
      default -> throw new IllegalStateException(state.name());
    }
  }

  private void open(byte b) {
    if (b == '!') {
      state = State.BANG;
      opening.setLength(0);
    } else if (b == '?') {
      begin('?', 1);
    } else {
      state = State.TAG;
      tag(b);
    }
  }

  private void bang(byte b) {
    opening.append((char) (b & 0xFF));
    String so = opening.toString();
    if (so.equals(COMMENT)) {
      begin('-', 2);
    } else if (so.equals(CDATA)) {
      begin(']', 2);
    } else if (!COMMENT.startsWith(so) && !CDATA.startsWith(so)) {
      state = State.DOCTYPE;
      doctype(b);
    }
  }

  private void begin(char closing, int needed) {
    state = State.SECTION;
    mark = (byte) closing;
    marksNeeded = needed;
    marks = 0;
  }

  private void section(byte b) {
    if (b == mark) {
      marks++;
    } else if (b == '>' && marks >= marksNeeded) {
      state = State.TEXT;
    } else {
      marks = 0;
    }
  }

  private void tag(byte b) {
    if (b == '>') {
      state = State.TEXT;
    } else if (b == '"' || b == '\'') {
      state = State.VALUE;
      quote = b;
    }
  }

  private void doctype(byte b) {
    if (b == '"' || b == '\'') {
      state = State.LITERAL;
      quote = b;
    } else if (b == '[') {
      state = State.SUBSET;
      subset = new Subset();
    } else if (b == '>') {
      state = State.TEXT;
    }
  }

  /** Lines are kept, so that places are those of the input. */
  private void subset(byte b) throws Unreadable {
    if (subset.ends(b)) {
      entities = Entities.in(subset.text());
      write(b);
      state = State.DOCTYPE;
      markupFrom = read;
    } else if (b == '\n') {
      write(b);
    }
  }

  private void beginReference() {
    around = state;
    state = State.REFERENCE;
    name.reset();
  }

  /** Takes one more byte of a reference; where to go on. */
  private int reference(byte b, int at) {
    if (b == ';') {
      state = around;
      replace(name.toString(StandardCharsets.UTF_8));
      return at + 1;
    }
    boolean ofName =
        b < 0 || (b > ' ' && b != '<' && b != '&' && b != '"' && b != '\'' && b != '>');
    if (ofName && name.size() < LONGEST_NAME) {
      name.write(b);
      return at + 1;
    }
    state = around;
    write('&' + name.toString(StandardCharsets.UTF_8));
    return at;
  }

  private void replace(String wanted) {
    boolean known =
        switch (wanted) {
          case "", "amp", "lt", "gt", "quot", "apos" -> true;
          default -> wanted.startsWith("#");
        };
    if (known) {
      write('&' + wanted + ';');
      return;
    }
    Entities.Replacement replacement = entities.replace(wanted);
    // One is enough to lose a record, and no record begins or ends without markup.
    if (!replacement.refusal().isEmpty() && !lostSinceMarkup) {
      lost.add(new Lost(written, replacement.refusal()));
      lostSinceMarkup = true;
    }
    write(replacement.text());
  }

  private void write(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.add(bytes, 0, bytes.length);
    written += bytes.length;
  }

  private void write(byte b) {
    out.add(new byte[] {b}, 0, 1);
    written++;
  }

  private void write(int from, int to) {
    out.add(chunk, from, to - from);
    written += to - from;
  }
}
