package io.xmlfleet.mapping;

import io.xmlfleet.failure.MemoryLimit;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Maps documents of 3 MiB that ask for much more, each in its own way; a process of its own. */
final class HungryDocuments {
  static final int DOCUMENT = 3 * 1024 * 1024;

  private static final String CONTRACT =
      """
      xmlfleet: 1
      contract: hungry
      root: Note
      no-rows: accept
      """;

  private static final String CELLS =
      CONTRACT
          + """
          tables:
            - table: cell
              rows: { each: /Note/a }
              columns:
                - { column: doc, type: string, meta: record-id }
                - { column: v, type: string, from: . }
                - { column: k, type: string, from: "@k" }
                - { column: n, type: int, from: "@n" }
                - { column: w, type: string, from: "@w" }
          """;

  private static final String ANYWHERE =
      CONTRACT
          + """
          tables:
            - table: cell
              rows: { each: //a }
              columns:
                - { column: v, type: string, from: . }
          """;

  private static final String REST =
      CONTRACT
          + """
          tables:
            - table: cell
              rows: { each: /Note/a }
              columns:
                - { column: k, type: string, from: "@k" }
                - { column: rest, type: string, overflow: xml }
          """;

  private static final String UNIQUE =
      CONTRACT
          + """
          selections:
            p: { each: /Note/a, unique: { by: "[@k]" } }
          tables:
            - table: cell
              rows: { each: $p }
              unique: [k]
              columns:
                - { column: k, type: string, from: "@k" }
          """;

  private static final String STAND_INS =
      CONTRACT
          + """
          tables:
            - table: a
              key: [id]
              rows: { each: /Note/a }
              columns: [ { column: id, type: int, generated: identity } ]
            - table: b
              rows: { each: /Note/a }
              columns:
                - { column: a_id, type: int, from: { key-of: a } }
                - { column: k_id, type: int, lookup: { table: k, match: { k: "@k", n: { value: 1 } }, take: id } }
          """;

  private static final String AGGREGATES =
      CONTRACT
          + """
          tables:
            - table: note
              columns:
                - { column: sum, type: int, expression: "SUM([a/@n])" }
                - { column: v, type: string, expression: "STRING_AGG([a], ',')" }
                - { column: k, type: int, expression: "COUNT(DISTINCT [a/@k])" }
          """;

  private static final String GATES =
      CONTRACT
          + """
          tables:
            - table: cell
              rows: { each: "/Note/a[%s]" }
              columns:
                - { column: v, type: string, from: . }
                - { column: b, type: string, from: "b[@c > 0][1]" }
          """;

  private static final String CONTENT =
      CONTRACT
          + """
          tables:
            - table: note
              columns:
                - { column: x, type: string, from: "a/xml()" }
                - { column: r, type: string, from: "a/raw-text()" }
          """;

  private static final String REST_OF_ALL =
      CONTRACT
          + """
          tables:
            - table: note
              columns:
                - { column: k, type: string, from: "a/@k" }
                - { column: rest, type: string, overflow: xml }
          """;

  private HungryDocuments() {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Kind(String contract, byte[] document) {}

  /** By name, made when it is its turn. */
  private static Map<String, Supplier<Kind>> kinds() {
    Map<String, Supplier<Kind>> kinds = new LinkedHashMap<>();
    kinds.put("empty elements", () -> kind(CELLS, "", i -> "<a/>"));
    kinds.put("short texts", () -> kind(CELLS, "", i -> "<a>" + i + "</a>"));
    kinds.put("numbers", () -> kind(CELLS, "", i -> "<a n='" + i + "'/>"));
    kinds.put("attributes", () -> kind(CELLS, "", i -> "<a k='x" + i + "' w='" + i + "'/>"));
    kinds.put("long texts", () -> kind(CELLS, "", i -> "<a>" + "é€".repeat(100_000) + "</a>"));
    kinds.put(
        "long attributes", () -> kind(CELLS, "", i -> "<a k='" + "€".repeat(100_000) + "'/>"));
    kinds.put("one long tag", () -> kind(CELLS, "", i -> i == 0 ? longTag() : ""));
    kinds.put("nested texts", () -> kind(ANYWHERE, "", i -> nested()));
    kinds.put("long names", () -> kind(CELLS, "", i -> "<n" + "x".repeat(4_000) + i + "/>"));
    kinds.put("names", () -> kind(CELLS, "", i -> "<n" + "x".repeat(20) + i + "/>"));
    kinds.put("what is left", () -> kind(REST, "", i -> "<a><b c='" + i + "'>x</b></a>"));
    kinds.put("keys", () -> kind(UNIQUE, "", i -> "<a k='" + i + "'/>"));
    kinds.put("stand-ins", () -> kind(STAND_INS, "", i -> "<a k='" + i + "'/>"));
    kinds.put("joined texts", () -> kind(AGGREGATES, "", i -> "<a>x</a>"));
    kinds.put("distinct texts", () -> kind(AGGREGATES, "", i -> "<a k='" + i + "'/>"));
    kinds.put("a sum", () -> kind(AGGREGATES, "", i -> "<b><c/></b><a n='1'/>"));
    kinds.put("rows that may be", () -> kind(GATES.formatted("b"), "", i -> "<a>" + i + "</a>"));
    kinds.put("the last row", () -> kind(GATES.formatted("last()"), "", i -> "<a>1<b c='1'/></a>"));
    kinds.put("rows that are", () -> kind(GATES.formatted("b"), "", i -> "<a>" + i + "<b/></a>"));
    kinds.put(
        "entities",
        () ->
            kind(
                CELLS,
                "<!DOCTYPE Note [<!ENTITY e '" + "x".repeat(300) + "'>]>",
                i -> i % 6 == 0 ? "<a>&e;</a>" : "<!-- " + "c".repeat(150) + "-->"));
    kinds.put("one text", () -> kind(CONTENT, "", i -> one("x", 1_000_000, i)));
    kinds.put("one wide text", () -> kind(CONTENT, "", i -> one("ж", 1_000_000, i)));
    kinds.put("one escaped text", () -> kind(CONTENT, "", i -> section("&", 2_000_000, i)));
    kinds.put("one text of many", () -> kind(CELLS, "", i -> one("x", 3_000_000, i)));
    kinds.put("one text left", () -> kind(REST_OF_ALL, "", i -> one("x", 3_000_000, i)));
    kinds.put("escaped and left", () -> kind(REST_OF_ALL, "", i -> section("&", 2_000_000, i)));
    kinds.put("UTF-16", () -> kind(CELLS, "", i -> "<a>一</a>", StandardCharsets.UTF_16));
    return kinds;
  }

  private static String one(String what, int times, int i) {
    return i == 0 ? "<a>" + what.repeat(times) + "</a>" : "";
  }

  private static String section(String what, int times, int i) {
    return one("<![CDATA[" + what.repeat(times) + "]]>", 1, i);
  }

  private static String longTag() {
    StringBuilder tag = new StringBuilder("<b");
    for (int i = 0; i < 3; i++) {
      tag.append(" a").append(i).append("='").append("x".repeat(900_000)).append('\'');
    }
    return tag.append("/>").toString();
  }

  private static String nested() {
    return "<a>" + "<a>".repeat(100) + "x".repeat(20_000) + "</a>".repeat(100) + "</a>";
  }

  private static Kind kind(String contract, String doctype, IntFunction<String> piece) {
    return kind(contract, doctype, piece, StandardCharsets.UTF_8);
  }

  private static Kind kind(
      String contract, String doctype, IntFunction<String> piece, Charset charset) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(DOCUMENT);
    bytes.writeBytes((doctype + "<Note>").getBytes(charset));
    Charset after = charset.equals(StandardCharsets.UTF_16) ? StandardCharsets.UTF_16BE : charset;
    byte[] end = "</Note>".getBytes(after);
    byte[] next = piece.apply(0).getBytes(after);
    for (int i = 1; next.length > 0 && bytes.size() + next.length + end.length <= DOCUMENT; i++) {
      bytes.writeBytes(next);
      next = piece.apply(i).getBytes(after);
    }
    bytes.writeBytes(end);
    return new Kind(contract, bytes.toByteArray());
  }

  /** Says what became of each; ends with an error where memory runs out. */
  public static void main(String[] args) {
    long limit = Long.parseLong(args[0]);
    kinds()
        .forEach(
            (name, made) -> {
              Kind kind = made.get();
              MemoryLimit memory = new MemoryLimit(limit, "ask for less");
              memory.use(kind.document().length);
              Mapped mapped =
                  MappingFixture.mapper(kind.contract())
                      .map(
                          kind.document(),
                          new DocumentContext("run", 1, "a.xml", () -> false, memory));
              System.out.println(name + ": " + shown(mapped));
            });
  }

  private static String shown(Mapped mapped) {
    return mapped instanceof Mapped.Rejected rejected
        ? rejected.failure().stage() + " " + rejected.failure().reason()
        : "rows";
  }
}
