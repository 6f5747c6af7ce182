package io.xmlfleet.failure;

import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/**
 * What is wrong with a file that a person named, as one sentence for that person; the file is
 * called as the caller calls it, with its path.
 */
public final class FileProblem {
  private FileProblem() {}

  /** Of a file or folder that was to be read. */
  public static String reading(String file, Exception e) {
    return e instanceof NoSuchFileException
        ? file + " does not exist"
        : file
            + " cannot be read: "
            + (e instanceof CharacterCodingException ? "it is no text in UTF-8" : reason(e));
  }

  /** Of a file that was to be written, or a folder in which one was. */
  public static String writing(String file, Exception e) {
    return file
        + " cannot be written: "
        + (e instanceof NoSuchFileException ? "its folder does not exist" : reason(e));
  }

  private static String reason(Exception e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "there is a file of that name";
    }
    String said = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
    return said == null ? e.getClass().getSimpleName() : said;
  }
}
