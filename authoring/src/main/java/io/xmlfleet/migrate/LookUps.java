package io.xmlfleet.migrate;

import io.xmlfleet.migrate.ColumnWriter.Source;
import io.xmlfleet.migrate.OldContract.FilterRule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where the values of mappings come from that look for a contact of a role. */
final class LookUps {
  private static final String CARD = "app_prod_bcard";

  private final OldContract old;
  private final SelectionWriter selections;

  LookUps(OldContract old, SelectionWriter selections) {
    this.old = old;
    this.selections = selections;
  }

  /** The value's source; with {@code pick} where it matters. */
  Source source(OldMapping mapping) {
    String selection = selection(mapping);
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("from", '$' + selection + "/@" + mapping.attribute());
    if (selection.endsWith("_address")) {
      fields.put("pick", "filled");
    }
    return new Source(fields, "[$" + selection + "/@" + mapping.attribute() + ']', false);
  }

  /** The contact that a mapping means. */
  String contact(OldMapping mapping) {
    if (mapping.has("authu_contact")) {
      return selections.lastOf("authorized", selections.role(1), false);
    }
    return mapping.has("last_valid_sec_contact")
        ? selections.lastOf("secondary", selections.role(1), true)
        : selections.lastOf("primary", selections.role(0), true);
  }

  private String selection(OldMapping mapping) {
    String contact = contact(mapping);
    Optional<FilterRule> address = old.filter("address");
    boolean looksAtAddresses = !mapping.has("authu_contact") && address.isPresent();
    if (looksAtAddresses && mapping.path().contains(address.get().element())) {
      return selections.addressesOf(contact, address.get());
    }
    boolean looksAtCards = !mapping.has("last_valid_sec_contact");
    return looksAtCards && mapping.path().contains(CARD)
        ? selections.lastBelow(contact, CARD)
        : contact;
  }

  /** The contact row's own source for a value of its current address. */
  Source currentAddress(OldMapping mapping) {
    FilterRule address = old.filter("address").orElseThrow();
    String selection = selections.currentAddressById(address);
    String from = '$' + selection + "/@" + mapping.attribute();
    return new Source(Map.of("from", from, "match", "[@con_id]"), '[' + from + ']', false);
  }

  /**
   * An expression for a value of a history: of the contact that is meant, else of the last such
   * contact that has one.
   */
  String history(OldMapping mapping, String named) {
    String attribute = mapping.attribute();
    String with =
        selections.lastWith(
            "primary_with_" + attribute.replaceAll("[^A-Za-z0-9_-]", "_"),
            selections.role(0),
            attribute);
    String other = "[$" + with + "/@" + attribute + ']';
    // The column decodes HTML, which the old system does not do for what it looks up.
    return "REPLACE(CASE WHEN "
        + BlankWords.isNot(named)
        + " THEN "
        + named
        + " ELSE "
        + other
        + " END, '&', '&amp;')";
  }
}
