package io.xmlfleet.contract.read;

import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Node;

/** The prefixes that a contract declares. */
record Namespaces(Map<String, String> byPrefix) {
  static Namespaces read(Fields contract, Problems problems) {
    Map<String, String> byPrefix = new LinkedHashMap<>();
    Node node = contract.node("namespaces");
    Fields fields = node == null ? null : Fields.any(node, problems, "namespaces");
    if (fields != null) {
      fields.names().forEach(prefix -> byPrefix.put(prefix, fields.required(prefix)));
    }
    return new Namespaces(byPrefix);
  }
}
