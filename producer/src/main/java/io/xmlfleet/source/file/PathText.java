package io.xmlfleet.source.file;

import io.xmlfleet.text.BytesAsText;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Paths as text with {@code /} separators, the same in every locale: in the POSIX locale Java shows
 * each byte beyond ASCII as U+FFFD, and two files would share a name. Bytes that are no UTF-8 are
 * shown as {@link BytesAsText} does.
 */
public final class PathText {
  private static final char UNSHOWABLE = '\uFFFD';

  private PathText() {}

  /** The text of an absolute path. */
  static String of(Path absolute) {
    String text = absolute.toString();
    byte[] bytes =
        isShown(absolute) ? text.getBytes(StandardCharsets.UTF_8) : bytes(absolute.toUri());
    text = BytesAsText.of(bytes);
    return File.separatorChar == '/' ? text : text.replace(File.separatorChar, '/');
  }

  /** The text of a name within a folder. */
  public static String ofName(Path folder, Path name) {
    if (isShown(name)) {
      return BytesAsText.of(name.toString().getBytes(StandardCharsets.UTF_8));
    }
    String whole = of(folder.resolve(name));
    return whole.substring(whole.lastIndexOf('/') + 1);
  }

  /** Whether the text of a path leads to the file again. */
  public static boolean isShown(Path path) {
    return path.toString().indexOf(UNSHOWABLE) < 0;
  }

  private static byte[] bytes(URI uri) {
    String encoded = uri.getRawPath();
    int length = encoded.endsWith("/") ? encoded.length() - 1 : encoded.length(); // so of a folder
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(length);
    for (int i = 0; i < length; i++) {
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
