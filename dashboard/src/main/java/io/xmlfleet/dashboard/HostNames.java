package io.xmlfleet.dashboard;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names under which the dashboard may be asked for. A page of somebody else whose name was made
 * to point here (DNS rebinding) asks under that name, and gets nothing. Immutable.
 */
final class HostNames {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "[::]");
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9a-f:.]+]");
  private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}$");

  private final String configured;

  HostNames(String configured) {
    String lower = configured.toLowerCase(Locale.ROOT);
    this.configured = lower.contains(":") && !lower.startsWith("[") ? '[' + lower + ']' : lower;
  }

  /** As it stands in a URL. */
  String inUrl() {
    return configured;
  }

  boolean isLoopback() {
    return LOOPBACK.contains(configured);
  }

  /**
   * Whether this is one of them. Of a server that listens everywhere any address is: an address
   * cannot be made to point elsewhere.
   *
   * @param header with or without a port
   */
  boolean allow(String header) {
    String host = PORT.matcher(header.toLowerCase(Locale.ROOT)).replaceFirst("");
    return LOOPBACK.contains(host)
        || configured.equals(host)
        || (EVERYWHERE.contains(configured) && ADDRESS.matcher(host).matches());
  }
}
