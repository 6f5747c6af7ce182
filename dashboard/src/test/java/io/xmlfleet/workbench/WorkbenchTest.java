package io.xmlfleet.workbench;

import static io.xmlfleet.workbench.ServedWorkbench.FIRST_ORDER;
import static io.xmlfleet.workbench.ServedWorkbench.ORDERS;
import static io.xmlfleet.workbench.ServedWorkbench.all;
import static io.xmlfleet.workbench.ServedWorkbench.list;
import static io.xmlfleet.workbench.ServedWorkbench.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.http.Role;
import io.xmlfleet.http.Route;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the workbench says of a contract and its samples, over HTTP. */
class WorkbenchTest {

  @TempDir Path folder;
  private Path file;
  private ServedWorkbench workbench;

  @BeforeEach
  void start() throws Exception {
    file = folder.resolve("contract.yaml");
    workbench = ServedWorkbench.ofOrders(file, null);
  }

  @AfterEach
  void stop() {
    workbench.close();
  }

  @Test
  void tellsWhatIsThereToThoseWhoKnowTheToken() throws Exception {
    assertThat(workbench.post("state", Map.of(), "another token of a test").statusCode())
        .isEqualTo(401);
    Map<String, Object> state = workbench.ask("state", Map.of());

    assertThat(state.get("text")).isEqualTo(ORDERS);
    assertThat(list(state.get("samples"))).hasSize(4);
    assertThat(list(state.get("samples")).get(2))
        .containsEntry("refused", "the document is too large");
    assertThat(state.get("hasDatabase")).isEqualTo(false);
  }

  @Test
  void looksAtAllSamplesAlsoIfTheFileCannotBeRead() throws Exception {
    Files.write(file, new byte[] {(byte) 0xff});

    assertThat(workbench.ask("samples", Map.of())).containsEntry("loaded", 2);
  }

  @Test
  void servesAPageWithoutAnythingInlineOrFromElsewhere() throws Exception {
    for (Route route : workbench.routes()) {
      if (route.path().startsWith("/api/")) {
        assertThat(route.needs()).as(route.path()).isEqualTo(Role.OPERATOR);
        continue;
      }
      HttpResponse<String> file = workbench.get(route.path());
      assertThat(file.statusCode()).as(route.path()).isEqualTo(200);
      assertThat(file.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("script-src 'self'", "style-src 'self'")
          .doesNotContain("unsafe");
      assertThat(file.body().replace("http://www.w3.org/2000/svg", ""))
          .as(route.path())
          .doesNotContain("://", "innerHTML", "insertAdjacentHTML", "eval(", "<style");
    }
  }

  @Test
  void showsRowsAndWhatTheyTakeOfTheDocument() throws Exception {
    Map<String, Object> look = workbench.ask("look", Map.of("sample", 0, "from", 1));
    Map<String, Object> rows = map(look.get("rows"));
    Map<String, Object> item = list(rows.get("tables")).get(1);

    assertThat(list(look.get("problems"))).isEmpty();
    assertThat(item.get("rows"))
        .isEqualTo(List.of(List.of("1.xml", 1, 1.5, "a"), List.of("1.xml", 2, 2.0, "b")));
    assertThat(item.get("line")).isEqualTo(11);
    assertThat(list(item.get("columns")).get(2)).containsEntry("line", 17);

    List<Map<String, Object>> elements = list(map(look.get("document")).get("elements"));
    assertThat(all(elements, each -> each.get("name")))
        .containsExactly("Order", "Day", "Items", "Item", "Kind", "Item", "Kind", "Note");
    assertThat(elements.get(3).get("rows")).isEqualTo(List.of("item"));
    assertThat(list(elements.get(3).get("attributes")).get(0).get("uses"))
        .isEqualTo(List.of("item.price"));
    assertThat(elements.get(4).get("uses")).isEqualTo(List.of("item.kind"));
    assertThat(elements.get(7)).containsEntry("taken", false).containsEntry("times", 1);
    assertThat(list(elements.get(0).get("attributes")).get(0).get("uses")).isEqualTo(List.of());
  }

  @Test
  void showsSomeElementsOfALargeDocument() throws Exception {
    Map<String, Object> document =
        workbench.ask("document", Map.of("sample", 0, "from", 4, "elements", 2));

    assertThat(all(list(document.get("elements")), each -> each.get("number")))
        .containsExactly(4, 5);
    assertThat(document.get("more")).isEqualTo(true);
    assertThat(
            workbench.refused(400, "document", Map.of("sample", 0, "from", 1, "elements", 100_000)))
        .contains("elements is 1 to");
  }

  @Test
  void showsADocumentAsItIsWritten() throws Exception {
    Map<String, Object> source = workbench.ask("source", Map.of("sample", 0, "offset", 0));
    List<Map<String, Object>> second = list(((List<?>) source.get("lines")).get(1));

    assertThat(source).containsEntry("first", 1).containsEntry("more", false);
    assertThat((List<?>) source.get("lines")).hasSize(3);
    assertThat(String.join("", all(second, each -> each.get("text")).toArray(String[]::new)))
        .isEqualTo(FIRST_ORDER.lines().skip(1).findFirst().orElseThrow());
    assertThat(second)
        .contains(
            Map.of(
                "text", "price=\"1.5\"",
                "element", 4,
                "part", "ATTRIBUTE",
                "name", "price",
                "uses", List.of("item.price")))
        .contains(Map.of("text", "B", "element", 7, "part", "TEXT", "uses", List.of("item.kind")));
    assertThat(workbench.ask("source", Map.of("sample", 0, "offset", 0, "element", 8)).get("from"))
        .isEqualTo(0);
  }

  @Test
  void marksThePlaceWhereADocumentFails() throws Exception {
    assertThat(workbench.ask("look", Map.of("sample", 1, "from", 1)).get("mark"))
        .isEqualTo(Map.of("element", 4, "attribute", "price", "line", 1));
    assertThat(workbench.ask("look", Map.of("sample", 0, "from", 1)).containsKey("mark")).isFalse();
  }

  @Test
  void marksWhatIsWrongAndStillShowsTheDocument() throws Exception {
    Map<String, Object> look =
        workbench.ask(
            "look", Map.of("sample", 0, "from", 1, "text", ORDERS.replace("int,", "itn,")));

    assertThat(list(look.get("problems")))
        .anySatisfy(each -> assertThat(each).containsEntry("line", 16));
    assertThat(look.containsKey("rows")).isFalse();
    assertThat(list(map(look.get("document")).get("elements"))).hasSize(8);
  }

  @Test
  void saysWhyADocumentIsRejectedAndAtWhichLine() throws Exception {
    Map<String, Object> rows =
        map(workbench.ask("look", Map.of("sample", 1, "from", 1)).get("rows"));

    assertThat(map(rows.get("rejected")))
        .isEqualTo(
            Map.of(
                "stage", "MAPPING",
                "reason", "item.price is not a decimal number",
                "location", "contract.yaml:17, /Order/Items/Item/@price → item.price",
                "line", 17));
  }

  @Test
  void saysWhyACellIsAsItIs() throws Exception {
    Map<String, Object> why =
        workbench.ask("why", Map.of("sample", 0, "table", "item", "column", "kind", "row", 1));

    assertThat(why.get("origin")).isEqualTo("/Order/Items/Item[2]");
    assertThat(why.get("line")).isEqualTo(18);
    assertThat(all(list(why.get("steps")), each -> each.get("value")))
        .containsExactly("B", "b", "b");
    assertThat(list(why.get("spots"))).isEqualTo(List.of(Map.of("element", 7, "text", true)));

    Map<String, Object> price =
        workbench.ask("why", Map.of("sample", 0, "table", "item", "column", "price", "row", 0));
    assertThat(list(price.get("spots")))
        .isEqualTo(List.of(Map.of("element", 4, "attribute", "price")));
  }

  @Test
  void saysWhatBecomesOfAPlaceInTheDocument() throws Exception {
    Map<String, Object> kind = workbench.ask("fate", Map.of("sample", 0, "element", 7));
    assertThat(list(kind.get("cells")))
        .isEqualTo(List.of(Map.of("table", "item", "column", "kind", "row", 1)));
    assertThat(kind.get("path")).isEqualTo("/Order/Items/Item/Kind");
    assertThat(kind.get("value")).isEqualTo("B");

    Map<String, Object> row = workbench.ask("fate", Map.of("sample", 0, "element", 6));
    assertThat(list(row.get("cells")))
        .isEqualTo(List.of(Map.of("table", "item", "column", "", "row", 1)));

    Map<String, Object> nothing =
        workbench.ask("fate", Map.of("sample", 0, "element", 1, "attribute", "state"));
    assertThat(list(nothing.get("cells"))).isEmpty();
    assertThat(nothing.get("line")).isEqualTo(0);
  }

  @Test
  void saysWhatALineIsAbout() throws Exception {
    Map<String, Object> line = workbench.ask("line", Map.of("sample", 0, "line", 18));

    assertThat(list(line.get("columns")))
        .isEqualTo(List.of(Map.of("table", "item", "column", "kind", "row", -1)));
    assertThat(list(line.get("spots")))
        .isEqualTo(List.of(Map.of("element", 5, "text", true), Map.of("element", 7, "text", true)));
  }

  @Test
  void countsOverAllSamplesAndAgainstWhatIsSaved() throws Exception {
    String text = ORDERS.replace(", convert: [lower]", "");
    Map<String, Object> report = workbench.ask("samples", Map.of("text", text));

    assertThat(report.get("loaded")).isEqualTo(2);
    assertThat(
            all(
                list(report.get("rejections")),
                each -> each.get("reason") + " " + each.get("samples")))
        .containsExactly("item.price is not a decimal number [1]", "the document is too large [2]");
    Map<String, Object> price = list(list(report.get("tables")).get(1).get("columns")).get(2);
    assertThat(price)
        .containsEntry("rows", 3)
        .containsEntry("nulls", 0)
        .containsEntry("distinct", 3)
        .containsEntry("smallest", "1.50")
        .containsEntry("largest", "3.00");
    assertThat(all(list(report.get("left")), each -> each.get("path")))
        .containsExactly("/Order/@state", "/Order/Items/Item/Note");
    assertThat(map(report.get("coverage"))).isEqualTo(Map.of("paths", 5, "taken", 3));
    Map<String, Object> change = new LinkedHashMap<>();
    change.put("documents", 1);
    change.put("nowLoaded", 0);
    change.put("nowRejected", 0);
    change.put("rowsMore", 0);
    change.put("rowsLess", 0);
    change.put("cells", 2);
    change.put("columns", Map.of("item.kind", 2));
    change.put("samples", List.of(0));
    assertThat(map(report.get("change"))).isEqualTo(change);
    assertThat(workbench.ask("samples", Map.of()).containsKey("change")).isFalse();
  }
}
