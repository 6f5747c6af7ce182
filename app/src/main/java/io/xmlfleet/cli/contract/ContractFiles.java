package io.xmlfleet.cli.contract;

import io.xmlfleet.failure.FileProblem;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.source.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the contracts that a user means. */
public final class ContractFiles {
  private static final List<String> NAMES =
      List.of("contract.yaml", "contract.yml", "contract.json");

  private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");

  private ContractFiles() {}

  /**
   * The contract that lies in the only input folder.
   *
   * @throws UsageException if there is none
   */
  static Path requiredBeside(List<String> inputs) {
    return beside(inputs)
        .orElseThrow(
            () ->
                new UsageException(
                    "no contract: name one with --contract FILE (only a single input folder is"
                        + " searched for contract.yaml, contract.yml or contract.json)"));
  }

  /**
   * The contracts that a user names, folders among them: of a folder all *.yaml, *.yml and *.json
   * files in it, by name.
   *
   * @throws UsageException if a folder has none or cannot be read
   */
  public static List<Path> all(List<Path> named) {
    List<Path> files = new ArrayList<>();
    for (Path path : named) {
      if (Files.isDirectory(path)) {
        files.addAll(in(path));
      } else {
        files.add(path);
      }
    }
    return files.stream().distinct().toList();
  }

  private static List<Path> in(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files =
          entries.filter(ContractFiles::looksLikeOne).sorted(Comparator.naturalOrder()).toList();
      if (files.isEmpty()) {
        throw new UsageException("no contract (*.yaml, *.yml, *.json) in the folder " + folder);
      }
      return files;
    } catch (IOException e) {
      throw new UsageException(FileProblem.reading("the folder " + folder, e), e);
    }
  }

  private static boolean looksLikeOne(Path file) {
    String name = file.getFileName().toString();
    return Files.isRegularFile(file) && ENDINGS.stream().anyMatch(name::endsWith);
  }

  /** The same, where there may be none. */
  public static Optional<Path> beside(List<String> inputs) {
    if (inputs.size() != 1 || inputs.get(0).equals(Sources.STANDARD_INPUT)) {
      return Optional.empty();
    }
    Path folder = Path.of(inputs.get(0));
    return NAMES.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
  }
}
