package io.xmlfleet.draft;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The prefixes that a draft's paths need. Confined to one thread. */
public final class Prefixes {
  private static final String XML = "http://www.w3.org/XML/1998/namespace";

  private final Map<String, String> byNamespace = new LinkedHashMap<>();

  /** A name with the prefix of its namespace, which it must have. */
  public String qualified(QualifiedName name) {
    String prefix =
        byNamespace.computeIfAbsent(
            name.namespace(), uri -> uri.equals(XML) ? "xml" : "ns" + (byNamespace.size() + 1));
    return prefix + ':' + name.local();
  }

  /** URI to prefix. */
  public Map<String, String> byNamespace() {
    return Collections.unmodifiableMap(byNamespace);
  }
}
