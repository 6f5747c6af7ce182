package io.xmlfleet.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.http.Route;
import io.xmlfleet.item.Origin;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.settings.Secret;
import io.xmlfleet.source.document.SourceDocument;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A workbench over HTTP, and questions to it as the page asks them. Confined to one thread. */
final class ServedWorkbench implements AutoCloseable {
  static final String ORDERS =
      """
      # Orders.
      xmlfleet: 1
      contract: orders
      root: Order
      tables:
        - table: orders
          key: [record_id]
          columns:
            - { column: record_id, type: string(400), meta: record-id, required: true }
            - { column: day, type: string(20), from: /Order/Day }
        - table: item
          key: [record_id, item_no]
          rows: { each: /Order/Items/Item }
          columns:
            - { column: record_id, type: string(400), meta: record-id, required: true }
            - { column: item_no, type: int, ordinal: . }
            - { column: price, type: "decimal(10,2)", from: "@price" }
            - { column: kind, type: string(10), from: Kind, convert: [lower] }
      """;

  /** The first sample of them. */
  static final String FIRST_ORDER =
      """
      <Order state="new"><Day>2026-01-31</Day><Items>
        <Item price="1.5"><Kind>A</Kind></Item><Item price="2"><Kind>B</Kind><Note>n</Note></Item>
      </Items></Order>
      """;

  private static final String TOKEN = "a-token-of-this-test";
  private static final Set<String> WITHOUT_TEXT =
      Set.of("state", "disk", "save", "live/tables", "live/columns");

  private final HttpClient client = HttpClient.newHttpClient();
  private final String contract;
  private final Workbench workbench;

  /**
   * Starts one.
   *
   * @param contract is written to the file, and brought by each question that brings no other text
   * @param live null: no database is named
   */
  ServedWorkbench(Path file, String contract, @Nullable LiveTables live, Sample... samples)
      throws IOException {
    Files.writeString(file, contract);
    this.contract = contract;
    this.workbench =
        Workbench.start(
            0,
            Secret.of(TOKEN),
            new Workbench.Work(
                file,
                () -> new Workbench.Documents(List.of(samples), "a draft"),
                live,
                null,
                null));
  }

  /** With a contract of orders and four samples: the second is rejected, the third is too large. */
  static ServedWorkbench ofOrders(Path file, @Nullable LiveTables live) throws IOException {
    return new ServedWorkbench(
        file,
        ORDERS,
        live,
        document("1.xml", FIRST_ORDER),
        document(
            "2.xml",
            "<Order><Day>2026-01-05</Day><Items><Item price='dear'><Kind>a</Kind></Item></Items></Order>"),
        new Sample(
            new SourceDocument.Rejected("3.xml", "the document is too large"), Origin.UNKNOWN),
        document(
            "4.xml",
            "<Order state='old'><Day>2026-02-01</Day><Items><Item price='3'/></Items></Order>"));
  }

  static Sample document(String name, String xml) {
    return new Sample(
        new SourceDocument.Read(name, xml.getBytes(StandardCharsets.UTF_8)), Origin.UNKNOWN);
  }

  String address() {
    return workbench.url() + "#token=" + TOKEN;
  }

  List<Route> routes() {
    return workbench.routes();
  }

  HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(workbench.url()).resolve(path)).build(),
        BodyHandlers.ofString());
  }

  /** What is answered. */
  Map<String, Object> ask(String question, Map<String, ?> fields) throws Exception {
    HttpResponse<String> reply = post(question, fields);
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    return map(FleetJson.read(reply.body().getBytes(StandardCharsets.UTF_8), Map.class));
  }

  /** Why it is not. */
  String refused(int status, String question, Map<String, ?> fields) throws Exception {
    HttpResponse<String> reply = post(question, fields);
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
    return reply.body();
  }

  private HttpResponse<String> post(String question, Map<String, ?> fields) throws Exception {
    Map<String, Object> body = new LinkedHashMap<>();
    if (!WITHOUT_TEXT.contains(question)) {
      body.put("text", contract);
    }
    body.putAll(fields);
    return post(question, body, TOKEN);
  }

  HttpResponse<String> post(String question, Map<String, ?> body, String token) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(workbench.url()).resolve("/api/" + question))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(FleetJson.write(body)))
            .build(),
        BodyHandlers.ofString());
  }

  /** The text after an edit, which has no problem. */
  String edited(String kind, Map<String, Object> fields) throws Exception {
    String text = String.valueOf(ask("edit/" + kind, fields).get("text"));
    Map<String, Object> look = ask("look", Map.of("sample", 0, "from", 1, "text", text));
    assertThat(list(look.get("problems"))).isEmpty();
    return text;
  }

  @SuppressWarnings("unchecked") // JSON
  static List<Map<String, Object>> list(Object json) {
    return (List<Map<String, Object>>) json;
  }

  @SuppressWarnings("unchecked") // JSON
  static Map<String, Object> map(Object json) {
    return (Map<String, Object>) json;
  }

  static List<Object> all(
      List<Map<String, Object>> list, Function<Map<String, Object>, Object> field) {
    return list.stream().map(field).toList();
  }

  @Override
  public void close() {
    workbench.close();
  }
}
