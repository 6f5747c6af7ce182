package io.xmlfleet.generate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.xmlfleet.generate.text.DocumentGenerator;
import io.xmlfleet.generate.text.DocumentId;
import io.xmlfleet.generate.text.Draws;
import io.xmlfleet.generate.text.Extras;
import io.xmlfleet.generate.text.TextTemplate;
import io.xmlfleet.generate.text.XmlText;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * Payment notices of 2.6 to 3.3 KB, one row of one table each by {@code small.yaml}. Thread-safe.
 */
final class PaymentNotices implements DocumentGenerator {
  private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);
  private static final List<String> METHODS = List.of("TRANSFER", "CARD", "CHEQUE", "CASH");
  private static final TextTemplate LINE =
      new TextTemplate(
          "    <Line SequenceNumber=\"##\" LedgerAccount=\"####-##\" AmountPosted=\"##.##\""
              + " PostedByBatch=\"######\"/>\n");
  private static final TextTemplate TERM =
      new TextTemplate(
          "    <Term>Paid &amp; posted under rule ####; questions to desk ## before noon.</Term>\n");

  private final long seed;

  PaymentNotices(long seed) {
    this.seed = seed;
  }

  @Override
  public String fileName(long number) {
    return String.format(Locale.ROOT, "payment-notice-%06d.xml", number);
  }

  @Override
  public byte[] document(long number) {
    Draws draws = new Draws(seed, number);
    XmlText xml = new XmlText(UTF_8.name());
    int size = draws.between(2_600, 3_300);
    LocalDate day = draws.dayFrom(FIRST_DAY, 700);
    xml.open(
        "PaymentNotice",
        Extras.with(
            draws,
            5,
            "NoticeNumber",
            Long.toString(DocumentId.of(seed, number)),
            "IssuedAtTime",
            day + "T" + draws.between(10, 19) + ":" + draws.between(10, 59) + ":00",
            "NoticeVersion",
            Integer.toString(draws.between(1, 200))));
    xml.open("Posting").piece(LINE, draws);
    fill(xml, LINE, draws, size / 2);
    xml.close();
    payment(xml, draws, day);
    xml.open("Terms");
    fill(xml, TERM, draws, size - 60);
    xml.close().close();
    return xml.toString().getBytes(UTF_8);
  }

  private static void payment(XmlText xml, Draws draws, LocalDate day) {
    xml.open(
        "Payment",
        Extras.with(
            draws,
            5,
            "PaymentAmount",
            draws.between(1, 9_000) + "." + draws.digits(2),
            "PaymentMethod",
            draws.chance(5) ? "VOUCHER" : draws.pick(METHODS),
            "DueOnDate",
            day.plusDays(draws.between(5, 30)).toString(),
            "InstallmentNo",
            Integer.toString(draws.between(1, 360)),
            "Overdue",
            draws.chance(10) ? "Y" : "N",
            "AccountNumber",
            "000-" + draws.digits(6)));
    xml.leaf("Payer", "Sample Payer " + draws.digits(5));
    xml.leaf("Reference", draws.chance(70) ? draws.digits(9) : "");
    xml.close();
  }

  private static void fill(XmlText xml, TextTemplate piece, Draws draws, int length) {
    while (xml.length() < length) {
      xml.piece(piece, draws);
    }
  }
}
