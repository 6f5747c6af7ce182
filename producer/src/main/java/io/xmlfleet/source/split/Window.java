package io.xmlfleet.source.split;

import java.io.IOException;
import java.io.InputStream;

/**
 * Passes bytes on and remembers the last of them, so that an element can be cut out when its end is
 * known. Offsets count from the first byte. Grows up to a bound; beyond it the oldest bytes are
 * forgotten. Confined to one thread.
 */
final class Window extends InputStream {
  private static final int FIRST_SIZE = 64 * 1024;

  /** The reader is ahead of what it has understood by less than that. */
  private static final int AHEAD = 64 * 1024;

  private static final int MOST_AT_ONCE = 16 * 1024;

  private final InputStream in;
  private final int mostBytes;
  private byte[] ring = new byte[FIRST_SIZE];
  private long end;
  private long wantedFrom;

  /**
   * Nothing is read yet.
   *
   * @param limitBytes what is cut out is not larger
   */
  Window(InputStream in, int limitBytes) {
    this.in = in;
    this.mostBytes = Math.min(limitBytes, Integer.MAX_VALUE - 8 - AHEAD) + AHEAD;
  }

  /** Nothing before an offset will be asked for. */
  void wantFrom(long offset) {
    wantedFrom = offset;
  }

  /** Copies bytes that were passed on, and are not forgotten. */
  void copy(long from, byte[] to, int at, int length) {
    if (from < end - ring.length || from + length > end) {
      throw new IllegalStateException("bytes from " + from + " on are not there");
    }
    int start = (int) (from % ring.length);
    int first = Math.min(length, ring.length - start);
    System.arraycopy(ring, start, to, at, first);
    System.arraycopy(ring, 0, to, at + first, length - first);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] to, int at, int length) throws IOException {
    int read = in.read(to, at, Math.min(length, MOST_AT_ONCE));
    if (read > 0) {
      remember(to, at, read);
    }
    return read;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void remember(byte[] from, int at, int length) {
    long needed = end + length - wantedFrom;
    if (needed > ring.length && ring.length < mostBytes) {
      grow((int) Math.min(mostBytes, Math.max(needed, 2L * ring.length)));
    }
    int start = (int) (end % ring.length);
    int first = Math.min(length, ring.length - start);
    System.arraycopy(from, at, ring, start, first);
    System.arraycopy(from, at + first, ring, 0, length - first);
    end += length;
  }

  private void grow(int size) {
    byte[] larger = new byte[size];
    for (long offset = Math.max(0, end - ring.length); offset < end; ) {
      int from = (int) (offset % ring.length);
      int to = (int) (offset % size);
      int length = (int) Math.min(end - offset, Math.min(ring.length - from, size - to));
      System.arraycopy(ring, from, larger, to, length);
      offset += length;
    }
    ring = larger;
  }
}
