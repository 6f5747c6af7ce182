package io.xmlfleet.contract.read;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.text.Suggestions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Contracts for public kinds of XML that come with xmlfleet. Stateless. */
public final class Gallery {
  /** What stands before a name where a contract's file could be. */
  public static final String PREFIX = "gallery:";

  private static final String DESCRIPTION = "description: ";

  private Gallery() {}

  /** In the order of the alphabet. */
  public static List<String> names() {
    return List.of("camt-053", "hl7-cda", "jats-article", "osm", "ubl-invoice", "xbrl-instance");
  }

  /** Whether what stands for a contract's file is of the gallery. */
  public static boolean isMeant(String file) {
    return file.startsWith(PREFIX);
  }

  /**
   * A contract as its author wrote it.
   *
   * @param name with {@link #PREFIX} or without
   * @throws UsageException if there is none of this name; the message has the nearest one
   */
  public static String text(String name) {
    String bare = isMeant(name) ? name.substring(PREFIX.length()) : name;
    if (!names().contains(bare)) {
      throw new UsageException(
          "the gallery has no contract \"" + bare + '"' + Suggestions.hint(bare, names()));
    }
    try (InputStream in =
        Gallery.class.getResourceAsStream("/io/xmlfleet/contract/gallery/" + bare + ".yaml")) {
      if (in == null) {
        throw new IllegalStateException("a contract of the gallery is missing: " + bare);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One sentence on a contract of {@link #names}: its own description. */
  public static String description(String name) {
    return text(name)
        .lines()
        .filter(line -> line.startsWith(DESCRIPTION))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no description: " + name))
        .substring(DESCRIPTION.length());
  }
}
