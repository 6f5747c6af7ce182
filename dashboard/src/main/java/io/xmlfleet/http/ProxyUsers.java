package io.xmlfleet.http;

import io.xmlfleet.failure.UsageException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Users that a reverse proxy has logged in, and names in a header. Immutable.
 *
 * @param proxies addresses from which the header is taken
 * @param header its name
 * @param operators users that may do everything; the others read
 */
public record ProxyUsers(Set<InetAddress> proxies, String header, Set<String> operators) {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9-]{1,60}");

  /**
   * Users.
   *
   * @throws UsageException if no proxy is named, or the header is none
   */
  public ProxyUsers {
    proxies = Set.copyOf(proxies);
    operators = Set.copyOf(operators);
    if (proxies.isEmpty()) {
      throw new UsageException(
          "a user header needs the proxies that may send it: --http-trusted-proxy ADDRESS");
    }
    if (!TOKEN.matcher(header).matches() || header.equalsIgnoreCase("Authorization")) {
      throw new UsageException("\"" + header + "\" is no header that names a user");
    }
  }

  /**
   * Reads what options say.
   *
   * @param names of hosts, or addresses
   * @throws UsageException if a host has no address
   */
  public static ProxyUsers of(List<String> names, String header, List<String> operators) {
    Set<InetAddress> addresses = new HashSet<>();
    for (String name : names) {
      try {
        addresses.addAll(List.of(InetAddress.getAllByName(name.strip())));
      } catch (UnknownHostException e) {
        throw new UsageException("the trusted proxy " + name + " has no address here", e);
      }
    }
    return new ProxyUsers(
        addresses, header, operators.stream().map(String::strip).collect(Collectors.toSet()));
  }

  /** Whether a connection from there is a proxy's. */
  boolean trust(String address) {
    try {
      return proxies.contains(InetAddress.getByName(address)); // an address: nobody is asked
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
