package io.xmlfleet.source.archive;

/** How entries are named, whichever tool packed them. */
final class EntryNames {
  private EntryNames() {}

  /** Without {@code ./} and {@code /} at the start, and with slashes. */
  static String plain(String name) {
    String plain = name.replace('\\', '/');
    int start = 0;
    while (plain.startsWith("/", start) || plain.startsWith("./", start)) {
      start += plain.charAt(start) == '/' ? 1 : 2;
    }
    return plain.substring(start);
  }
}
