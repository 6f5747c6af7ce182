package io.xmlfleet.source;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The one document that comes through a pipe. Its name says nothing about it, so it is named after
 * its bytes: another document through the same pipe is another record. Immutable.
 *
 * @param name start of the record id
 * @param givenId the user's record id instead; null: there is none
 * @param opener opens the pipe; what it returns is closed when it was read
 */
record Pipe(String name, @Nullable String givenId, int limitBytes, Opener opener) {
  /** Opens the pipe, which may wait for its writer. */
  interface Opener {
    InputStream open() throws IOException;
  }

  private static final int HASH_CHARACTERS = 32;

  DocumentSource source(String description) {
    return new SingleSource(description, this::read);
  }

  private SourceDocument read() {
    String recordId = givenId == null ? name : givenId;
    try (InputStream in = opener.open()) {
      SourceDocument document = DocumentFile.read(in, 0, recordId, limitBytes);
      return givenId == null && document instanceof SourceDocument.Read read
          ? new SourceDocument.Read(name + '-' + hash(read.bytes()), read.bytes())
          : document;
    } catch (IOException e) {
      return new SourceDocument.Refused(recordId, "the input " + DocumentFile.problem(e));
    }
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest).substring(0, HASH_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
