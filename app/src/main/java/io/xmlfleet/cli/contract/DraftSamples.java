package io.xmlfleet.cli.contract;

import io.xmlfleet.draft.profile.DocumentProfile;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.source.document.SourceDocument;
import io.xmlfleet.text.Counted;
import java.io.PrintWriter;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Reads sample documents into a profile and tells of those that are no use. One thread. */
final class DraftSamples {
  private static final int MOST_TOLD = 10;

  private final DocumentProfile profile;
  private final PrintWriter err;
  private long skipped;

  private DraftSamples(PrintWriter err, Clock clock) {
    this.profile = new DocumentProfile(clock);
    this.err = err;
  }

  /**
   * Reads the documents of a source.
   *
   * @param most no more than so many of them, those that are no use included
   * @throws UsageException if none of them can be used
   */
  static DraftSamples read(DocumentSource source, long most, PrintWriter err, Clock clock) {
    DraftSamples samples = new DraftSamples(err, clock);
    for (long read = 0; read < most && source.hasNext(); read++) {
      samples.take(source.next());
    }
    if (samples.skipped > MOST_TOLD) {
      err.println("… and " + (samples.skipped - MOST_TOLD) + " more");
    }
    if (samples.profile.documents() == 0) {
      throw new UsageException(
          "no contract can be drafted: none of the documents in "
              + source.description()
              + " can be used");
    }
    return samples;
  }

  DocumentProfile profile() {
    return profile;
  }

  /** {@code 12 documents (2 more cannot be used)}. */
  String counts() {
    long used = profile.documents();
    String documents = Counted.of(used, "document");
    return skipped == 0 ? documents : documents + " (" + skipped + " more cannot be used)";
  }

  private void take(SourceDocument document) {
    if (document instanceof SourceDocument.Read read) {
      Failure failure = profile.add(read.bytes());
      if (failure != null) {
        skip(document.recordId(), failure.reason(), failure.location());
      }
    } else if (document instanceof SourceDocument.Rejected rejected) {
      skip(document.recordId(), rejected.reason(), null);
    }
  }

  private void skip(String recordId, String reason, @Nullable String location) {
    skipped++;
    if (skipped <= MOST_TOLD) {
      err.println(
          "Not used: "
              + recordId
              + ": "
              + reason
              + (location == null ? "" : " (" + location + ")"));
    }
  }
}
