package io.xmlfleet.source.content;

import io.xmlfleet.item.Origin;
import io.xmlfleet.source.archive.Entries;
import io.xmlfleet.source.archive.Packing;
import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.source.document.FoundDocument;
import io.xmlfleet.source.document.LookAheadSource;
import io.xmlfleet.source.document.SingleSource;
import io.xmlfleet.source.document.SourceDocument;
import io.xmlfleet.source.file.DocumentFile;
import io.xmlfleet.source.file.FileSelection;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The documents in one archive, in its order; the archive is read as they are. What is damaged is
 * rejected, an entry by itself where the archive can still be followed behind it. Confined to one
 * thread.
 */
final class ArchiveSource extends LookAheadSource {
  private final Path file;
  private final String recordId;
  private final Origin origin;
  private final Packing packing;
  private final FileSelection selection;
  private final ContentReader reader;
  private final SeenNames names = new SeenNames();

  private @Nullable Entries entries;
  private @Nullable DocumentSource inside;
  private boolean ended;
  private boolean any;
  private String place = "at its beginning";

  /**
   * Nothing is opened yet.
   *
   * @param recordId of the archive; those of its entries are this, {@code !/} and their path
   * @param selection of the entries
   */
  ArchiveSource(
      Path file,
      String recordId,
      Origin origin,
      Packing packing,
      FileSelection selection,
      ContentReader reader) {
    this.file = file;
    this.recordId = recordId;
    this.origin = origin;
    this.packing = packing;
    this.selection = selection;
    this.reader = reader;
  }

  @Override
  public String description() {
    return file.toString();
  }

  @Override
  protected @Nullable FoundDocument look() {
    while (!ended && (inside == null || !inside.hasNext())) {
      leaveEntry();
      inside = nextEntry();
    }
    return inside != null && inside.hasNext() ? inside.find() : null;
  }

  @Override
  public void close() {
    leaveEntry();
    ended = true;
    try {
      if (entries != null) {
        entries.close();
        entries = null;
      }
    } catch (IOException e) {
      // It was read; and what could be done about it?
    }
  }

  private void leaveEntry() {
    if (inside != null) {
      inside.close();
      inside = null;
    }
  }

  /** What is in the next entry; null: nothing, or there is no entry more. */
  private @Nullable DocumentSource nextEntry() {
    try {
      Entries open = entries;
      if (open == null) {
        open = packing.entries(file);
        entries = open;
      }
      Entries.Entry entry = open.next();
      if (entry != null) {
        return selection.takes(entry.name()) ? documents(entry) : null;
      }
      close();
      return any
          ? null
          : rejected(recordId, "has no entry that matches: looked for " + selection.description());
    } catch (IOException e) {
      close();
      return rejected(
          recordId, DocumentFile.problem(e) + "; damaged " + place + ", the rest was not read");
    } catch (RuntimeException e) { // some damage is no IOException to those who unpack
      close();
      return rejected(recordId, "is damaged " + place + "; the rest was not read");
    }
  }

  private DocumentSource documents(Entries.Entry entry) {
    any = true;
    place = "behind the entry " + entry.name();
    String id = recordId + "!/" + names.unique(entry.name());
    String what = "the entry " + entry.name() + " of the archive " + file.getFileName();
    String problem = entry.problem();
    return problem == null
        ? reader.documents(
            new Content(
                Naming.of(id),
                what,
                entry.bytes(),
                origin.entry(entry.name()),
                entry.content()::open),
            description())
        : single(id, what + ' ' + problem);
  }

  private DocumentSource rejected(String id, String clause) {
    return single(id, "the archive " + file.getFileName() + ' ' + clause);
  }

  private DocumentSource single(String id, String reason) {
    return new SingleSource(
        description(), id, origin, () -> new SourceDocument.Rejected(id, reason));
  }
}
