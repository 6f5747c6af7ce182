package io.xmlfleet.source.archive;

import io.xmlfleet.text.BytesAsText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a zip in the order of its directory, which is all that is in memory. Confined to
 * one thread.
 */
final class ZipEntries implements Entries {
  private final ZipFile zip;
  private final Enumeration<ZipArchiveEntry> entries;

  private ZipEntries(ZipFile zip) {
    this.zip = zip;
    this.entries = zip.getEntries();
  }

  static ZipEntries open(Path file) throws IOException {
    // The directory says all that we need; the headers before each entry would be a seek each.
    return new ZipEntries(ZipFile.builder().setPath(file).setIgnoreLocalFileHeader(true).get());
  }

  @Override
  public @Nullable Entry next() {
    while (entries.hasMoreElements()) {
      ZipArchiveEntry entry = entries.nextElement();
      if (!entry.isDirectory()) {
        return new Entry(
            EntryNames.plain(name(entry)), entry.getSize(), problem(entry), () -> content(entry));
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private static String name(ZipArchiveEntry entry) {
    boolean elsewhere = entry.getNameSource() == ZipArchiveEntry.NameSource.UNICODE_EXTRA_FIELD;
    byte[] raw = elsewhere ? null : entry.getRawName();
    return raw == null ? entry.getName() : BytesAsText.of(raw);
  }

  private @Nullable String problem(ZipArchiveEntry entry) {
    if (entry.getGeneralPurposeBit().usesEncryption()) {
      return "is encrypted";
    }
    if (entry.isUnixSymlink()) {
      return "is a link; name the entry that it leads to";
    }
    return zip.canReadEntryData(entry)
        ? null
        : "is compressed by a method that is not known here: " + method(entry);
  }

  private static String method(ZipArchiveEntry entry) {
    ZipMethod method = ZipMethod.getMethodByCode(entry.getMethod());
    return method == null ? String.valueOf(entry.getMethod()) : method.name();
  }

  private InputStream content(ZipArchiveEntry entry) throws IOException {
    InputStream in = zip.getInputStream(entry);
    if (in == null) {
      throw new ZipException("its bytes are not where the directory says");
    }
    return new Checked(in, entry.getSize(), entry.getCrc());
  }
}
