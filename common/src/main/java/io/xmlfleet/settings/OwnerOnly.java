package io.xmlfleet.settings;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/**
 * Files and folders that nobody but their owner may read, whatever the umask says. Where the system
 * knows no such rights they are made as usual.
 */
public final class OwnerOnly {
  private OwnerOnly() {}

  private static FileAttribute<?>[] rights(Path path, String rights) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[] {};
  }

  /** A folder, with those above it; one that is there already keeps the rights that it has. */
  public static Path folder(Path folder) throws IOException {
    return Files.isDirectory(folder)
        ? folder
        : Files.createDirectories(folder, rights(folder, "rwx------"));
  }

  /** An empty file, in the place of one that is there. */
  public static Path file(Path file) throws IOException {
    Files.deleteIfExists(file);
    return Files.createFile(file, rights(file, "rw-------"));
  }

  /** Writes a file, whole or not at all, in the place of one that is there. */
  public static void write(Path file, byte[] content) throws IOException {
    Path draft = draft(file, content);
    try {
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** Makes a file, whole or not at all; of several who do so at once, one does. */
  public static void writeOnce(Path file, byte[] content) throws IOException {
    Path draft = draft(file, content);
    try {
      link(draft, file);
    } catch (FileAlreadyExistsException e) {
      // Somebody else's is as good.
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** A link is made or is there already, a move may replace what came meanwhile. */
  private static void link(Path draft, Path file) throws IOException {
    try {
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | IOException e) {
      Files.move(draft, file);
    }
  }

  private static Path draft(Path file, byte[] content) throws IOException {
    Path draft = file(file.resolveSibling(".new-" + UUID.randomUUID()));
    return Files.write(draft, content);
  }
}
