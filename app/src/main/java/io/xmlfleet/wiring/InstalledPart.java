package io.xmlfleet.wiring;

import io.xmlfleet.failure.UsageException;

/** What an installation may be without: folders of {@code lib/} that an image leaves out. */
public enum InstalledPart {
  BROKER(
      "io/xmlfleet/embedded/EmbeddedBroker",
      "no embedded broker, lib/local is missing: name servers with --kafka and --db"),
  DATABASE(
      "io/xmlfleet/embedded/",
      "no embedded database, lib/local is missing: name a server with --db"),
  DASHBOARD("io/xmlfleet/dashboard/", "no dashboard, lib/http is missing: leave out --http"),
  WORKBENCH(
      "io/xmlfleet/workbench/",
      "no workbench, lib/http is missing: there are contract check and contract explain"),
  ARCHIVES(
      "org/apache/commons/compress/",
      "nothing that reads archives, lib/archive is missing: unpack them before");

  private static final boolean HAS_H2 = has("org.h2.Driver");

  private final String classes;
  private final String without;

  InstalledPart(String classes, String without) {
    this.classes = classes;
    this.without = without;
  }

  /**
   * What to tell somebody whose installation has no such class.
   *
   * @throws NoClassDefFoundError the same, if the class is of no part that may be missing
   */
  public static UsageException missing(NoClassDefFoundError missing) {
    for (InstalledPart part : values()) {
      if (String.valueOf(missing.getMessage()).contains(part.classes)) {
        UsageException failure = part.missing();
        failure.addSuppressed(missing);
        return failure;
      }
    }
    throw missing;
  }

  /**
   * Checks that this installation has the driver of a database.
   *
   * @throws UsageException if it has not
   */
  static void requireDriver(String url) {
    if (url.startsWith("jdbc:h2:") && !HAS_H2) {
      throw DATABASE.missing();
    }
  }

  private UsageException missing() {
    return new UsageException("this installation has " + without);
  }

  private static boolean has(String name) {
    try {
      Class.forName(name, false, InstalledPart.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
