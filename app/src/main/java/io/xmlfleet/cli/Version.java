package io.xmlfleet.cli;

import java.util.List;
import picocli.CommandLine.IVersionProvider;

/** The version, from the jar's manifest. */
final class Version implements IVersionProvider {
  static final List<String> OPTIONS = List.of("-V", "--version");

  static List<String> lines() {
    String version = Version.class.getPackage().getImplementationVersion();
    return List.of(
        "xmlfleet " + (version == null ? "(not packaged)" : version),
        "Java " + System.getProperty("java.version") + ", " + System.getProperty("java.vm.name"));
  }

  @Override
  public String[] getVersion() {
    return lines().toArray(String[]::new);
  }
}
