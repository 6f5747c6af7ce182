package io.xmlfleet.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.contract.read.ContractReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleSurveyTest {
  private final SampleSurvey survey =
      new SampleSurvey(
          new ContractPlan(
              new ContractReader()
                  .read(
                      MappingFixture.FILE,
                      """
                      xmlfleet: 1
                      contract: c
                      root: D
                      enums:
                        status: { A: 1 }
                      tables:
                        - table: t
                          rows: { each: /D/R }
                          unique: [k]
                          columns:
                            - { column: k, type: int, from: "@k" }
                            - { column: s, type: int, from: "@s", enum: status, on-error: "null" }
                            - { column: n, type: int, from: "@n", on-error: "null" }
                            - { column: x, type: string(3), from: "@x", too-long: cut }
                            - { column: d, type: "decimal(5,1)", from: "@d" }
                            - { column: f, type: datetime, from: "@f" }
                            - column: c
                              type: "decimal(5,1)"
                              from: "@c"
                              convert: [comma-decimal]
                              on-error: "null"
                            - { column: m, type: string, from: Naem }
                      """)));

  private Mapped add(String rows) {
    return survey.add(
        ("<D>" + rows + "</D>").getBytes(StandardCharsets.UTF_8), MappingFixture.context());
  }

  private List<String> findings() {
    return survey.findings().stream()
        .map(each -> each.kind() + " " + each.what() + " " + each.count() + " " + each.values())
        .toList();
  }

  @Test
  void saysNothingOfDocumentsThatTheContractSuits() {
    Mapped mapped =
        add(
            "<R k='1' s='A' n='1' x='abc' d='1.5' c='1,5' f='2026-03-01T10:15:30'><Naem>n</Naem></R>");

    assertThat(mapped).isInstanceOf(Mapped.Rows.class);
    assertThat(findings()).isEmpty();
  }

  @Test
  void countsValuesThatTheContractDoesNotSuitAndShowsEachOnce() {
    add("<R k='1' c='z'/>");
    add("<R k='1' s='B' n='x' x='abcd' d='1.25' f='2026-03-01T10:15:30.1234567891'/>");
    add("<R k='1' s='C' n='y' x='abcd' d='1.25'><Name/></R><R k='2' n='x' s='A' x='ab'/>");

    assertThat(findings())
        .as("in the order of the contract")
        .containsExactly(
            "UNREACHED no sample has /D/R/Naem (t.m); did you mean \"/D/R/Name\"? 0 []",
            "NO_ENTRY t.s has no entry in enum status 2 [B, C]",
            "UNUSABLE t.n is not an int 3 [x, y]",
            "CUT t.x is longer than string(3) and cut 2 [abcd]",
            "CUT t.d has more than 1 decimal places, and is rounded to decimal(5,1) 2 [1.25]",
            "CUT t.f has more than 7 digits behind the second, or a second above 59, and is cut 1"
                + " [2026-03-01T10:15:30.1234567891]",
            "UNUSABLE t.c is not a decimal number 1 [z]");
  }

  @Test
  void countsNoRowThatIsNoneUnlessItRejectsItsDocument() {
    add("<R k='1'/><R k='1' n='x'/><R k='z' n='y'/>");

    assertThat(survey.findings())
        .filteredOn(each -> each.kind() == SampleSurvey.Finding.Kind.UNUSABLE)
        .extracting(SampleSurvey.Finding::values)
        .containsExactly(List.of("z"), List.of("y"));
  }
}
