package io.xmlfleet.source.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/** Bytes that must be as many, and have the sum, as a zip says. Confined to one thread. */
final class Checked extends FilterInputStream {
  private final long bytes;
  private final long sum;
  private final CRC32 actual = new CRC32();
  private long read;

  /**
   * Checks what is read from now on.
   *
   * @param bytes how many there are
   * @param sum their CRC-32
   */
  Checked(InputStream in, long bytes, long sum) {
    super(in);
    this.bytes = bytes;
    this.sum = sum;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] to, int at, int length) throws IOException {
    int count = super.read(to, at, length);
    if (count > 0) {
      read += count;
      actual.update(to, at, count);
    }
    if (read > bytes || (count < 0 && read < bytes)) {
      throw new ZipException("it has more or fewer bytes than the archive says");
    }
    if (count < 0 && actual.getValue() != sum) {
      throw new ZipException("its check sum is wrong");
    }
    return count;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
