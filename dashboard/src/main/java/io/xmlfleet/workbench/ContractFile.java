package io.xmlfleet.workbench;

import io.javalin.http.ConflictResponse;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The only file that the workbench writes, and the copies beside it of what it wrote over. Lines
 * end in the file as they did. Thread-safe.
 */
final class ContractFile {
  private static final String NONE = "";
  private static final String MARK = "\uFEFF";

  private final Path path;
  private String ours = NONE;

  ContractFile(Path path) {
    this.path = path;
  }

  /**
   * What is in the file.
   *
   * @param text with {@code \n} at the end of lines
   * @param digest of the bytes; empty: there is no file
   */
  record Version(String text, String digest) {}

  Path path() {
    return path;
  }

  /**
   * Reads it; no file is an empty text.
   *
   * @throws UsageException if it cannot be read, or is not UTF-8
   */
  synchronized Version read() {
    try {
      byte[] bytes = Files.readAllBytes(path);
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      String plain = text.startsWith(MARK) ? text.substring(1) : text;
      return new Version(plain.replace("\r\n", "\n"), digest(bytes));
    } catch (NoSuchFileException e) {
      return new Version("", NONE);
    } catch (CharacterCodingException e) {
      throw new UsageException("the contract " + path + " is not UTF-8", e);
    } catch (IOException e) {
      throw new UsageException("cannot read the contract " + path + ": " + e, e);
    }
  }

  /**
   * Writes it. What was there and is not the writer's own is copied before, beside what was copied
   * earlier. Whoever writes what is there already writes nothing: an answer may have been lost.
   *
   * @param known the digest of what the writer knows to be there
   * @param overwrite whether that is of somebody else, and goes to a copy in any case
   * @throws ConflictResponse if something else is there
   * @throws InfrastructureException if it cannot be written
   */
  synchronized Version write(String text, String known, boolean overwrite) {
    Version now = read();
    boolean isThere = !now.digest().equals(NONE);
    if (isThere && now.text().equals(text)) {
      ours = now.digest();
      return now;
    }
    if (!now.digest().equals(known)) {
      throw new ConflictResponse(
          path.getFileName() + (isThere ? " was changed by somebody else" : " is gone"));
    }
    try {
      byte[] before = isThere ? Files.readAllBytes(path) : new byte[0];
      if (isThere && (overwrite || !now.digest().equals(ours))) {
        keep(before);
      }
      byte[] bytes = inTheWayOf(before, text).getBytes(StandardCharsets.UTF_8);
      Files.write(path, bytes);
      ours = digest(bytes);
      return new Version(text, ours);
    } catch (IOException e) {
      throw new InfrastructureException("cannot write the contract " + path + ": " + e, e);
    }
  }

  /** In {@code contract.yaml.bak}, or with a number behind it where another text is in that one. */
  private void keep(byte[] before) throws IOException {
    for (int number = 1; ; number++) {
      Path copy =
          path.resolveSibling(path.getFileName() + (number == 1 ? ".bak" : ".bak" + number));
      if (!Files.exists(copy)) {
        Files.write(copy, before, StandardOpenOption.CREATE_NEW);
        return;
      }
      if (Arrays.equals(Files.readAllBytes(copy), before)) {
        return;
      }
    }
  }

  private static String inTheWayOf(byte[] before, String text) {
    String old = new String(before, StandardCharsets.UTF_8);
    String lines = old.contains("\r\n") ? text.replace("\n", "\r\n") : text;
    return old.startsWith(MARK) ? MARK + lines : lines;
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
