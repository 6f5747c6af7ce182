package io.xmlfleet.cli.contract;

import io.xmlfleet.draft.ContractDraft;
import io.xmlfleet.draft.profile.DocumentProfile;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.source.document.FoundDocument;
import io.xmlfleet.source.document.SourceDocument;
import io.xmlfleet.workbench.Sample;
import io.xmlfleet.workbench.Workbench;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The documents beside which a contract is written. The command itself does not name the types of
 * the workbench: its methods are looked through wherever commands are listed, and an installation
 * may be without them.
 */
final class EditedSamples {
  private final @Nullable DocumentSource source;
  private final int limit;
  private final Clock clock;
  private final PrintWriter remarks;

  /**
   * Documents to come.
   *
   * @param source null: there are none
   * @param limit most of them, since they are kept in memory
   * @param remarks says when there are more
   */
  EditedSamples(@Nullable DocumentSource source, int limit, Clock clock, PrintWriter remarks) {
    this.source = source;
    this.limit = limit;
    this.clock = clock;
    this.remarks = remarks;
  }

  /** What the workbench begins with. */
  record Material(Supplier<Workbench.Documents> documents) {}

  /** A drafted contract. */
  record Drafted(String name, Material material) {}

  /**
   * Reads them, and drafts a contract.
   *
   * @throws UsageException if none of them can be read
   */
  Drafted drafted() {
    List<Sample> samples = read();
    ContractDraft draft = draft(samples);
    Workbench.Documents documents = new Workbench.Documents(samples, draft.text());
    return new Drafted(draft.name(), new Material(() -> documents));
  }

  /**
   * Reads them when asked for.
   *
   * @param text of a contract that is not there yet
   */
  Material with(String text) {
    return new Material(() -> new Workbench.Documents(read(), text));
  }

  /** Reads them when asked for, and drafts the contract then. */
  Material withDraft() {
    return new Material(
        () -> {
          List<Sample> samples = read();
          return new Workbench.Documents(samples, draft(samples).text());
        });
  }

  private List<Sample> read() {
    List<Sample> samples = new ArrayList<>();
    if (source == null) {
      return samples;
    }
    while (source.hasNext() && samples.size() < limit) {
      FoundDocument found = source.find();
      samples.add(new Sample(found.read(), found.origin()));
    }
    if (source.hasNext()) {
      remarks.println("Only the first " + limit + " documents are taken; see --limit");
    }
    return samples;
  }

  private ContractDraft draft(List<Sample> samples) {
    DocumentProfile profile = new DocumentProfile(clock);
    for (Sample sample : samples) {
      if (sample.document() instanceof SourceDocument.Read read) {
        Failure unused = profile.add(read.bytes());
      }
    }
    if (profile.documents() == 0) {
      throw new UsageException(
          "there is no contract, and none can be drafted: name sample documents that can be read");
    }
    return profile.draft(null, null);
  }
}
