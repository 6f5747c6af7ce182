package io.xmlfleet.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The ledger's primary key: a number that is in the recordId, 8 bytes, then SHA-256 of {@code
 * contract ␀ recordId}. The hash makes it exact; the number keeps what is sent one after the other
 * side by side in the index. See {@code docs/decisions/006}.
 */
final class RecordKey {
  static final int BYTES = 40;

  private static final int MOST_DIGITS = 18; // of a long

  private RecordKey() {}

  static byte[] of(LedgerKey key) {
    return ByteBuffer.allocate(BYTES).putLong(number(key.recordId())).put(hash(key)).array();
  }

  /**
   * The longest row of decimal digits, the last one of equals: a table's key, a file's number. Of
   * more than 18 digits the last 18. Without digits 0.
   */
  static long number(String recordId) {
    int from = 0;
    int to = 0;
    int start = 0;
    for (int i = 0; i <= recordId.length(); i++) {
      if (i < recordId.length() && isDigit(recordId.charAt(i))) {
        continue;
      }
      if (i > start && i - start >= to - from) {
        from = start;
        to = i;
      }
      start = i + 1;
    }
    from = Math.max(from, to - MOST_DIGITS);
    return from == to ? 0 : Long.parseLong(recordId, from, to, 10);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static byte[] hash(LedgerKey key) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(key.contract().getBytes(StandardCharsets.UTF_8));
      sha.update((byte) 0);
      return sha.digest(key.recordId().getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
