package io.xmlfleet.cli;

import io.xmlfleet.failure.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the contract that a user means. */
final class ContractFiles {
  private static final List<String> NAMES =
      List.of("contract.yaml", "contract.yml", "contract.json");

  private ContractFiles() {}

  /**
   * The contract that lies in the only input folder.
   *
   * @throws UsageException if there is none
   */
  static Path beside(List<String> inputs) {
    return found(inputs)
        .orElseThrow(
            () ->
                new UsageException(
                    "no contract: name one with --contract FILE (only a single input folder is"
                        + " searched for contract.yaml, contract.yml or contract.json)"));
  }

  private static Optional<Path> found(List<String> inputs) {
    if (inputs.size() != 1 || inputs.get(0).equals("-")) {
      return Optional.empty();
    }
    Path folder = Path.of(inputs.get(0));
    return NAMES.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
  }
}
