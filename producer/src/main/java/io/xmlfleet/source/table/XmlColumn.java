package io.xmlfleet.source.table;

import io.xmlfleet.source.document.SourceDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Turns a value of the column into a document. Immutable. */
final class XmlColumn {
  /** What a declaration says of the encoding is of no meaning in a text, and wrong in our bytes. */
  private static final Pattern DECLARED =
      Pattern.compile("\\A\\uFEFF?(<\\?xml\\s[^>]*?\\bencoding\\s*=\\s*)([\"'])([^\"'>]*)\\2");

  /** Behind these a declaration makes the text no XML; a column has them now and then. */
  private static final Pattern BEFORE_DECLARATION =
      Pattern.compile("\\A[ \\t\\r\\n\\uFEFF]++(?=<\\?xml\\s)");

  private static final Set<Integer> BYTES =
      Set.of(Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB);
  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  private final String name;
  private final int type;
  private final int limitBytes;

  /**
   * A column.
   *
   * @param name for messages
   * @param type of {@link Types}
   */
  XmlColumn(String name, int type, int limitBytes) {
    this.name = name;
    this.type = type;
    this.limitBytes = limitBytes;
  }

  /** Reads the value of the current row; what cannot be a document is rejected. */
  SourceDocument read(String recordId, ResultSet row, int index) throws SQLException {
    try {
      byte[] bytes = BYTES.contains(type) ? bytes(row, index) : text(row, index);
      if (bytes == null) {
        return new SourceDocument.Rejected(recordId, "the column " + name + " is null");
      }
      if (bytes.length > limitBytes) {
        return new SourceDocument.Rejected(
            recordId,
            String.format(
                Locale.ROOT,
                "the document has more bytes than the limit of %,d bytes",
                limitBytes));
      }
      return new SourceDocument.Read(recordId, bytes);
    } catch (IOException e) {
      return new SourceDocument.Rejected(
          recordId, "the column " + name + " cannot be read: " + e.getClass().getSimpleName());
    }
  }

  /** One byte more than the limit, if there are more. */
  private byte @Nullable [] bytes(ResultSet row, int index) throws SQLException, IOException {
    try (InputStream value = row.getBinaryStream(index)) {
      if (value == null) {
        return null;
      }
      byte[] raw = value.readNBytes(limitBytes + 1);
      return gzip(raw) ? unzipped(raw) : raw;
    }
  }

  private static boolean gzip(byte[] raw) {
    return raw.length > 2 && (raw[0] & 0xff) == GZIP_FIRST && (raw[1] & 0xff) == GZIP_SECOND;
  }

  private byte[] unzipped(byte[] raw) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(raw))) {
      return in.readNBytes(limitBytes + 1);
    }
  }

  private byte @Nullable [] text(ResultSet row, int index) throws SQLException, IOException {
    try (Reader value = row.getCharacterStream(index)) {
      if (value == null) {
        return null;
      }
      char[] characters = new char[8 * 1024];
      int read = 0;
      while (true) {
        int more = value.read(characters, read, characters.length - read);
        if (more < 0 || read > limitBytes) {
          return utf8(new String(characters, 0, read));
        }
        read += more;
        if (read == characters.length) {
          characters = Arrays.copyOf(characters, 2 * read);
        }
      }
    }
  }

  static byte[] utf8(String value) {
    String xml = BEFORE_DECLARATION.matcher(value).replaceFirst("");
    Matcher declared = DECLARED.matcher(xml);
    if (declared.find() && !declared.group(3).equalsIgnoreCase("UTF-8")) {
      String quote = declared.group(2);
      return (declared.group(1) + quote + "UTF-8" + quote + xml.substring(declared.end()))
          .getBytes(StandardCharsets.UTF_8);
    }
    return xml.getBytes(StandardCharsets.UTF_8);
  }
}
