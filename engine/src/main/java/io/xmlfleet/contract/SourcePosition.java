package io.xmlfleet.contract;

import java.nio.file.Path;

/**
 * A place in a contract's text. Immutable.
 *
 * @param file the contract's name as the user gave it
 * @param line from 1
 * @param column from 1
 */
public record SourcePosition(String file, int line, int column) {
  /** {@code contract.yaml:41}: short, and free of the machine's folders. */
  public String fileAndLine() {
    Path name = Path.of(file).getFileName();
    return (name == null ? file : name.toString()) + ':' + line;
  }

  /** {@code path/contract.yaml:41:7}. */
  @Override
  public String toString() {
    return file + ':' + line + ':' + column;
  }
}
