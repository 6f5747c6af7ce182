package io.xmlfleet.source.content;

import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.source.document.SingleSource;
import io.xmlfleet.source.document.SourceDocument;
import io.xmlfleet.source.file.DocumentFile;
import java.io.IOException;
import java.io.InputStream;

/** Takes a stream as one document. Immutable. */
record WholeContent(int limitBytes) implements ContentReader {
  private static final int FIRST_GUESS = 1024 * 1024;

  @Override
  public DocumentSource documents(Content content, String description) {
    Naming naming = content.naming();
    return new SingleSource(
        description,
        naming.byContent() ? null : naming.name(),
        content.origin(),
        () -> read(content));
  }

  private SourceDocument read(Content content) {
    Naming naming = content.naming();
    if (content.bytes() > limitBytes) {
      return SourceDocument.Rejected.tooLarge(naming.name(), content.bytes(), limitBytes);
    }
    // What an archive says of a size may be a lie.
    int expected = (int) Math.max(0, Math.min(content.bytes(), Math.min(FIRST_GUESS, limitBytes)));
    try (InputStream in = content.opener().open()) {
      SourceDocument document = DocumentFile.read(in, expected, naming.name(), limitBytes);
      return document instanceof SourceDocument.Read read
          ? new SourceDocument.Read(naming.document(read.bytes()), read.bytes())
          : document;
    } catch (IOException e) {
      return new SourceDocument.Rejected(
          naming.name(), content.what() + ' ' + DocumentFile.problem(e));
    } catch (RuntimeException e) { // some damage is no IOException to those who unpack
      return new SourceDocument.Rejected(
          naming.name(), content.what() + " cannot be unpacked: " + e.getClass().getSimpleName());
    }
  }
}
