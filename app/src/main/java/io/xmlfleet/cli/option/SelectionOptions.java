package io.xmlfleet.cli.option;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Which of the inputs' files, and of their elements, are documents. */
@Command
public final class SelectionOptions {
  @Option(
      names = "--include",
      paramLabel = "GLOB",
      split = ",",
      description =
          "Which files of the folders, and entries of archives, to read; patterns as in"
              + " .gitignore; repeatable (default: *.[xX][mM][lL]).")
  private List<String> include = new ArrayList<>();

  @Option(
      names = "--exclude",
      paramLabel = "GLOB",
      split = ",",
      description = "Files and folders to leave out; repeatable.")
  private List<String> exclude = new ArrayList<>();

  @Option(
      names = "--split",
      paramLabel = "PATH",
      split = ",",
      description =
          "Make each element at this path from the root, such as /dblp/article or /dblp/*,"
              + " a document of its own; repeatable.")
  private List<String> split = new ArrayList<>();

  public List<String> include() {
    return include;
  }

  public List<String> exclude() {
    return exclude;
  }

  /** Paths of the elements that are documents; none: each file is one. */
  public List<String> split() {
    return split;
  }
}
