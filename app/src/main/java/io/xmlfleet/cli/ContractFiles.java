package io.xmlfleet.cli;

import io.xmlfleet.source.Sources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the contract that a user means. */
final class ContractFiles {
  private static final List<String> NAMES =
      List.of("contract.yaml", "contract.yml", "contract.json");

  private ContractFiles() {}

  /** The contract that lies in the only input folder. */
  static Optional<Path> beside(List<String> inputs) {
    if (inputs.size() != 1 || inputs.get(0).equals(Sources.STANDARD_INPUT)) {
      return Optional.empty();
    }
    Path folder = Path.of(inputs.get(0));
    return NAMES.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
  }
}
