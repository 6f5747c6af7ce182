package io.xmlfleet.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.contract.Contract;
import io.xmlfleet.contract.read.ContractReader;
import io.xmlfleet.draft.profile.DocumentProfile;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/** Drafts contracts of small documents. */
public final class DraftFixture {
  private DraftFixture() {}

  public static DocumentProfile profile(String... documents) {
    DocumentProfile profile = new DocumentProfile(Clock.systemUTC());
    for (String document : documents) {
      assertThat(profile.add(document.getBytes(StandardCharsets.UTF_8))).isNull();
    }
    return profile;
  }

  public static ContractDraft draft(String... documents) {
    return profile(documents).draft(null, null);
  }

  public static Contract contract(String... documents) {
    return new ContractReader().read("draft", draft(documents).text());
  }

  /** Lines of a draft that say a word, without what stands before and behind them. */
  public static List<String> lines(ContractDraft draft, String word) {
    return draft.text().lines().filter(line -> line.contains(word)).map(String::strip).toList();
  }

  /** {@code table: column type, …}; what every table has is left out. */
  public static List<String> tables(Contract contract) {
    return contract.tables().stream()
        .map(
            table ->
                table.table().id()
                    + ": "
                    + String.join(
                        ", ",
                        table.columns().stream()
                            .map(column -> column.column().name() + ' ' + column.column().type())
                            .filter(column -> !column.startsWith("record_id "))
                            .filter(column -> !column.startsWith("overflow "))
                            .toList()))
        .toList();
  }
}
