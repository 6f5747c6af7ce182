package io.xmlfleet.source.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The files in an archive, in its order. Folders are passed over. Confined to one thread. */
public interface Entries extends Closeable {
  /**
   * A file in an archive.
   *
   * @param name its path with {@code /} separators, without one at the start
   * @param bytes its size as the archive has it; -1: not known
   * @param problem why it cannot be read, a clause that follows upon "the entry"; null: nothing
   * @param content its bytes
   */
  record Entry(String name, long bytes, @Nullable String problem, Content content) {}

  /** Opens an entry, once, before the next entry is asked for. */
  interface Content {
    /**
     * Opens it.
     *
     * @return what it reads is checked against the archive's size and sum, where there are such
     * @throws IOException if it is damaged
     */
    InputStream open() throws IOException;
  }

  /**
   * The next file; null: there is none.
   *
   * @throws IOException if the archive is damaged: then this was the end
   */
  @Nullable Entry next() throws IOException;
}
