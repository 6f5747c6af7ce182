package io.xmlfleet.draft.schema;

import io.xmlfleet.contract.Limits;
import io.xmlfleet.failure.Deadline;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.FileProblem;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.xml.DocumentWalk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an XML Schema and what it includes and imports, as far as that lies in a folder or below.
 * Nothing is fetched from elsewhere. Confined to one thread; used once.
 */
final class SchemaFiles {
  private static final int MOST_FILES = 200;
  private static final long MOST_BYTES = 32L * 1024 * 1024;
  private static final Set<String> FURTHER = Set.of("include", "import", "redefine", "override");

  private final DocumentWalk walk = new DocumentWalk(Limits.DEFAULT);
  private final SchemaComponents components = new SchemaComponents();
  private final List<String> remarks = new ArrayList<>();
  private final Set<Path> known = new HashSet<>();
  private final Deque<Unread> unread = new ArrayDeque<>();
  private final Path folder;
  private final Clock clock;
  private List<SchemaNode> own = List.of();
  private long bytes;

  /**
   * A file that is to be read.
   *
   * @param namespace what it defines if it does not say so itself
   */
  private record Unread(Path file, String namespace) {}

  private SchemaFiles(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * Reads.
   *
   * @param base the folder that nothing is read outside of; null: the file's own
   * @throws UsageException if the first file cannot be read, is no XML Schema or lies outside of
   *     the folder; others are left out with a remark
   */
  static SchemaFiles read(Path file, @Nullable Path base, Clock clock) {
    Path first = real(file);
    Path parent = first.getParent();
    Path folder = base == null ? parent : real(base);
    if (folder == null || !first.startsWith(folder) || first.equals(folder)) {
      throw new UsageException(file + " is not in the folder of --schema-folder, " + base);
    }
    SchemaFiles files = new SchemaFiles(folder, clock);
    String problem = files.take(new Unread(first, ""));
    if (problem != null) {
      throw new UsageException(file + " " + problem);
    }
    files.own = files.components.elements();
    while (!files.unread.isEmpty()) {
      Unread next = files.unread.remove();
      String left = files.take(next);
      if (left != null) {
        files.remarks.add("not used: " + next.file().getFileName() + " " + left);
      }
    }
    return files;
  }

  /** Where a path leads to, links followed, so that none leads out of the folder. */
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize(); // the attempt to read it says what is wrong
    }
  }

  SchemaComponents components() {
    return components;
  }

  /** The elements that the first file defines at its top. */
  List<SchemaNode> own() {
    return own;
  }

  List<String> remarks() {
    return List.copyOf(remarks);
  }

  /** Why a file cannot be used; null: it is. */
  private @Nullable String take(Unread next) {
    if (!known.add(next.file())) {
      return null;
    }
    try {
      bytes += Files.size(next.file());
      if (known.size() > MOST_FILES || bytes > MOST_BYTES) {
        return "goes beyond " + MOST_FILES + " files or " + MOST_BYTES / 1024 / 1024 + " MiB";
      }
      return take(Files.readAllBytes(next.file()), next);
    } catch (IOException e) {
      return FileProblem.reading("", e).strip();
    }
  }

  private @Nullable String take(byte[] document, Unread from) {
    SchemaNode.Builder builder = new SchemaNode.Builder();
    Deadline deadline = Deadline.after(Duration.ofMinutes(1), clock);
    Failure failure = walk.walk(document, deadline, builder);
    if (failure != null) {
      String location = failure.location();
      return "cannot be used: " + failure.reason() + (location == null ? "" : ", " + location);
    }
    SchemaNode schema = builder.root();
    if (schema == null) {
      return "is not an XML Schema: its root element is another one";
    }
    String namespace = schema.attribute("targetNamespace", from.namespace());
    components.add(schema, namespace);
    for (SchemaNode child : schema.children()) {
      String location = child.attribute("schemaLocation");
      if (FURTHER.contains(child.kind()) && location != null) {
        follow(location, from.file(), child.kind().equals("import") ? "" : namespace);
      }
    }
    return null;
  }

  private void follow(String location, Path from, String namespace) {
    Path target = location.contains(":") ? null : resolved(from, location);
    if (target == null || !target.startsWith(folder)) {
      remarks.add(
          "not read: "
              + location
              + " is not in "
              + folder
              + (target == null ? "" : "; name a folder around both with --schema-folder"));
    } else {
      unread.add(new Unread(target, namespace));
    }
  }

  private static @Nullable Path resolved(Path from, String location) {
    try {
      return real(from.resolveSibling(location).normalize());
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
