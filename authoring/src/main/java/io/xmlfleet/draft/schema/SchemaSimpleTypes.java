package io.xmlfleet.draft.schema;

import io.xmlfleet.draft.QualifiedName;
import io.xmlfleet.draft.ValueShape;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.ColumnType.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What simple types of an XML Schema become. Immutable. */
final class SchemaSimpleTypes {
  private static final int MOST_DERIVATIONS = 30;
  private static final int MOST_PRECISION = 38;
  private static final int LONGEST_STRING = 4000;
  private static final int LONGEST_DATE_TIME = 50; // a fraction has any number of digits
  private static final int MOST_LISTED = 8;

  /** An enumeration of more is a code list, which a table holds better than a contract. */
  private static final int MOST_WORDS = 60;

  private static final String LIST = "list";
  private static final Set<String> LISTS = Set.of("NMTOKENS", "IDREFS", "ENTITIES");
  private static final Set<String> TEXTS =
      Set.of("string", "normalizedString", "token", "NMTOKEN", "Name", "NCName", "language");
  private static final Map<String, Integer> LEAST =
      Map.of("positiveInteger", 1, "nonNegativeInteger", 0, "unsignedLong", 0);
  private static final Map<String, Integer> MOST =
      Map.of("negativeInteger", -1, "nonPositiveInteger", 0);

  private static final Pattern LISTABLE =
      Pattern.compile("[\\p{L}\\p{N}\\p{P}\\p{Sm}\\p{Sc} ]{1,30}");

  private final SchemaComponents components;

  SchemaSimpleTypes(SchemaComponents components) {
    this.components = components;
  }

  /**
   * A column's type, and what the schema says in words.
   *
   * @param words an enumeration's; null: it is none, or not one of words
   * @param evidence the type's names and facets
   * @param documentation what the schema says of it; empty: nothing
   */
  record Simple(
      ColumnType type,
      List<String> formats,
      ValueShape.@Nullable Words words,
      String evidence,
      String documentation) {}

  /** The type of text and of what the schema does not say. */
  static Simple any() {
    return new Simple(ColumnType.of(Kind.STRING), List.of(), null, "any text", "");
  }

  /** The type of this name. */
  Simple named(QualifiedName name) {
    Chain chain = new Chain();
    chain.follow(name);
    return chain.simple();
  }

  /** A type that stands where it is used: a {@code simpleType}, {@code restriction} … */
  Simple inline(SchemaNode node) {
    Chain chain = new Chain();
    chain.take(node);
    return chain.simple();
  }

  /** The derivation of one type; facets of the more derived ones win. Confined to one thread. */
  private final class Chain {
    private final Map<String, String> facets = new HashMap<>();
    private final List<String> values = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private String base = "string";

    /** The type that has a name and an enumeration; empty: none has. */
    private String enumeration = "";

    private boolean ofOneValue = true;
    private String documentation = "";
    private int derivations;

    void follow(QualifiedName name) {
      if (name.namespace().equals(SchemaNode.XSD)) {
        base = name.local();
        names.add("xs:" + name.local());
        if (LISTS.contains(base)) {
          list();
        }
        return;
      }
      names.add(name.local());
      SchemaNode type = components.find("type", name);
      if (type != null && ++derivations <= MOST_DERIVATIONS) {
        documentation = documentation.isEmpty() ? type.documentation() : documentation;
        take(type);
      }
    }

    void take(SchemaNode node) {
      switch (node.kind()) {
        case "restriction", "extension" -> derive(node);
        case "list" -> {
          QualifiedName item = node.reference("itemType");
          boolean builtIn = item != null && item.namespace().equals(SchemaNode.XSD);
          names.add("list" + (item == null ? "" : " of " + (builtIn ? "xs:" : "") + item.local()));
          list();
        }
        case "union" -> {
          base = "string";
          ofOneValue = false;
          names.add("union");
        }
        default -> {
          for (SchemaNode child : node.children()) {
            switch (child.kind()) {
              case "restriction", "extension", "list", "union", "simpleContent" -> take(child);
              default -> {} // attributes
            }
          }
        }
      }
    }

    /** A length counts the words of a list. */
    private void list() {
      base = LIST;
      ofOneValue = false;
      facets.remove("length");
      facets.remove("maxLength");
    }

    private void derive(SchemaNode node) {
      boolean first = values.isEmpty();
      for (SchemaNode facet : node.children()) {
        String value = facet.attribute("value");
        if (value != null && facet.kind().equals("enumeration")) {
          if (first) {
            values.add(value);
            enumeration = names.isEmpty() ? "" : names.get(names.size() - 1);
          }
        } else if (value != null) {
          facets.putIfAbsent(facet.kind(), value);
        }
      }
      QualifiedName name = node.reference("base");
      SchemaNode inner = node.child("simpleType");
      if (name != null) {
        follow(name);
      } else if (inner != null) {
        take(inner);
      }
    }

    Simple simple() {
      boolean hex = base.equals("hexBinary");
      return new Simple(
          type(), hex ? List.of("hex") : List.of(), words(), evidence(), documentation);
    }

    /** Only of texts: a number's words may be written in other ways. */
    private ValueShape.@Nullable Words words() {
      boolean usable =
          ofOneValue
              && TEXTS.contains(base)
              && !values.isEmpty()
              && values.size() <= MOST_WORDS
              && values.stream().allMatch(value -> !value.isBlank() && value.equals(value.strip()));
      return usable ? new ValueShape.Words(enumeration, values.stream().distinct().toList()) : null;
    }

    private ColumnType type() {
      return switch (base) {
        case "boolean" -> ColumnType.of(Kind.BIT);
        case "byte", "short", "unsignedByte" -> ColumnType.of(Kind.SMALLINT);
        case "int", "unsignedShort" -> ColumnType.of(Kind.INT);
        case "long", "unsignedInt" -> ColumnType.of(Kind.BIGINT);
        case "integer",
            "positiveInteger",
            "negativeInteger",
            "nonNegativeInteger",
            "nonPositiveInteger",
            "unsignedLong" ->
            integer();
        case "decimal" -> decimal(facet("totalDigits", 0), facet("fractionDigits", -1));
        case "float", "double" -> ColumnType.of(Kind.DOUBLE);
        case "date" -> ColumnType.of(Kind.DATE);
        case "time" -> ColumnType.of(Kind.TIME);
        case "dateTime" -> dateTime(facets.getOrDefault("explicitTimezone", "optional"));
        case "dateTimeStamp" -> ColumnType.of(Kind.DATETIMEOFFSET);
        case "base64Binary", "hexBinary" ->
            new ColumnType(Kind.BINARY, facet("maxLength", facet("length", 0)), 0);
        default -> string();
      };
    }

    /** A type that keeps what documents may have: no type of databases has offsets now and then. */
    private static ColumnType dateTime(String offset) {
      return switch (offset) {
        case "required" -> ColumnType.of(Kind.DATETIMEOFFSET);
        case "prohibited" -> ColumnType.of(Kind.DATETIME);
        default -> ColumnType.string(LONGEST_DATE_TIME);
      };
    }

    private ColumnType integer() {
      BigDecimal least = bound("minInclusive", "minExclusive", LEAST);
      BigDecimal most = bound("maxInclusive", "maxExclusive", MOST);
      int digits = facet("totalDigits", 0);
      if (least != null && most != null) {
        int ofRange = least.abs().max(most.abs()).setScale(0, RoundingMode.UP).precision();
        digits = digits == 0 ? ofRange : Math.min(digits, ofRange);
      }
      if (digits >= 1 && digits <= 9) {
        return ColumnType.of(Kind.INT);
      }
      return digits >= 1 && digits <= 18
          ? ColumnType.of(Kind.BIGINT)
          : ColumnType.decimal(MOST_PRECISION, 0);
    }

    private @Nullable BigDecimal bound(
        String inclusive, String exclusive, Map<String, Integer> ofBase) {
      String written = facets.getOrDefault(inclusive, facets.get(exclusive));
      Integer known = ofBase.get(base);
      if (written != null && written.matches("[+-]?[0-9]{1,40}")) {
        return new BigDecimal(written);
      }
      return known == null ? null : BigDecimal.valueOf(known);
    }

    /** Of 18 digits with 5 behind the point all 18 may stand before it. */
    private static ColumnType decimal(int digits, int fraction) {
      int scale = fraction < 0 ? 10 : Math.min(fraction, MOST_PRECISION / 2);
      return ColumnType.decimal(
          digits < 1 ? MOST_PRECISION : Math.min(MOST_PRECISION, digits + scale), scale);
    }

    private ColumnType string() {
      int most = facet("maxLength", facet("length", 0));
      if (most == 0 && !values.isEmpty()) {
        most = values.stream().mapToInt(String::length).max().orElse(0);
      }
      return most >= 1 && most <= LONGEST_STRING
          ? ColumnType.string(most)
          : ColumnType.of(Kind.STRING);
    }

    private int facet(String name, int otherwise) {
      String value = facets.get(name);
      return value != null && value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : otherwise;
    }

    private String evidence() {
      StringBuilder evidence = new StringBuilder(String.join(" < ", names));
      String unit = base.endsWith("Binary") ? "% bytes" : "% characters";
      add(evidence, "maxLength", "at most " + unit);
      add(evidence, "length", unit);
      range(evidence);
      add(evidence, "totalDigits", "% digits");
      add(evidence, "fractionDigits", "% behind the point");
      if (!values.isEmpty()) {
        evidence.append(", one of ").append(listed());
      }
      switch (base) {
        case LIST -> evidence.append("; rows: { each: …, list: … } makes a row of each word");
        case "date", "time" -> evidence.append("; one with an offset is rejected");
        case "dateTime" ->
            evidence.append(
                facets.containsKey("explicitTimezone")
                    ? ""
                    : "; datetimeoffset if all have an offset, datetime if none has");
        case "decimal" ->
            evidence.append(
                facets.containsKey("fractionDigits") ? "" : "; more than 10 places are rejected");
        default -> {}
      }
      return evidence.toString();
    }

    /** The values, where they are few and can stand in a comment; else how many there are. */
    private String listed() {
      boolean listable =
          values.size() <= MOST_LISTED
              && values.stream().allMatch(value -> LISTABLE.matcher(value).matches());
      return listable ? String.join(" | ", values) : Integer.toString(values.size());
    }

    private void range(StringBuilder evidence) {
      String least = facets.get("minInclusive");
      String most = facets.get("maxInclusive");
      boolean plain =
          (least == null || LISTABLE.matcher(least).matches())
              && (most == null || LISTABLE.matcher(most).matches());
      if (plain && (least != null || most != null)) {
        evidence
            .append(", ")
            .append(least == null ? "up" : "from " + least)
            .append(most == null ? " on" : " to " + most);
      }
    }

    private void add(StringBuilder evidence, String facet, String words) {
      int value = facet(facet, -1);
      if (value >= 0) {
        evidence.append(", ").append(words.replace("%", Integer.toString(value)));
      }
    }
  }

  /** The simple type behind an attribute or element. */
  Simple of(SchemaNode declaration) {
    @Nullable QualifiedName type = declaration.reference("type");
    SchemaNode inner = declaration.child("simpleType");
    if (type != null) {
      return named(type);
    }
    return inner == null ? any() : inline(inner);
  }
}
