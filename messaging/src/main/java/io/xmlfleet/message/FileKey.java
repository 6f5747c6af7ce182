package io.xmlfleet.message;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of those who may name files to workers. Whoever can write to the work topic could
 * otherwise have a worker read any file that it may read, and find it among the dead letters.
 * Immutable.
 */
public final class FileKey {
  public static final int BYTES = 32;

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec secret;

  /** A key of {@link #BYTES} random bytes. */
  public FileKey(byte[] secret) {
    if (secret.length != BYTES) {
      throw new IllegalArgumentException("a file key has " + BYTES + " bytes");
    }
    this.secret = new SecretKeySpec(secret, ALGORITHM);
  }

  /** Names a file, with the proof that we did. */
  public FileReference refer(String path, long bytes, long modifiedMillis) {
    return new FileReference(path, bytes, modifiedMillis, proof(path, bytes, modifiedMillis));
  }

  /** Whether somebody with this key wrote the reference. */
  public boolean proves(FileReference file) {
    String ours = proof(file.path(), file.bytes(), file.modifiedMillis());
    return MessageDigest.isEqual(
        ours.getBytes(StandardCharsets.UTF_8), file.proof().getBytes(StandardCharsets.UTF_8));
  }

  private String proof(String path, long bytes, long modifiedMillis) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      String text = bytes + " " + modifiedMillis + ' ' + path;
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  @Override
  public String toString() {
    return "FileKey";
  }
}
