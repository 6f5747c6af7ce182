package io.xmlfleet.source.file;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Paths as text with {@code /} separators, the same in every locale: in the POSIX locale Java shows
 * each byte beyond ASCII as U+FFFD, and two files would share a name.
 */
public final class PathText {
  private static final char UNSHOWABLE = '\uFFFD';

  private PathText() {}

  /** The text of an absolute path. */
  static String of(Path absolute) {
    String text = absolute.toString();
    if (text.indexOf(UNSHOWABLE) >= 0) {
      text = fromUri(absolute);
    }
    return File.separatorChar == '/' ? text : text.replace(File.separatorChar, '/');
  }

  /** The text of a name within a folder. */
  public static String ofName(Path folder, Path name) {
    String text = name.toString();
    if (text.indexOf(UNSHOWABLE) < 0) {
      return text;
    }
    String whole = of(folder.resolve(name));
    return whole.substring(whole.lastIndexOf('/') + 1);
  }

  /** The bytes as UTF-8; where they are not that, percent-encoded, which is still unique. */
  private static String fromUri(Path absolute) {
    String encoded = absolute.toUri().getRawPath();
    if (encoded.endsWith("/")) { // so it does for a folder
      encoded = encoded.substring(0, encoded.length() - 1);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(encoded))).toString();
    } catch (CharacterCodingException e) {
      return encoded;
    }
  }

  private static byte[] bytes(String encoded) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '%') {
        bytes.write(Integer.parseInt(encoded, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return bytes.toByteArray();
  }
}
