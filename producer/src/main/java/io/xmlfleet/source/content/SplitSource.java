package io.xmlfleet.source.content;

import io.xmlfleet.source.document.FoundDocument;
import io.xmlfleet.source.document.LookAheadSource;
import io.xmlfleet.source.document.SourceDocument;
import io.xmlfleet.source.file.DocumentFile;
import io.xmlfleet.source.split.Piece;
import io.xmlfleet.source.split.RecordSplitter;
import io.xmlfleet.source.split.SplitPaths;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The records of one stream, cut out as it is read. Confined to one thread.
 *
 * <p>Looking for a record reads it: its end must be found first.
 */
final class SplitSource extends LookAheadSource {
  private final Content content;
  private final String description;
  private final SplitPaths paths;
  private final int limitBytes;
  private @Nullable RecordSplitter splitter;
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
  protected @Nullable FoundDocument look() {
    SourceDocument document = ended ? null : cut();
    if (document == null) {
      close();
      return null;
    }
    return new FoundDocument(document.recordId(), null, content.origin(), () -> document);
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

  private @Nullable SourceDocument cut() {
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
      return new SourceDocument.Rejected(
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
    return new SourceDocument.Rejected(
        whole ? naming.name() : naming.part(refused.ordinal()), refused.reason());
  }
}
