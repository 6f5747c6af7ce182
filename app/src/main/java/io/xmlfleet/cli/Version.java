package io.xmlfleet.cli;

import java.util.List;
import picocli.CommandLine.IVersionProvider;

/** The version, from the jar's manifest. */
final class Version {
  static final List<String> OPTIONS = List.of("-V", "--version");

  private Version() {}

  static List<String> lines() {
    String version = Version.class.getPackage().getImplementationVersion();
    return List.of(
        "xmlfleet " + (version == null ? "(not packaged)" : version),
        "Java " + System.getProperty("java.version") + ", " + System.getProperty("java.vm.name"));
  }

  /** For whoever asks with other options besides. */
  static final class Provider implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return lines().toArray(String[]::new);
    }
  }
}
