package io.xmlfleet.letter;

import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * File names for the documents of dead letters: {@code run+number+name.xml}. They tell items apart
 * on any file system, also on one that knows no capitals, and lead out of no folder.
 */
final class ExportNames {
  private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._-]");
  private static final String EXTENSION = ".xml";
  private static final int LONGEST_BASE = 60;
  private static final int HASH_BYTES = 4;

  private ExportNames() {}

  static String of(DeadLetter letter) {
    ItemId item = letter.item();
    String run = item.run();
    // A plus cannot stand in a run id, so the first two tell run and number from the rest.
    StringBuilder name = new StringBuilder();
    if (!Character.isLetterOrDigit(run.charAt(0))) {
      name.append('_'); // neither hidden nor an option of somebody's command
    }
    name.append(run).append('+').append(item.sequence());
    name.append('+').append(base(letter.recordId()));
    if (!run.equals(run.toLowerCase(Locale.ROOT))) {
      name.append('+').append(hash(item)); // another run may differ from it in capitals only
    }
    return name.append(EXTENSION).toString();
  }

  private static String base(String recordId) {
    int start = Math.max(recordId.lastIndexOf('/'), recordId.lastIndexOf('\\')) + 1;
    int end = recordId.length() - EXTENSION.length();
    if (!recordId.regionMatches(true, end, EXTENSION, 0, EXTENSION.length())) {
      end = recordId.length();
    }
    String file = recordId.substring(start, Math.min(end, start + LONGEST_BASE));
    return UNSAFE.matcher(file).replaceAll("_");
  }

  private static String hash(ItemId item) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(item.key().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
