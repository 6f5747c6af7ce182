package io.xmlfleet.samples;

import java.nio.file.Path;

/** Where this repository keeps its samples. */
final class SampleFiles {
  /** Maven runs a module's tests in the module's folder. */
  static final Path SAMPLES = Path.of("..", "samples").toAbsolutePath().normalize();

  private SampleFiles() {}
}
