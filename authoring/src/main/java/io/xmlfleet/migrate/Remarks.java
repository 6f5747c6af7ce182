package io.xmlfleet.migrate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a user should know of a contract that was carried over. Confined to one thread. */
final class Remarks {
  private final Set<String> decisions = new LinkedHashSet<>();
  private final Map<String, List<OldMapping>> told = new LinkedHashMap<>();

  /** Something that only a person can decide. */
  void decide(String where, String problem, String advice) {
    decisions.add(where + ": " + problem + ": " + advice);
  }

  /** Something that is other than it was. */
  void tell(OldMapping mapping, String remark) {
    told.computeIfAbsent(remark, any -> new ArrayList<>()).add(mapping);
  }

  /** The same, of the whole contract. */
  void tell(String remark) {
    told.putIfAbsent(remark, List.of());
  }

  /** One line each, with what to do. */
  List<String> decisions() {
    return List.copyOf(decisions);
  }

  /** One line a sentence, with the lines of the old contract of which it is true. */
  List<String> told() {
    return told.entrySet().stream().map(each -> line(each.getKey(), each.getValue())).toList();
  }

  private static String line(String remark, List<OldMapping> mappings) {
    if (mappings.isEmpty()) {
      return remark;
    }
    if (mappings.size() == 1) {
      return mappings.get(0).where() + ": " + remark;
    }
    String lines =
        mappings.stream()
            .map(each -> "" + each.line())
            .distinct()
            .collect(Collectors.joining(", "));
    return mappings.size() + " columns: " + remark + " (lines " + lines + ')';
  }
}
