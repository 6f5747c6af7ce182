package io.xmlfleet.migrate;

import static io.xmlfleet.draft.ContractWriter.fields;

import io.xmlfleet.draft.ContractWriter;
import io.xmlfleet.migrate.ColumnWriter.Words;
import io.xmlfleet.migrate.OldContract.FilterRule;
import io.xmlfleet.migrate.OldContract.Relationship;
import io.xmlfleet.migrate.TableWriter.NewTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries contracts over. Stateless and thread-safe. */
public final class ContractImporter {
  /**
   * Carries one contract over.
   *
   * @param fileName stands for the file in messages
   * @param json the old contract
   * @param name of the new contract
   * @throws io.xmlfleet.failure.UsageException if it is no contract of the old system
   */
  public ImportedContract importContract(String fileName, String json, String name) {
    Remarks remarks = new Remarks();
    OldContract old = OldContract.read(fileName, OldNode.parse(fileName, json), remarks);
    return new Import(old, name, remarks).run();
  }

  /** One import. Confined to one thread. */
  private static final class Import {
    private final OldContract old;
    private final String name;
    private final Remarks remarks;
    private final DocumentValues values;
    private final ColumnWriter columns;
    private final SelectionWriter selections;
    private final TableWriter tables;
    private final SlotTableWriter slotTables;
    private final FilterRule contact;

    Import(OldContract old, String name, Remarks remarks) {
      this.old = old;
      this.name = name;
      this.remarks = remarks;
      this.contact =
          old.filter("contact")
              .orElse(new FilterRule("/" + old.rootElement(), List.of(), "", List.of()));
      this.selections = new SelectionWriter(contact);
      this.values = new DocumentValues(selections);
      this.columns = new ColumnWriter(old, values, remarks);
      this.tables = new TableWriter(old, values, columns, selections, remarks);
      this.slotTables = new SlotTableWriter(old, values, columns, tables, remarks);
    }

    ImportedContract run() {
      List<NewTable> made = old.tables().stream().map(this::table).toList();
      // What tables say decides which enums, selections and values there are.
      String requirements = requirement();
      ContractWriter yaml = new ContractWriter();
      head(yaml, requirements);
      enums(yaml);
      selections(yaml);
      values(yaml);
      yaml.line(0, "tables:");
      made.forEach(table -> write(table, yaml));
      tellDifferences();
      return new ImportedContract(yaml.toString(), remarks.decisions(), remarks.told());
    }

    private void tellDifferences() {
      for (Correction.Touched each : Correction.in(old)) {
        remarks.tell(each.mapping(), "correction: " + each.correction().sentence());
      }
      for (OldMapping mapping : old.mappings()) {
        if (mayLackItsValue(mapping)) {
          remarks.tell(
              mapping,
              "not nullable, without a default: null where the document has no usable value, and"
                  + " the database refuses the row or takes its own default, as there");
        }
      }
      if (!old.insertionOrder().isEmpty()) {
        remarks.tell("correction: tables are filled in the order of this contract");
      }
    }

    private boolean mayLackItsValue(OldMapping mapping) {
      return !mapping.options().nullable()
          && !mapping.isFlag()
          && !mapping.has("identity_insert")
          && !old.hasFallback(mapping)
          && mapping.usableDefault() == null
          && !mapping.column().isEmpty();
    }

    private NewTable table(String table) {
      Optional<String> creator = slotTables.creator(table);
      if (creator.isPresent()) {
        return slotTables.table(table, creator.get());
      }
      if (table.startsWith("app_contact_") && old.filter("contact").isEmpty()) {
        remarks.decide(
            table,
            "there is no filter rule for contacts, so that it gets one row a document",
            "choose its elements with rows:");
        return tables.ofDocument(table);
      }
      return switch (table) {
        case TableWriter.CONTACTS -> tables.ofContacts(contact);
        case TableWriter.ADDRESSES ->
            tables.ofChildren(table, "addresses", old.filter("address").orElse(contact));
        case TableWriter.EMPLOYMENTS ->
            tables.ofChildren(table, "employments", old.filter("employment").orElse(contact));
        default -> tables.ofDocument(table);
      };
    }

    private String requirement() {
      OldMapping id = old.applicationId();
      String text = values.exactName(id.path(), id.attribute());
      return "CAST("
          + text
          + " AS DECIMAL) > 0 AND REPLACE(REPLACE(LOWER("
          + text
          + "), 'e', '.'), '.', '') = LOWER("
          + text
          + ')';
    }

    private void head(ContractWriter yaml, String idIsUsable) {
      OldMapping id = old.applicationId();
      yaml.comment(0, "Carried over by: xmlfleet contract import");
      source(yaml);
      yaml.blank();
      yaml.entry(0, "xmlfleet", "1");
      yaml.entry(0, "contract", name);
      yaml.entry(0, "root", old.rootElement());
      yaml.entry(0, "app-id", id.path() + "/@" + id.attribute());
      if (old.schema() != null) {
        yaml.entry(0, "schema", old.schema());
      }
      yaml.comment(
          0, "The old system's tables hold less than its types now and then: dates, code pages.");
      yaml.entry(0, "narrower", "allowed");
      yaml.comment(
          0, "It left out what it had no value for, and the tables' own defaults took effect.");
      yaml.entry(0, "nulls", "default");
      yaml.comment(0, "Its parser took documents up to here.");
      yaml.line(0, "limits: { depth: 256, attribute-characters: 10000000 }");
      yaml.blank();
      yaml.line(0, "require:");
      yaml.item(2, requirement(idIsUsable, "the application id is missing or no positive number"));
      if (old.applicationElement() == null) {
        remarks.decide(
            "line 1",
            "it does not say which element holds the application (source_application_table)",
            "require the element that a document of this kind must have");
      } else {
        yaml.item(
            2,
            requirement(
                '[' + old.applicationPath() + "/count()] > 0",
                "there is no element " + old.applicationElement()));
      }
      yaml.blank();
    }

    /** The query of the old system for its documents, as options of ours. */
    private void source(ContractWriter yaml) {
      String table = old.sourceTable();
      String column = old.sourceColumn();
      String schema = old.schema() == null ? "dbo" : old.schema();
      if (table == null || column == null || !(schema + table + column).matches("\\w+")) {
        return;
      }
      yaml.comment(0, "What the old system read (of a run that it had begun, add --skip-loaded):");
      yaml.comment(0, "  xmlfleet produce --contract " + name + " \\");
      yaml.comment(
          0,
          "    --from-table " + schema + '.' + table + " --key app_id --column " + column + " \\");
      yaml.comment(
          0,
          "    --where \""
              + column
              + " IS NOT NULL AND app_id IN (SELECT app_id FROM dbo."
              + old.applicationElement()
              + ")\"");
    }

    private static Map<String, Object> requirement(String that, String message) {
      return fields("that", that, "message", message);
    }

    private void enums(ContractWriter yaml) {
      if (columns.enums().isEmpty()) {
        return;
      }
      yaml.line(0, "enums:");
      for (Map.Entry<String, Words> each : columns.enums().entrySet()) {
        Map<String, Object> fields = fields("values", each.getValue().values());
        if (each.getValue().otherwise() != null) {
          fields.put("otherwise", each.getValue().otherwise());
        }
        fields.put("ignore-case", "true");
        yaml.mapping(2, each.getKey(), fields);
      }
      yaml.blank();
    }

    private void selections(ContractWriter yaml) {
      if (selections.selections().isEmpty()) {
        return;
      }
      yaml.line(0, "selections:");
      selections.selections().forEach((key, fields) -> yaml.mapping(2, key, fields));
      yaml.blank();
    }

    private void values(ContractWriter yaml) {
      yaml.line(0, "values:");
      values
          .declarations()
          .forEach(
              (key, fields) -> {
                if (fields.size() == 1) {
                  yaml.entry(2, key, fields.values().iterator().next());
                } else {
                  yaml.mapping(2, key, fields);
                }
              });
      yaml.blank();
    }

    private void write(NewTable table, ContractWriter yaml) {
      yaml.line(2, "- table: " + ContractWriter.scalar(table.name()));
      List<String> key =
          referredBy(table.name())
              .filter(column -> has(table, column))
              .map(List::of)
              .orElse(table.key());
      if (!key.isEmpty()) {
        yaml.entry(4, "key", key);
      }
      List<Map<String, Object>> foreignKeys = foreignKeys(table);
      if (foreignKeys.size() == 1) {
        yaml.entry(4, "foreign-keys", foreignKeys);
      } else if (!foreignKeys.isEmpty()) {
        yaml.line(4, "foreign-keys:");
        foreignKeys.forEach(foreignKey -> yaml.item(6, foreignKey));
      }
      table.head().forEach((name, value) -> head(yaml, name, value));
      yaml.line(4, "columns:");
      table.columns().forEach(column -> yaml.item(6, column));
      yaml.blank();
    }

    private static void head(ContractWriter yaml, String name, Object value) {
      if (value instanceof Map<?, ?> rows && rows.get("slots") instanceof List<?> slots) {
        yaml.line(4, "rows:");
        yaml.line(6, "slots:");
        slots.forEach(slot -> yaml.item(8, asFields(slot)));
      } else if (value instanceof Map<?, ?>) {
        yaml.mapping(4, name, asFields(value));
      } else {
        yaml.entry(4, name, value);
      }
    }

    @SuppressWarnings("unchecked") // maps by text are all that the writers make
    private static Map<String, ?> asFields(Object map) {
      return (Map<String, ?>) map;
    }

    /** A table that others refer to has the column that they refer by as its key. */
    private Optional<String> referredBy(String table) {
      return old.relationships().stream()
          .filter(each -> each.parent().equals(table))
          .map(Relationship::column)
          .findFirst();
    }

    private List<Map<String, Object>> foreignKeys(NewTable table) {
      List<Map<String, Object>> foreignKeys = new ArrayList<>();
      for (Relationship each : old.relationships()) {
        if (!each.child().equals(table.name())) {
          continue;
        }
        if (old.tables().contains(each.parent())
            && referredBy(each.parent()).filter(each.column()::equals).isPresent()
            && has(table, each.column())) {
          foreignKeys.add(fields("columns", List.of(each.column()), "references", each.parent()));
        } else {
          remarks.decide(
              table.name(),
              "its relationship to " + each.parent() + " by " + each.column() + " is left out",
              "write foreign-keys: with columns that are there");
        }
      }
      return foreignKeys;
    }

    private static boolean has(NewTable table, String column) {
      return table.columns().stream().anyMatch(each -> column.equals(each.get("column")));
    }
  }
}
