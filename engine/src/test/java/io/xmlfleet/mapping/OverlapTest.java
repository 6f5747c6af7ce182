package io.xmlfleet.mapping;

import static io.xmlfleet.mapping.MappingFixture.failure;
import static io.xmlfleet.mapping.MappingFixture.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What several paths take of the same element, and of elements in each other, is what each would
 * take alone.
 */
class OverlapTest {
  private static final String HEAD =
      """
      xmlfleet: 1
      contract: c
      root: A
      tables:
        - table: t
          columns:
      """;

  private static String contract(String... sources) {
    StringBuilder contract = new StringBuilder(HEAD);
    IntStream.range(0, sources.length)
        .forEach(
            i ->
                contract.append(
                    "      - { column: c%d, type: string, %s }\n"
                        .formatted(i, sources[i].strip())));
    return contract.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "from: b/xml()             ; from: b, pick: last       ; c0=x<i/>, c1=yz",
        "from: b/xml(), pick: last ; from: b                   ; c0=y<i>z</i>, c1=x",
        "from: b/raw-text()        ; from: b, pick: last       ; c0=x, c1=yz",
        "from: b/spaced-text(), pick: filled ; from: b/xml(), pick: last ; c0=x, c1=y<i>z</i>",
        "from: b/xml()             ; from: b/i, pick: filled   ; c0=x<i/>, c1=z",
        "from: \"b[2]/xml()\"      ; from: b                   ; c0=y<i>z</i>, c1=x",
        "from: \"b[i = 'z']/xml()\"; from: \"b[1]/xml()\"      ; c0=y<i>z</i>, c1=x<i/>",
        "from: xml()               ; from: b/xml()             ; c0=<b>x<i/></b><b>y<i>z</i></b>, c1=x<i/>",
        "from: b/xml()             ; expression: \"STRING_AGG([b/i], '+')\" ; c0=x<i/>, c1=+z"
      })
  void givesToEachWhatItTakes(String one, String two, String expected) {
    String xml = "<A><b>x<i/></b><b>y<i>z</i></b></A>";
    assertThat(rows(contract(one, two), xml)).containsExactly("t: " + expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "from: \"*/@x\"                        ; 1",
        "from: \"*/@x\", pick: last            ; 2",
        "from: \"*/@x\", pick: filled          ; 1",
        "from: \".//*/@x\"                     ; 1",
        "from: b/@y                            ; 3",
        "from: b/@y, pick: only                ; 3",
        "from: \"*[name() != 'd']/@x\"         ; 1",
        "from: \"b[c]/@y | c/@x\"              ; 1",
        "from: \"b/@y | c/@x\", pick: last     ; 3",
        "from: b/c/@z                          ; 9"
      })
  void takesTheFirstAttributeThereIsAsXPathDoes(String source, String expected) {
    String xml = "<A><b><q/></b><c x='1'/><b y='3' x='2'><c/></b><b><c z='9'/></b></A>";
    assertThat(rows(contract(source), xml)).containsExactly("t: c0=" + expected);
  }

  @Test
  void takesAnAttributeAndATextOfDifferentElementsIfTheFirstLacksOne() {
    String sources = contract("from: b/@x", "from: b", "from: b/name()", "from: b/@y, pick: last");
    assertThat(rows(sources, "<A><b y='1'/><b x='2'>t</b></A>"))
        .containsExactly("t: c0=2, c2=b, c3=1");
  }

  @Test
  void countsAttributesForTheOnlyOne() {
    String contract = contract("from: b/@x, pick: only", "from: b/count()");
    assertThat(rows(contract, "<A><b/><b x='2'/></A>")).containsExactly("t: c0=2, c1=2");
    assertThat(failure(contract, "<A><b x='1'/><b x='2'/></A>").reason()).contains("only");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "from: \"b[c | d]\"                ; y",
        "from: \"b[c|d = '2']\"            ; y2",
        "from: \"b[ c  |  d/@k = 'v' ]\"   ; z",
        "from: \"b[not(c | d)]\"           ; x",
        "from: \"b | b/c[. = '1']\"        ; x",
        "from: \"b | b/c[. = '1']\", pick: last ; z3",
        "from: \"b/d[. = '2'] | b\", pick: last ; z3"
      })
  void unitesPathsInPredicatesAndBesideThem(String source, String expected) {
    String xml = "<A><b>x</b><b>y<c>1</c></b><b>y<d>2</d></b><b>z<d k='v'>3</d></b></A>";
    assertThat(rows(contract(source), xml).get(0)).startsWith("t: c0=" + expected);
  }
}
