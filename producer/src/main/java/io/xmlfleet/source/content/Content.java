package io.xmlfleet.source.content;

import io.xmlfleet.item.Origin;
import io.xmlfleet.source.file.FolderWalk;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream of bytes that has a name.
 *
 * @param what it is, for people: {@code the file}
 * @param bytes its size; {@link FolderWalk#UNKNOWN}: not known
 * @param origin where it is
 * @param opener opens it, once; what it returns is closed by whoever reads it
 */
public record Content(Naming naming, String what, long bytes, Origin origin, Opener opener) {
  /** Opens a stream, which may wait for its writer. */
  public interface Opener {
    InputStream open() throws IOException;
  }
}
