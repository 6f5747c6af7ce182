package io.xmlfleet.contract.read;

import io.xmlfleet.contract.EnumMapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a contract's enums, in their long form or their short one. */
final class EnumReader {
  private static final String VALUES = "values";
  private static final String OTHERWISE = "otherwise";
  private static final String IGNORE_CASE = "ignore-case";

  private EnumReader() {}

  static Map<String, EnumMapping> read(Fields contract, Problems problems) {
    Map<String, EnumMapping> enums = new LinkedHashMap<>();
    Node node = contract.node("enums");
    Fields byName = node == null ? null : Fields.any(node, problems, "enums");
    if (byName != null) {
      for (String name : byName.names()) {
        EnumMapping read = read(name, byName.place(name), problems);
        if (read != null) {
          enums.put(name, read);
        }
      }
    }
    return enums;
  }

  private static @Nullable EnumMapping read(String name, Node node, Problems problems) {
    String what = "enum " + name;
    Fields fields = Fields.any(node, problems, what);
    if (fields == null) {
      return null;
    }
    if (!(fields.node(VALUES) instanceof MappingNode values)) {
      return new EnumMapping(name, entries(fields), null, false, fields.at());
    }
    Fields entries = Fields.any(values, problems, what);
    Fields.of(node, problems, what, List.of(VALUES, OTHERWISE, IGNORE_CASE));
    return new EnumMapping(
        name,
        entries == null ? Map.of() : entries(entries),
        fields.text(OTHERWISE),
        fields.flag(IGNORE_CASE, false),
        fields.at());
  }

  private static Map<String, String> entries(Fields fields) {
    Map<String, String> entries = new LinkedHashMap<>();
    for (String key : fields.names()) {
      String value = fields.text(key);
      if (value != null) {
        entries.put(key, value);
      }
    }
    return entries;
  }
}
