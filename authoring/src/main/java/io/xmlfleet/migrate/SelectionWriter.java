package io.xmlfleet.migrate;

import static io.xmlfleet.draft.ContractWriter.fields;

import io.xmlfleet.migrate.OldContract.FilterRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the selections that stand for the old system's ways to choose contacts and the like. */
final class SelectionWriter {
  private static final String CONTACTS = "contacts";

  private static final List<String> MEANINGFUL =
      List.of("birth_date", "first_name", "last_name", "ssn");

  private final FilterRule contact;
  private final Map<String, Map<String, Object>> selections = new LinkedHashMap<>();
  private final Map<String, String> byPath = new HashMap<>();

  SelectionWriter(FilterRule contact) {
    this.contact = contact;
  }

  /** Selections by name, each after those that it refers to. */
  Map<String, Map<String, Object>> selections() {
    return selections;
  }

  /** Contacts that become rows: of a known role, with an id, and saying something. */
  String contacts() {
    if (selections.containsKey(CONTACTS)) {
      return CONTACTS;
    }
    Map<String, Object> fields = anywhere(contact.element());
    fields.put(
        "where",
        "[@con_id] IS NOT EMPTY AND TRIM("
            + attribute(contact)
            + ") IN ("
            + quoted(contact.types())
            + ") AND ("
            + MEANINGFUL.stream()
                .map(name -> "[@" + name + "] IS NOT EMPTY")
                .collect(Collectors.joining(" OR "))
            + ')');
    Map<String, Object> unique =
        fields("by", List.of("TRIM([@con_id])"), "rank", rank(), "keep", "last");
    fields.put("unique", unique);
    fields.put("key", "TRIM([@con_id])");
    selections.put(CONTACTS, fields);
    return CONTACTS;
  }

  private String rank() {
    StringBuilder text = new StringBuilder("CASE TRIM(" + attribute(contact) + ')');
    for (int i = 0; i < contact.types().size(); i++) {
      text.append(" WHEN '").append(contact.types().get(i)).append("' THEN ").append(i);
    }
    return text.append(" END").toString();
  }

  /** The children of contacts that become rows of a table of their own. */
  String children(String name, FilterRule rule) {
    selections.computeIfAbsent(
        "contacts_with_children",
        any -> {
          Map<String, Object> fields = fields("each", contact.path(), "where", counts(contact));
          Map<String, Object> unique = new LinkedHashMap<>();
          List<String> by = new ArrayList<>();
          contact.present().forEach(present -> by.add("[@" + present + ']'));
          by.add(attribute(contact));
          unique.put("by", by);
          unique.put("keep", "last");
          fields.put("unique", unique);
          return fields;
        });
    Map<String, Object> fields =
        fields("each", rule.element(), "below", "contacts_with_children", "where", counts(rule));
    Map<String, Object> among = fields("selection", contacts(), "match", "[../@con_id]");
    fields.put("among", among);
    selections.put(name, fields);
    return name;
  }

  private static String counts(FilterRule rule) {
    List<String> conditions = new ArrayList<>();
    rule.present().forEach(present -> conditions.add("[@" + present + "] <> ''"));
    conditions.add("UPPER(" + attribute(rule) + ") IN (" + quoted(upper(rule.types())) + ')');
    return String.join(" AND ", conditions);
  }

  /** The last contact of a role that has an id. */
  String lastOf(String name, String role, boolean needsId) {
    return selections.containsKey(name)
        ? name
        : last(name, contact.element(), ofRole(role) + (needsId ? hasId() : ""));
  }

  /** The last contact of a role whose attribute is neither blank nor a word for nothing. */
  String lastWith(String name, String role, String attribute) {
    return selections.containsKey(name)
        ? name
        : last(
            name,
            contact.element(),
            ofRole(role) + hasId() + " AND " + BlankWords.isNot("[@" + attribute + ']'));
  }

  /** The last element of a path from the root. */
  String lastAt(String path) {
    String known = byPath.get(path);
    if (known != null) {
      return known;
    }
    String segment = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9_-]", "_");
    String name = "last_" + segment;
    for (int i = 2; selections.containsKey(name); i++) {
      name = "last_" + segment + '_' + i;
    }
    byPath.put(path, name);
    selections.put(name, fields("each", path, "take", "last"));
    return name;
  }

  private String last(String name, String element, String where) {
    Map<String, Object> fields = anywhere(element);
    fields.put("where", where);
    fields.put("take", "last");
    selections.put(name, fields);
    return name;
  }

  /** Addresses of a contact, those of the foremost type if there are any; else the contact. */
  String addressesOf(String parent, FilterRule address) {
    String name = parent + "_address";
    if (!selections.containsKey(name)) {
      Map<String, Object> fields =
          fields(
              "each",
              ".//" + address.element(),
              "below",
              parent,
              "prefer",
              attribute(address) + " = " + quoted(address.types().subList(0, 1)),
              "otherwise",
              parent);
      selections.put(name, fields);
    }
    return name;
  }

  /** The last element of a name in a contact; else the contact. */
  String lastBelow(String parent, String element) {
    String name = parent + '_' + element;
    if (!selections.containsKey(name)) {
      Map<String, Object> fields =
          fields("each", ".//" + element, "below", parent, "take", "last", "otherwise", parent);
      selections.put(name, fields);
    }
    return name;
  }

  /** The last address of the foremost type of the last contact with an id, whatever its role. */
  String currentAddressById(FilterRule address) {
    String name = "current_address";
    if (!selections.containsKey(name)) {
      Map<String, Object> byId = anywhere("contact");
      Map<String, Object> lastOne = fields("by", List.of("[@con_id]"), "keep", "last");
      byId.put("unique", lastOne);
      selections.put("contact_by_id", byId);
      Map<String, Object> fields =
          fields(
              "each",
              "contact_address",
              "below",
              "contact_by_id",
              "where",
              attribute(address) + " = " + quoted(address.types().subList(0, 1)));
      Map<String, Object> unique = fields("by", List.of("[../@con_id]"), "keep", "last");
      fields.put("unique", unique);
      fields.put("key", "[../@con_id]");
      selections.put(name, fields);
    }
    return name;
  }

  /** The role that comes first, or second. */
  String role(int index) {
    return index < contact.types().size() ? contact.types().get(index) : "";
  }

  private String ofRole(String role) {
    return attribute(contact) + " = '" + role + '\'';
  }

  private static String hasId() {
    return " AND [@con_id] IS NOT EMPTY";
  }

  private static Map<String, Object> anywhere(String element) {
    return fields("each", "//" + element);
  }

  private static String attribute(FilterRule rule) {
    return "[@" + rule.typeAttribute() + ']';
  }

  private static List<String> upper(List<String> words) {
    return words.stream().map(word -> word.toUpperCase(Locale.ROOT)).toList();
  }

  private static String quoted(List<String> words) {
    return words.stream()
        .map(word -> '\'' + word.replace("'", "''") + '\'')
        .collect(Collectors.joining(", "));
  }
}
