package io.xmlfleet.source.file;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The selected files below a folder, depth first, each folder in the order of its names. Holds the
 * listings of the folders on the way down and no open handle. Confined to one thread.
 *
 * <p>Links to folders are not followed: so there is no loop. A link to a file is the document that
 * it leads to, once: if it leads to a file that is met by itself, or that another link was taken
 * for, it is left out. What is left out is counted. A link that leads nowhere is told of when it is
 * read. Hidden files are files like others, and so are hard links. Pipes, sockets and devices are
 * passed over. The system is asked once about each file: of small documents that is a good part of
 * what reading costs.
 */
public final class FolderWalk implements Iterator<FolderWalk.Found> {
  /**
   * A file, or a folder that could not be listed.
   *
   * @param relative path below the folder, with {@code /} separators
   * @param size of a file in bytes when it was found; {@link #UNKNOWN} for one that was gone
   * @param modifiedMillis of a file, since 1970 in UTC
   * @param problem why a folder could not be listed; null for a file
   */
  record Found(
      Path path, String relative, long size, long modifiedMillis, @Nullable IOException problem) {}

  public static final long UNKNOWN = -1;

  private record Listing(Path folder, String prefix, Iterator<Path> names) {}

  private final Path root;
  private final FileSelection selection;
  private final Set<Path> linked = new HashSet<>();
  private int leftOut;
  private final Deque<Listing> open = new ArrayDeque<>();
  private @Nullable Found found;

  /**
   * Lists the folder.
   *
   * @param folder its real path
   * @throws IOException if that is not possible
   */
  FolderWalk(Path folder, FileSelection selection) throws IOException {
    this.root = folder;
    this.selection = selection;
    open.push(list(folder, ""));
  }

  /** How many links were left out so far. */
  int leftOut() {
    return leftOut;
  }

  @Override
  public boolean hasNext() {
    Listing current = open.peek();
    while (found == null && current != null) {
      if (current.names().hasNext()) {
        found = visit(current, current.names().next());
      } else {
        open.pop();
      }
      current = open.peek();
    }
    return found != null;
  }

  @Override
  public Found next() {
    Found result = hasNext() ? found : null;
    if (result == null) {
      throw new NoSuchElementException();
    }
    found = null;
    return result;
  }

  private @Nullable Found visit(Listing listing, Path name) {
    Path path = listing.folder().resolve(name);
    String relative = listing.prefix() + PathText.ofName(listing.folder(), name);
    BasicFileAttributes own = attributes(path, LinkOption.NOFOLLOW_LINKS);
    if (own != null && own.isSymbolicLink()) {
      return link(path, relative);
    }
    if (own != null && own.isDirectory()) {
      return selection.enters(relative) ? enter(path, relative) : null;
    }
    if (!selection.takes(relative)) {
      return null;
    }
    return own == null ? unknown(path, relative) : file(path, relative, own);
  }

  private @Nullable Found link(Path path, String relative) {
    BasicFileAttributes target = attributes(path);
    if (target != null && target.isDirectory()) {
      leftOut += selection.enters(relative) ? 1 : 0;
      return null;
    }
    if (!selection.takes(relative)) {
      return null;
    }
    if (target != null && target.isRegularFile() && isMetElsewhere(path)) {
      leftOut++;
      return null;
    }
    return target == null ? unknown(path, relative) : file(path, relative, target);
  }

  private static Found unknown(Path path, String relative) {
    return new Found(path, relative, UNKNOWN, UNKNOWN, null);
  }

  private static @Nullable Found file(Path path, String relative, BasicFileAttributes file) {
    return file.isRegularFile()
        ? new Found(path, relative, file.size(), file.lastModifiedTime().toMillis(), null)
        : null;
  }

  /** Whether what a link leads to is a document already, or will be. */
  private boolean isMetElsewhere(Path link) {
    try {
      Path target = link.toRealPath();
      return (target.startsWith(root) && takes(root.relativize(target))) || !linked.add(target);
    } catch (IOException e) {
      return false; // it is told of when it is read
    }
  }

  private boolean takes(Path file) {
    StringBuilder relative = new StringBuilder();
    Path folder = root;
    for (Path name : file) {
      if (relative.length() > 0) {
        if (!selection.enters(relative.toString())) {
          return false;
        }
        relative.append('/');
      }
      relative.append(PathText.ofName(folder, name));
      folder = folder.resolve(name);
    }
    return selection.takes(relative.toString());
  }

  private @Nullable Found enter(Path folder, String relative) {
    try {
      open.push(list(folder, relative + '/'));
      return null;
    } catch (IOException e) {
      return new Found(folder, relative + '/', UNKNOWN, UNKNOWN, e);
    }
  }

  /** Null: a file that vanished, or a link that leads nowhere; it is told of when it is read. */
  private static @Nullable BasicFileAttributes attributes(Path path, LinkOption... options) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class, options);
    } catch (IOException e) {
      return null;
    }
  }

  private static Listing list(Path folder, String prefix) throws IOException {
    List<Path> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        names.add(entry.getFileName());
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    names.sort(null);
    return new Listing(folder, prefix, names.iterator());
  }
}
