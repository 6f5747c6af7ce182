package io.xmlfleet.cli;

import io.xmlfleet.generate.CorpusWriter;
import io.xmlfleet.generate.CreditApplications;
import io.xmlfleet.generate.Faults;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code xmlfleet generate}: documents to try and to measure with. */
@Command(
    name = "generate",
    description = {
      "Writes synthetic credit applications (3 to 12 KB each, no personal data).",
      "The same options give the same bytes everywhere. Load them with",
      "samples/credit-applications/contract.yaml; corpora of different seeds share no ids."
    })
final class GenerateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "where to; files of the same names are overwritten")
  private Path out = Path.of("");

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "200",
      description = "documents (default: ${DEFAULT-VALUE})")
  private long count;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "another seed, other documents (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--broken",
      paramLabel = "N",
      defaultValue = "0",
      description = "how many of them are broken, in turn in each known way (default: none)")
  private long broken;

  @Override
  public Integer call() {
    Faults documents = new Faults(new CreditApplications(seed), count, broken);
    long bytes = new CorpusWriter(documents, out).write(count);
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "Wrote %,d documents (%.1f MB, %d broken) into %s%n",
            count,
            bytes / 1e6,
            broken,
            out);
    return 0;
  }
}
