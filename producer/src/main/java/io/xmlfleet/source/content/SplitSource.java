package io.xmlfleet.source.content;

import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.source.document.SourceDocument;
import io.xmlfleet.source.file.DocumentFile;
import io.xmlfleet.source.split.Piece;
import io.xmlfleet.source.split.RecordSplitter;
import io.xmlfleet.source.split.SplitPaths;
import java.io.IOException;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The records of one stream, cut out as it is read. Confined to one thread.
 *
 * <p>Looking for a record reads it: its end must be found first.
 */
final class SplitSource implements DocumentSource {
  private final Content content;
  private final String description;
  private final SplitPaths paths;
  private final int limitBytes;
  private @Nullable RecordSplitter splitter;
  private @Nullable SourceDocument found;
  private boolean ended;

  SplitSource(Content content, String description, SplitPaths paths, int limitBytes) {
    this.content = content;
    this.description = description;
    this.paths = paths;
    this.limitBytes = limitBytes;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public boolean hasNext() {
    if (found == null && !ended) {
      found = look();
      if (found == null) {
        close();
      }
    }
    return found != null;
  }

  @Override
  public SourceDocument next() {
    SourceDocument next = hasNext() ? found : null;
    if (next == null) {
      throw new NoSuchElementException();
    }
    found = null;
    return next;
  }

  @Override
  public void close() {
    ended = true;
    try {
      if (splitter != null) {
        splitter.close();
        splitter = null;
      }
    } catch (IOException e) {
      // It was read; and what could be done about it?
    }
  }

  private @Nullable SourceDocument look() {
    Naming naming = content.naming();
    try {
      RecordSplitter open = splitter;
      if (open == null) {
        open = new RecordSplitter(content.opener().open(), paths, limitBytes);
        splitter = open;
      }
      Piece piece = open.next();
      return piece == null ? null : document(piece);
    } catch (IOException e) {
      ended = true;
      return new SourceDocument.Refused(
          naming.name(), content.what() + ' ' + DocumentFile.problem(e));
    }
  }

  private SourceDocument document(Piece piece) {
    Naming naming = content.naming();
    if (piece instanceof Piece.Cut cut) {
      return new SourceDocument.Read(naming.part(cut.ordinal(), cut.bytes()), cut.bytes());
    }
    Piece.Refused refused = (Piece.Refused) piece;
    boolean whole = refused.ordinal() == Piece.WHOLE;
    return new SourceDocument.Refused(
        whole ? naming.name() : naming.part(refused.ordinal()), refused.reason());
  }
}
