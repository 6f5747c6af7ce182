package io.xmlfleet.draft.schema;

import io.xmlfleet.draft.QualifiedName;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.ColumnType.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What simple types of an XML Schema become. Immutable. */
final class SchemaSimpleTypes {
  private static final int MOST_DERIVATIONS = 30;
  private static final int MOST_PRECISION = 38;
  private static final int LONGEST_STRING = 4000;
  private static final int LONGEST_DATE_TIME = 50; // a fraction has any number of digits
  private static final int MOST_LISTED = 8;
  private static final Pattern LISTABLE =
      Pattern.compile("[\\p{L}\\p{N}\\p{P}\\p{Sm}\\p{Sc} ]{1,30}");

  private final SchemaComponents components;

  SchemaSimpleTypes(SchemaComponents components) {
    this.components = components;
  }

  /**
   * A column's type, and what the schema says in words.
   *
   * @param evidence the type's names and facets
   */
  record Simple(ColumnType type, String evidence) {}

  /** The type of text and of what the schema does not say. */
  static Simple any() {
    return new Simple(ColumnType.of(Kind.STRING), "any text");
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
    private int derivations;

    void follow(QualifiedName name) {
      if (name.namespace().equals(SchemaNode.XSD)) {
        base = name.local();
        names.add("xs:" + name.local());
        return;
      }
      names.add(name.local());
      SchemaNode type = components.find("type", name);
      if (type != null && ++derivations <= MOST_DERIVATIONS) {
        take(type);
      }
    }

    void take(SchemaNode node) {
      switch (node.kind()) {
        case "restriction", "extension" -> derive(node);
        case "list", "union" -> {
          base = "string";
          names.add(node.kind());
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

    private void derive(SchemaNode node) {
      boolean first = values.isEmpty();
      for (SchemaNode facet : node.children()) {
        String value = facet.attribute("value");
        if (value != null && facet.kind().equals("enumeration")) {
          if (first) {
            values.add(value);
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
      return new Simple(type(), evidence());
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
            integer(facet("totalDigits", 0));
        case "decimal" -> decimal(facet("totalDigits", 0), facet("fractionDigits", -1));
        case "float", "double" -> ColumnType.of(Kind.DOUBLE);
        case "date" -> ColumnType.of(Kind.DATE);
        case "time" -> ColumnType.of(Kind.TIME);
        case "dateTime" -> dateTime(facets.getOrDefault("explicitTimezone", "optional"));
        case "dateTimeStamp" -> ColumnType.of(Kind.DATETIMEOFFSET);
        case "base64Binary" -> ColumnType.of(Kind.BINARY);
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

    private static ColumnType integer(int digits) {
      if (digits >= 1 && digits <= 9) {
        return ColumnType.of(Kind.INT);
      }
      return digits >= 1 && digits <= 18
          ? ColumnType.of(Kind.BIGINT)
          : ColumnType.decimal(MOST_PRECISION, 0);
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
      add(evidence, "maxLength", "at most % characters");
      add(evidence, "length", "% characters");
      add(evidence, "totalDigits", "% digits");
      add(evidence, "fractionDigits", "% behind the point");
      if (!values.isEmpty()) {
        evidence.append(", one of ").append(listed());
      }
      switch (base) {
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
