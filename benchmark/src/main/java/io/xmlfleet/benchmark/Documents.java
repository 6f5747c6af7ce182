package io.xmlfleet.benchmark;

import java.nio.charset.StandardCharsets;

/** A contract, and documents for it of which a part grows. Stateless. */
final class Documents {
  private static final int PERSONS = 5;

  private Documents() {}

  static String contract() {
    return """
        xmlfleet: 1
        contract: growing
        root: File
        app-id: /File/@id
        tables:
          - table: file
            key: [file_id]
            columns:
              - { column: file_id, type: int, from: "@id" }
              - { column: received, type: datetime, from: "@received" }
              - { column: amount, type: "decimal(12,2)", from: Request/@amount }
              - { column: purpose, type: string(40), from: Request/Purpose }
          - table: person
            foreign-keys: [ { columns: [file_id], references: file } ]
            rows: { each: /File/Persons/Person }
            columns:
              - { column: file_id, type: int, from: /File/@id }
              - { column: person_no, type: int, ordinal: . }
              - { column: name, type: string(40), from: Name }
              - { column: born, type: date, from: "@born" }
              - { column: income, type: "decimal(12,2)", from: "@income" }
        """;
  }

  /** Five persons, and more of what no column takes until the document has that many bytes. */
  static byte[] ofUnmapped(int bytes) {
    StringBuilder xml = start();
    persons(xml, 0, PERSONS);
    xml.append("</Persons><Report>");
    for (int i = 0; xml.length() < bytes; i++) {
      xml.append("<Entry no=\"").append(i).append("\" score=\"").append(i * 7 % 1000);
      xml.append("\" source=\"bureau ").append(i % 10).append("\"><Code kind=\"K").append(i % 30);
      xml.append("\">text of an entry &amp; more</Code><Remark>none</Remark></Entry>\n");
    }
    return xml.append("</Report></File>").toString().getBytes(StandardCharsets.UTF_8);
  }

  /** As many persons as make a document of that many bytes. */
  static byte[] ofMapped(int bytes) {
    StringBuilder xml = start();
    for (int i = 0; xml.length() < bytes; i++) {
      persons(xml, i, 1);
    }
    return xml.append("</Persons></File>").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static StringBuilder start() {
    return new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<File id=\"7\"")
        .append(" received=\"2026-03-08T10:11:12\"><Request amount=\"12500.50\">")
        .append("<Purpose>a car</Purpose></Request><Persons>");
  }

  private static void persons(StringBuilder xml, int first, int count) {
    for (int i = first; i < first + count; i++) {
      xml.append("<Person born=\"1980-01-").append(10 + i % 20).append("\" income=\"");
      xml.append(3000 + i % 1000)
          .append(".25\"><Name>Person ")
          .append(i)
          .append("</Name></Person>\n");
    }
  }
}
