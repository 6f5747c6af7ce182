package io.xmlfleet.cli.option;

import io.xmlfleet.cli.base.Environment;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.source.Sources;
import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.source.document.Following;
import io.xmlfleet.source.document.RecordIdStyle;
import io.xmlfleet.source.document.SourceOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What of files, folders and standard input is a document, and under which name. */
@Command(optionListHeading = "%nInput:%n")
public final class DocumentOptions {
  /** What {@link Sources} takes for inputs, for help. */
  public static final String INPUTS =
      "Files, folders (with all folders below), patterns of names in quotes, or - for"
          + " standard input; also the files in .zip, .tar, .tar.gz, .tar.zst, .gz and .zst.";

  private static final int MEBIBYTE = 1024 * 1024;

  @Mixin private SelectionOptions selection = new SelectionOptions();

  @Option(
      names = "--record-ids",
      paramLabel = "STYLE",
      defaultValue = "absolute",
      description =
          "How documents are named in the ledger: absolute (their full path), or"
              + " from_folder (the path within the input folder, which is the same on all"
              + " machines) (default: ${DEFAULT-VALUE}).")
  private RecordIdStyle recordIds = RecordIdStyle.ABSOLUTE;

  @Option(
      names = "--record-id",
      paramLabel = "ID",
      description = "Name of the document on standard input (default: made from its content).")
  private @Nullable String standardInputId;

  @Option(
      names = "--max-document",
      paramLabel = "MIB",
      defaultValue = "16",
      description = "Larger documents are rejected (default: ${DEFAULT-VALUE}).")
  private int maxDocumentMebibytes = 16;

  /** Those that are of use only with files. */
  static final List<String> OF_FILES =
      List.of("--include", "--exclude", "--split", "--record-ids", "--record-id");

  /**
   * Opens the inputs.
   *
   * @param following how long folders are read; null: once
   * @throws UsageException if one does not exist or matches nothing
   */
  public DocumentSource source(
      List<String> inputs, @Nullable Following following, Environment environment) {
    SourceOptions options =
        new SourceOptions(
            selection.include(),
            selection.exclude(),
            recordIds,
            standardInputId,
            maxDocumentBytes(),
            selection.split(),
            following);
    return Sources.of(inputs, options, environment.standardInput());
  }

  int maxDocumentBytes() {
    if (maxDocumentMebibytes < 1 || maxDocumentMebibytes > 1024) {
      throw new UsageException("--max-document is 1 to 1024 MiB, not " + maxDocumentMebibytes);
    }
    return maxDocumentMebibytes * MEBIBYTE;
  }
}
