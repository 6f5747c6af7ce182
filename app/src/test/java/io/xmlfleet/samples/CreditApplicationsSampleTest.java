package io.xmlfleet.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Stage;
import io.xmlfleet.generate.CreditApplications;
import io.xmlfleet.mapping.Mapped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract of samples/credit-applications over the committed documents, without a database. */
class CreditApplicationsSampleTest {
  private static final Path FOLDER = SampleFiles.SAMPLES.resolve("credit-applications");
  private static final String LOAN_CONTACT = "/Application/Contacts/Contact[@role!='REFERENCE']";
  private static final Map<String, String> ROWS_OF_TABLE =
      Map.of(
          "application", "/Application",
          "contact", LOAN_CONTACT,
          "address", LOAN_CONTACT + "/Addresses/Address",
          "employment", LOAN_CONTACT + "/Employments/Employment",
          "score",
              "/Application/Scores/@*[.!=''] | /Application/Scores/Vantage"
                  + " | /Application/Scores/Bankruptcy",
          "indicator", "/Application/Indicators/@*[.!=''] | /Application/Indicators/*",
          "bureau_report", "/Application/Scores/Bureau",
          "disclosure", "/Application/Disclosures/Disclosure",
          "note", "/Application/Notes/Note[@on]");

  private final SampleContract contract = new SampleContract("credit-applications");

  @Test
  void refusesFourDocumentsBeforeTheDatabaseDoes() throws IOException {
    Map<String, Stage> refused = new TreeMap<>();
    try (Stream<Path> files = Files.list(FOLDER.resolve("documents"))) {
      for (Path file : files.toList()) {
        if (contract.map(Files.readAllBytes(file), file.toString())
            instanceof Mapped.Rejected failed) {
          refused.put(file.getFileName().toString(), failed.failure().stage());
        }
      }
    }

    assertThat(refused)
        .isEqualTo(
            Map.of(
                "application-000017.xml", Stage.VALIDATION,
                "application-000051.xml", Stage.PARSING,
                "application-000084.xml", Stage.MAPPING,
                "application-000117.xml", Stage.MAPPING));
  }

  @Test
  void makesAsManyRowsAsAnotherParserCounts() throws Exception {
    CreditApplications applications = new CreditApplications(5);
    for (long number = 1; number <= 300; number++) {
      byte[] document = applications.document(number);
      CountedByXPath counted = new CountedByXPath(document);
      Map<String, Long> expected = new TreeMap<>();
      ROWS_OF_TABLE.forEach(
          (table, path) -> {
            if (counted.count(path) > 0) {
              expected.put(table, counted.count(path));
            }
          });

      assertThat(new TreeMap<>(contract.rows(document, "document " + number).counts()))
          .isEqualTo(expected);
    }
  }

  @Test
  void loadsTheWithdrawnApplicationOnceTheLineOfTheReadmeIsIn() throws IOException {
    byte[] document = Files.readAllBytes(FOLDER.resolve("documents/application-000084.xml"));
    String text = Files.readString(FOLDER.resolve("contract.yaml"));
    String repaired = text.replace("# WITHDRAWN: 4", "WITHDRAWN: 4");

    assertThat(repaired).isNotEqualTo(text);
    assertThat(SampleContract.of(repaired).only("application", document))
        .containsEntry("decision", 4);
  }
}
