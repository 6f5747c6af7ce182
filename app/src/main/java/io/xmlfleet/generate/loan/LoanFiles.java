package io.xmlfleet.generate.loan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.xmlfleet.generate.text.DocumentGenerator;
import io.xmlfleet.generate.text.DocumentId;
import io.xmlfleet.generate.text.RandomChoices;
import io.xmlfleet.generate.text.XmlText;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Loan files of invented people, of the sizes seen in production: half are below 130 KB, the mean
 * is 250 KB, the largest 2 MB. 11 to 60 rows in 11 tables by {@code production.yaml}; what is
 * mapped stands in six places among much that is not. Names are numbers, mail goes to
 * example.invalid, tax ids begin with 000. Thread-safe.
 */
public final class LoanFiles implements DocumentGenerator {
  private static final LocalDate FIRST_DAY = LocalDate.of(2023, 1, 1);

  /** What stands behind the last bulk, about. */
  private static final int LAST_SECTION = 3_000;

  private final long seed;

  public LoanFiles(long seed) {
    this.seed = seed;
  }

  @Override
  public String fileName(long number) {
    return String.format(Locale.ROOT, "loan-file-%06d.xml", number);
  }

  @Override
  public byte[] document(long number) {
    RandomChoices random = new RandomChoices(seed, number);
    XmlText xml = new XmlText(UTF_8.name());
    int size = SizeTable.LOAN_FILES.of(seed, number) - LAST_SECTION;
    long id = DocumentId.of(seed, number);
    LocalDate received = random.dayFrom(FIRST_DAY, 1_000);
    LoanParties parties = new LoanParties(xml, random);
    LoanTerms terms = new LoanTerms(xml, random);
    LoanProgress progress = new LoanProgress(xml, random);
    List<Consumer<LocalDate>> sections =
        List.of(
            terms::scores,
            terms::liabilities,
            day -> terms.collateral(id),
            progress::conditions,
            progress::feesAndMilestones);
    LoanBulk bulk = new LoanBulk(xml, random);
    terms.openLoan(id, received);
    parties.write(id);
    for (int i = 0; i < sections.size(); i++) {
      bulk.fillTo((int) ((long) size * (i + 1) / sections.size()));
      sections.get(i).accept(received);
    }
    xml.close();
    return xml.toString().getBytes(UTF_8);
  }
}
