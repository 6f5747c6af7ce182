package io.xmlfleet.migrate;

import static io.xmlfleet.draft.ContractWriter.fields;

import io.xmlfleet.migrate.ColumnWriter.Source;
import io.xmlfleet.migrate.OldContract.FilterRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes the tables of the application and of its contacts. Confined to one thread. */
final class TableWriter {
  static final String CONTACTS = "app_contact_base";
  static final String ADDRESSES = "app_contact_address";
  static final String EMPLOYMENTS = "app_contact_employment";

  /** What becomes of a row that is in the table already. */
  static final String ON_DUPLICATE = "on-duplicate";

  private static final List<String> ADDRESS_COLUMNS =
      List.of("zip", "city", "street_name", "street_number", "state");
  private static final List<String> ADDRESS_ATTRIBUTES = List.of("zip_code", "city", "street_name");
  private static final List<String> EMPLOYMENT_COLUMNS =
      List.of("business_name", "job_title", "zip", "city");
  private static final List<String> EMPLOYMENT_ATTRIBUTES =
      List.of("business_name", "zip_code", "city");

  private final OldContract old;
  private final DocumentValues values;
  private final ColumnWriter columns;
  private final SelectionWriter selections;
  private final LookUps lookUps;
  private final Remarks remarks;

  TableWriter(
      OldContract old,
      DocumentValues values,
      ColumnWriter columns,
      SelectionWriter selections,
      Remarks remarks) {
    this.old = old;
    this.values = values;
    this.columns = columns;
    this.selections = selections;
    this.lookUps = new LookUps(old, selections);
    this.remarks = remarks;
  }

  /**
   * A table.
   *
   * @param key by which the old system knows a row; empty: none of its own
   * @param head what the contract says of it but its name, its keys and its columns
   */
  record NewTable(
      String name, List<String> key, Map<String, Object> head, List<Map<String, Object>> columns) {}

  /** A table of one row a document. */
  NewTable ofDocument(String table) {
    List<Map<String, Object>> made = new ArrayList<>();
    boolean alwaysSpeaks = table.equals("app_base");
    for (OldMapping mapping : old.of(table)) {
      made.add(
          mapping.has("identity_insert") && mapping.column().equals("app_id")
              ? applicationId()
              : columns.column(mapping, documentSource(mapping)));
      alwaysSpeaks |= mapping.isFlag() || mapping.isConstant() || old.hasFallback(mapping);
    }
    addApplicationId(made);
    return new NewTable(
        table, List.of("app_id"), alwaysSpeaks ? Map.of() : Map.of("keep", "not-empty"), made);
  }

  private Source documentSource(OldMapping mapping) {
    if (mapping.isCalculated()) {
      return calculated(mapping, OldNames.ofDocument(values, mapping, remarks), true);
    }
    if (mapping.readsNothing()) {
      remarks.decide(
          mapping.where(),
          "it names no attribute, so that there is nothing but its default, as there",
          "write where its value comes from");
      return new Source(Map.of("value", ""), "''", false);
    }
    if (mapping.options().expression() != null) {
      remarks.decide(
          mapping.where(),
          "its expression is not evaluated, as its mapping type does not say so",
          "nothing, if the rows are to be as there; else write the expression as expression:");
    }
    return ColumnWriter.looksUp(mapping)
        ? lookUps.source(mapping)
        : columns.ofDocument(mapping.path(), mapping.attribute());
  }

  /** The source of a calculated column; one that is not understood is null, and said so. */
  Source calculated(OldMapping mapping, OldNames names, boolean flat) {
    String translated;
    try {
      translated =
          ExpressionTranslator.translate(String.valueOf(mapping.options().expression()), names);
    } catch (IllegalArgumentException e) {
      remarks.decide(
          mapping.where(),
          "the expression is left out, as it is " + e.getMessage() + ", and the column is null",
          "write it as expression:, or a constant as value:");
      translated = "NULL";
    }
    if (mapping.has("enum")) {
      String own = names.inCondition(mapping.attribute());
      translated = "COALESCE(" + translated + ", " + columns.enumCase(mapping, own) + ')';
    }
    return new Source(Map.of("expression", translated), '(' + translated + ')', flat);
  }

  private void addApplicationId(List<Map<String, Object>> made) {
    if (made.stream().noneMatch(column -> "app_id".equals(column.get("column")))) {
      made.add(applicationId());
    }
  }

  Map<String, Object> applicationId() {
    OldMapping id = old.applicationId();
    return ColumnWriter.key("app_id", last(id.path(), id.attribute()), true);
  }

  /** The table of one row a contact. */
  NewTable ofContacts(FilterRule contact) {
    List<Map<String, Object>> made = new ArrayList<>();
    for (OldMapping mapping : old.of(CONTACTS)) {
      made.add(contactColumn(mapping, contact));
    }
    addApplicationId(made);
    List<String> key = List.of("con_id");
    Map<String, Object> head =
        fields("rows", Map.of("each", '$' + selections.contacts()), "unique", key);
    head.put(ON_DUPLICATE, "keep");
    return new NewTable(CONTACTS, key, head, made);
  }

  private Map<String, Object> contactColumn(OldMapping mapping, FilterRule contact) {
    if (mapping.has("identity_insert")) {
      return ColumnWriter.key(mapping.column(), Map.of("from", "@~" + mapping.attribute()), false);
    }
    if (mapping.has("curr_address_only")) {
      return columns.column(mapping, lookUps.currentAddress(mapping));
    }
    if (mapping.isCalculated()) {
      return columns.column(
          mapping, calculated(mapping, OldNames.ofElement(mapping, remarks), false));
    }
    if (mapping.path().endsWith('/' + contact.element())) {
      return columns.column(mapping, ColumnWriter.ofElement(mapping.attribute()));
    }
    return columns.column(mapping, new Source(last(mapping.path(), mapping.attribute()), "", true));
  }

  /** A table of one row an address or employment of a contact. */
  NewTable ofChildren(String table, String selection, FilterRule rule) {
    List<Map<String, Object>> made = new ArrayList<>();
    String typeColumn = "";
    for (OldMapping mapping : old.of(table)) {
      if (mapping.attribute().equalsIgnoreCase(rule.typeAttribute())) {
        typeColumn = mapping.column();
      }
      made.add(
          columns.column(
              mapping,
              mapping.isCalculated()
                  ? calculated(mapping, OldNames.ofElement(mapping, remarks), false)
                  : ColumnWriter.ofElement(mapping.attribute())));
    }
    made.add(ColumnWriter.key("con_id", Map.of("from", "../@con_id"), false));
    Map<String, Object> head =
        fields(
            "rows",
            Map.of("each", '$' + selections.children(selection, rule)),
            "keep",
            Map.of("when", says(table, rule)));
    if (typeColumn.isEmpty()) {
      return new NewTable(table, List.of(), head, made);
    }
    List<String> key = List.of("con_id", typeColumn);
    head.put("unique", key);
    head.put(ON_DUPLICATE, "keep");
    return new NewTable(table, key, head, made);
  }

  /**
   * What a row must say. Columns whose default does not count for an empty record say nothing where
   * the element says nothing at all.
   */
  private String says(String table, FilterRule rule) {
    boolean address = table.equals(ADDRESSES);
    List<OldMapping> mappings = old.of(table);
    List<String> parts = new ArrayList<>();
    for (OldMapping mapping : mappings) {
      if ((address ? ADDRESS_COLUMNS : EMPLOYMENT_COLUMNS).contains(mapping.column())) {
        parts.add(mapping.column() + " IS NOT EMPTY");
      } else if (!address && mapping.column().equals("monthly_salary")) {
        parts.add("monthly_salary <> 0");
      }
    }
    for (String attribute : address ? ADDRESS_ATTRIBUTES : EMPLOYMENT_ATTRIBUTES) {
      parts.add("[@" + attribute + "] IS NOT EMPTY");
    }
    String says = String.join(" OR ", parts);
    if (mappings.stream().noneMatch(mapping -> mapping.options().excludesDefault())) {
      return says;
    }
    String anything =
        mappings.stream()
            .map(OldMapping::attribute)
            .filter(attribute -> !attribute.equalsIgnoreCase(rule.typeAttribute()))
            .distinct()
            .map(attribute -> "[@~" + attribute + "] IS NOT EMPTY")
            .collect(Collectors.joining(" OR "));
    return '(' + says + ") AND (" + anything + ')';
  }

  LookUps lookUps() {
    return lookUps;
  }

  /** An attribute of the last element of a path. */
  private Map<String, String> last(String path, String attribute) {
    return values.from(path, "@" + attribute);
  }
}
