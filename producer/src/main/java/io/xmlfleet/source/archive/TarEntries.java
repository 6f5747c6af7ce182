package io.xmlfleet.source.archive;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** The entries of a tar as they come. Confined to one thread. */
final class TarEntries implements Entries {
  private final byte[] passedOver = new byte[64 * 1024];
  private final Headers headers;
  private final TarArchiveInputStream tar;

  /**
   * Nothing is read yet.
   *
   * @param in unpacked; closed with this
   */
  TarEntries(InputStream in) {
    this.headers = new Headers(in);
    this.tar = new TarArchiveInputStream(headers, StandardCharsets.UTF_8.name());
  }

  @Override
  public @Nullable Entry next() throws IOException {
    TarArchiveEntry entry = nextHeader();
    while (entry != null && entry.isDirectory()) {
      entry = nextHeader();
    }
    if (entry == null) {
      return null;
    }
    return new Entry(
        EntryNames.plain(entry.getName()), entry.getRealSize(), problem(entry), this::content);
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }

  private @Nullable TarArchiveEntry nextHeader() throws IOException {
    while (tar.getCurrentEntry() != null && tar.read(passedOver) >= 0) {
      // Read, not skipped: a tar that is cut off is noticed.
    }
    headers.begin();
    TarArchiveEntry entry = tar.getNextEntry();
    boolean marked = headers.end();
    if (entry == null && !marked) {
      throw new EOFException("cut off: a tar ends with a mark");
    }
    if (entry != null && !entry.isCheckSumOK()) {
      throw new IOException("the check sum of a header is wrong");
    }
    return entry;
  }

  private static @Nullable String problem(TarArchiveEntry entry) {
    if (entry.isSymbolicLink() || entry.isLink()) {
      return "is a link; name the entry that it leads to";
    }
    return entry.isFile() ? null : "is no regular file";
  }

  /** The archive is needed for the entries that follow. */
  private InputStream content() {
    return new FilterInputStream(tar) {
      @Override
      public void close() {}
    };
  }

  /** Bounds headers, for names are as long as they say and read into memory; sees the last one. */
  private static final class Headers extends FilterInputStream {
    private static final long LARGEST = 1024 * 1024;

    private static final int BLOCK = 512;

    private long left = Long.MAX_VALUE;
    private long zeros;

    Headers(InputStream in) {
      super(in);
    }

    void begin() {
      left = LARGEST;
      zeros = 0;
    }

    /** Whether a block of zeros was read, and nothing else. */
    boolean end() {
      left = Long.MAX_VALUE;
      return zeros >= BLOCK;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int at, int length) throws IOException {
      int read = super.read(to, at, length);
      left -= Math.max(0, read);
      if (left < 0) {
        throw new IOException("a header is larger than 1 MiB");
      }
      if (left <= LARGEST) {
        countZeros(to, at, read);
      }
      return read;
    }

    private void countZeros(byte[] from, int at, int length) {
      for (int i = at; i < at + length; i++) {
        zeros = from[i] == 0 ? zeros + 1 : 0;
      }
    }
  }
}
