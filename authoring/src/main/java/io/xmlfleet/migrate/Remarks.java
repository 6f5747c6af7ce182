package io.xmlfleet.migrate;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a user should know of a contract that was carried over. Confined to one thread. */
final class Remarks {
  private final Set<String> remarks = new LinkedHashSet<>();

  void add(OldMapping mapping, String remark) {
    remarks.add(mapping.where() + ": " + remark);
  }

  void add(String remark) {
    remarks.add(remark);
  }

  List<String> all() {
    return List.copyOf(remarks);
  }
}
