package io.xmlfleet.mapping;

import static io.xmlfleet.mapping.MappingFixture.mapper;
import static io.xmlfleet.mapping.MappingFixture.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paths to elements at any depth, also where such elements stand in each other. */
@Timeout(60)
class AnywherePathTest {
  private static final String ROWS =
      """
      xmlfleet: 1
      contract: anywhere
      root: A
      namespaces: { p: "urn:p" }
      tables:
        - table: t
          rows: { each: "%s" }
          columns:
            - { column: id, type: string, from: "@id" }
            - { column: v, type: string, from: "%s", pick: %s }
      """;

  private static final String NESTED =
      """
      <A><x id='1'><y>a</y><x id='2'><y>b</y><z><y>c</y></z></x><y>d</y></x>
        <q><x id='3'><p:y xmlns:p='urn:p'>e</p:y></x></q></A>
      """;

  @ParameterizedTest(name = "{0} of {1}, {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "y | //x | first | 1=a 2=b 3=e",
        "y | //x | last | 1=d 2=b 3=e",
        "y/count() | //x | first | 1=2 2=1 3=1",
        ".//y | //x | first | 1=a 2=b 3=e",
        ".//y | //x | last | 1=d 2=c 3=e",
        ".//y/count() | //x | first | 1=4 2=2 3=1",
        ".//x/@id | //x | first | 1=2 2= 3=",
        "x/@id | //x | first | 1=2 2= 3=",
        "*/@id | //x | last | 1=2 2= 3=",
        "*/*/y | //x | first | 1=c 2= 3=",
        "*/y | //x | first | 1=b 2=c 3=",
        "x//y | //x | last | 1=c 2= 3=",
        ".//z/y | //x | first | 1=c 2=c 3=",
        "y | /A//x | first | 1=a 2=b 3=e",
        "y | /A/*//x | first | 2=b 3=e",
        "y | //x//x | first | 2=b",
        "y | //x/x | first | 2=b",
        "../@id | //x/x | first | 2=1",
        "../@id | //x/* | first | =1 2=1 =2 =2 =1 =3",
        "p:y | //x | first | 1= 2= 3=e",
        "//y | /A/x | last | 1=e",
        "//x/count() | /A/x | first | 1=3",
        "//A/x/@id | /A/x | first | 1=1",
        "position() | //x | first | 1=1 2=1 3=1",
        "y/position() | //x | last | 1=2 2=1 3=1",
        "y/position(*) | //x | last | 1=3 2=1 3=1",
        ".//y/position(*) | //x | last | 1=3 2=1 3=1",
        "depth() | //x | first | 1=2 2=3 3=3",
        ".//y/depth() | //x | last | 1=3 2=5 3=4",
        "*/name() | //x | last | 1=y 2=z 3=y",
        "*/namespace() | //x | first | 1= 2= 3=urn:p",
        "/A/name() | //x | first | 1=A 2=A 3=A",
        "../name() | //x/x | first | 2=x",
        "../position(*) | //x/x | first | 2=1"
      })
  void readsWhatAnXPathWould(String from, String each, String pick, String expected) {
    String shown =
        rows(ROWS.formatted(each, from, pick), NESTED).stream()
            .map(row -> cell(row, "id") + "=" + cell(row, "v"))
            .reduce((a, b) -> a + " " + b)
            .orElse("");
    assertThat(shown).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "first | <A><y>1<y>2</y></y><y>3</y></A> | 12",
        "last | <A><y>1<y>2</y></y></A> | 2",
        "last | <A><y>1<y>2</y></y><y>3</y></A> | 3",
        "filled | <A><y/><y><z/><y>2</y>3</y><y>4</y></A> | 23",
        "filled | <A><y> <y> </y></y></A> | ",
        "filled | <A><y/><y>1</y><y/></A> | 1"
      })
  void takesTheTextOfElementsThatHoldOthersOfTheirPath(String pick, String xml, String expected) {
    String row = rows(ROWS.formatted("/A", "//y", pick), xml).get(0);
    assertThat(cell(row, "v")).isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void refusesTheOnlyOneIfOneStandsInIt() {
    String contract = ROWS.formatted("/A", "//y", "only");
    assertThat(cell(rows(contract, "<A><b><y>1</y></b></A>").get(0), "v")).isEqualTo("1");
    assertThat(MappingFixture.failure(contract, "<A><y>1<y>2</y></y></A>").reason())
        .contains("only such element");
  }

  @Test
  void readsAttributesInAnyCase() {
    String contract = ROWS.formatted("/A/B", "@~Key", "first");
    String xml =
        "<A><B KEY='1' key='2'/><B key='1' Key='2'/><B/><B p:KEY='3' xmlns:p='urn:p'/>"
            + "<B p:Key='4' Key='5' kEY='6' xmlns:p='urn:p'/></A>";
    assertThat(rows(contract, xml)).containsExactly("t: v=1", "t: v=2", "t: ", "t: v=3", "t: v=5");
  }

  @Test
  void picksTheFilledAttributeInAnyCase() {
    String contract = ROWS.formatted("/A", "B/@~Key", "filled");
    assertThat(rows(contract, "<A><B Key=''/><B/><B kEY='1'/><B Key='2'/></A>"))
        .containsExactly("t: v=1");
    assertThat(rows(contract, "<A><B kEY='1' Key='2'/></A>")).containsExactly("t: v=2");
  }

  @Test
  void findsTheRootElementAnywhereToo() {
    assertThat(rows(ROWS.formatted("//A", "B", "first"), "<A id='1'><A id='2'><B>b</B></A></A>"))
        .containsExactly("t: id=1", "t: id=2, v=b");
  }

  @Test
  void readsAContractOfManyOverlappingPathsAndDocumentsThatMeetThemAll() {
    StringBuilder contract =
        new StringBuilder(
            "xmlfleet: 1\ncontract: c\nroot: A\ntables:\n  - table: t\n    columns:\n");
    StringBuilder xml = new StringBuilder("<A>");
    int paths = 24;
    for (int i = 0; i < paths; i++) {
      contract.append(
          "      - { column: c%d, type: string, from: \"//a%d//*//b%d/@v\" }\n".formatted(i, i, i));
    }
    for (int i = 0; i < 60_000; i++) {
      int a = (i * 31 + i / 7) % paths;
      int b = (i * 17 + i / 5) % paths;
      xml.append("<a%d><a%d><x><b%d v='%d'/></x></a%d></a%d>".formatted(a, b, a, i, b, a));
    }
    Mapped mapped =
        mapper(contract.toString())
            .map((xml + "</A>").getBytes(StandardCharsets.UTF_8), MappingFixture.context());
    assertThat(mapped).isInstanceOf(Mapped.Rows.class);
  }

  static String cell(String row, String column) {
    for (String cell : row.substring(row.indexOf(':') + 1).split(",", -1)) {
      if (cell.strip().startsWith(column + "=")) {
        return cell.strip().substring(column.length() + 1);
      }
    }
    return "";
  }
}
