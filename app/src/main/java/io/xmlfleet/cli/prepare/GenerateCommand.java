package io.xmlfleet.cli.prepare;

import io.xmlfleet.cli.base.CommandGroup;
import io.xmlfleet.failure.FileProblem;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.generate.CorpusWriter;
import io.xmlfleet.generate.Profile;
import io.xmlfleet.generate.text.DocumentGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code xmlfleet generate}: documents to try and to measure with. */
@Command(
    name = "generate",
    header = "Write synthetic documents, for trials and measurements.",
    description = {
      "Writes synthetic documents without personal data. The same options give the same bytes on",
      "every machine, and documents of different seeds have different ids. Profiles:",
      "  applications  credit applications, 3 to 12 KB, for samples/credit-applications/contract.yaml",
      "  production    loan files of realistic sizes: half below 130 KB, mean 250 KB,"
          + " up to 2 MB;",
      "                11 to 60 rows in 11 tables, most of the text not mapped",
      "  small         payment notices, 3 KB, one row of one table",
      "The contract of production and small is written beside the documents, as contract.yaml."
    },
    footer = {
      "",
      "Examples:",
      "  xmlfleet generate --profile production --count 1000 --out loans",
      "  xmlfleet run loans --contract loans/contract.yaml"
    })
@CommandGroup.Member(CommandGroup.PREPARE)
public final class GenerateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "Folder to write to; files of the same names are overwritten.")
  private Path out = Path.of("");

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      defaultValue = "applications",
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Profile profile = Profile.APPLICATIONS;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "200",
      description = "Number of documents (default: ${DEFAULT-VALUE}).")
  private long count;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Another seed makes other documents (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--broken",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "How many of them are broken, each in another of the known ways (default: none).")
  private long broken;

  @Override
  public Integer call() {
    if (count < 1) {
      throw new UsageException("--count is 1 or more, not " + count);
    }
    if (broken < 0 || broken > count) {
      throw new UsageException("--broken is 0 to --count, which is " + count + ", not " + broken);
    }
    DocumentGenerator documents = profile.generator(seed, count, broken);
    long bytes = new CorpusWriter(documents, out).write(count);
    say("Wrote %,d documents (%.1f MB, %d broken) into %s%n", count, bytes / 1e6, broken, out);
    Optional<String> contract = profile.contract();
    if (contract.isPresent()) {
      say("Their contract is %s%n", write(contract.get()));
    }
    return 0;
  }

  private Path write(String contract) {
    Path file = out.resolve("contract.yaml");
    try {
      return Files.writeString(file, contract);
    } catch (IOException e) {
      throw new UsageException(FileProblem.writing(file.toString(), e), e);
    }
  }

  private void say(String format, Object... values) {
    spec.commandLine().getOut().printf(Locale.ROOT, format, values);
  }
}
