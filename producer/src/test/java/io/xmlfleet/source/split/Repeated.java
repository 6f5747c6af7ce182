package io.xmlfleet.source.split;

import java.io.InputStream;

/** Some bytes, and then others many times, without all of them in memory. */
final class Repeated extends InputStream {
  private byte[] current;
  private final byte[] repeated;
  private int at;
  private long left;

  Repeated(byte[] start, byte[] repeated, long times) {
    this.current = start;
    this.repeated = repeated;
    this.left = times;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] to, int from, int length) {
    if (at == current.length) {
      if (left-- <= 0) {
        return -1;
      }
      current = repeated;
      at = 0;
    }
    int read = Math.min(length, current.length - at);
    System.arraycopy(current, at, to, from, read);
    at += read;
    return read;
  }
}
