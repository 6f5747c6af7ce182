package io.xmlfleet.cli.contract;

import io.xmlfleet.cli.base.FleetCommand;
import io.xmlfleet.cli.option.InputOptions;
import io.xmlfleet.draft.ContractDraft;
import io.xmlfleet.failure.FileProblem;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.process.DataFolder;
import io.xmlfleet.source.Sources;
import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.text.Counted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** The contract of a run that was given none: drafted from all that is about to be loaded. */
public final class DraftedContract {
  private DraftedContract() {}

  /**
   * The contract's file in the data folder; what an earlier run has left there, and somebody may
   * have edited, is used as it is.
   *
   * @throws UsageException if an input can be read only once, or no document can be used
   */
  public static Path of(InputOptions input, DataFolder data, FleetCommand command) {
    requireReadableTwice(input.inputs());
    try (DocumentSource source = input.source()) {
      command.out().println("No contract is given: reading the documents to draft one …");
      DraftSamples samples =
          DraftSamples.read(source, Long.MAX_VALUE, command.err(), command.environment().clock());
      ContractDraft draft = samples.profile().draft(null, null);
      Path file = data.contracts().resolve(draft.name() + ".yaml");
      command.out().println(keep(draft, file, samples));
      return file;
    }
  }

  private static String keep(ContractDraft draft, Path file, DraftSamples samples) {
    try {
      if (Files.exists(file)) {
        boolean same = Files.readString(file).equals(draft.text());
        return "Using "
            + file
            + " of an earlier run"
            + (same ? "" : " as it is; without it, a new one would be drafted");
      }
      Files.writeString(file, draft.text());
      return "Drafted " + file + " from " + samples.counts() + ": " + tables(draft);
    } catch (IOException e) {
      throw new InfrastructureException(FileProblem.writing(file.toString(), e), e);
    }
  }

  static String tables(ContractDraft draft) {
    return Counted.of(draft.tables(), "table");
  }

  private static void requireReadableTwice(List<String> inputs) {
    for (String input : inputs) {
      if (input.equals(Sources.STANDARD_INPUT) || isPipe(input)) {
        throw new UsageException(
            "no contract: name one with --contract FILE; it can be drafted only from files and"
                + " folders, because their documents are read twice");
      }
    }
  }

  private static boolean isPipe(String input) {
    try {
      Path path = Path.of(input);
      return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
    } catch (InvalidPathException e) {
      return false; // maybe a glob
    }
  }
}
