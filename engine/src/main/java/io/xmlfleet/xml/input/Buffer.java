package io.xmlfleet.xml.input;

import java.util.Arrays;

/** Bytes that wait to be taken, in order. Confined to one thread. */
final class Buffer {
  private byte[] bytes = new byte[64 * 1024];
  private int from;
  private int to;

  boolean isEmpty() {
    return from == to;
  }

  void add(byte[] source, int at, int length) {
    if (isEmpty()) {
      from = 0;
      to = 0;
    }
    if (length > bytes.length - to) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(to, length), 2 * bytes.length));
    }
    System.arraycopy(source, at, bytes, to, length);
    to += length;
  }

  int take(byte[] target, int at, int length) {
    int taken = Math.min(length, to - from);
    System.arraycopy(bytes, from, target, at, taken);
    from += taken;
    return taken;
  }
}
