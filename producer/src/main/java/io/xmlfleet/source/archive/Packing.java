package io.xmlfleet.source.archive;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** How a file is packed, by the ending of its name. */
public enum Packing {
  /** {@code .zip}. */
  ZIP,
  /** {@code .tar}. */
  TAR,
  /** {@code .tar.gz}, {@code .tgz}. */
  TAR_GZIP,
  /** {@code .tar.zst}, {@code .tzst}. */
  TAR_ZSTANDARD,
  /** Any other {@code .gz}: one document. */
  GZIP,
  /** Any other {@code .zst}: one document. */
  ZSTANDARD;

  private static final int BUFFER = 64 * 1024;

  /** Of a file of that name in any letter case; empty: it is not packed. */
  public static Optional<Packing> of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".zip")) {
      return Optional.of(ZIP);
    }
    if (lower.endsWith(".tar")) {
      return Optional.of(TAR);
    }
    if (lower.endsWith(".gz") || lower.endsWith(".tgz")) {
      return Optional.of(lower.endsWith(".tar.gz") || lower.endsWith(".tgz") ? TAR_GZIP : GZIP);
    }
    if (lower.endsWith(".zst") || lower.endsWith(".tzst")) {
      boolean tar = lower.endsWith(".tar.zst") || lower.endsWith(".tzst");
      return Optional.of(tar ? TAR_ZSTANDARD : ZSTANDARD);
    }
    return Optional.empty();
  }

  /** Whether there can be several documents in it. */
  public boolean isArchive() {
    return this != GZIP && this != ZSTANDARD;
  }

  /**
   * Opens an archive.
   *
   * @return closes the file
   * @throws IOException if that is not possible, or it is no such archive
   */
  public Entries entries(Path file) throws IOException {
    return this == ZIP ? ZipEntries.open(file) : new TarEntries(unpacked(file));
  }

  /**
   * Opens a compressed file.
   *
   * @return the bytes that were compressed; closes the file
   * @throws IOException if that is not possible, or it is not compressed so
   */
  public InputStream unpacked(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      return switch (this) {
        case TAR_GZIP, GZIP -> Gzip.unpacked(in);
        case TAR_ZSTANDARD, ZSTANDARD -> new BufferedInputStream(new ZstdInputStream(in), BUFFER);
        case ZIP, TAR -> in;
      };
    } catch (IOException | RuntimeException e) {
      try (in) {
        throw e;
      }
    }
  }

  /** Apart: an installation without the libraries of archives reads what is not packed. */
  private static final class Gzip {
    /** Of several members in a row, as split and log tools write them, all are read. */
    static InputStream unpacked(InputStream in) throws IOException {
      return GzipCompressorInputStream.builder()
          .setInputStream(in)
          .setDecompressConcatenated(true)
          .get();
    }
  }
}
