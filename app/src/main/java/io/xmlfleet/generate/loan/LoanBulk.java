package io.xmlfleet.generate.loan;

import io.xmlfleet.generate.text.RandomChoices;
import io.xmlfleet.generate.text.TextTemplate;
import io.xmlfleet.generate.text.Vocabulary;
import io.xmlfleet.generate.text.XmlText;
import java.util.ArrayList;
import java.util.List;

/**
 * What fills a loan file and no contract maps: bureau entries with many attributes, letters, report
 * text. Confined to one thread.
 */
final class LoanBulk {
  private static final int LARGEST_BLOCK = 24_000;

  private static final List<TextTemplate> ENTRIES =
      List.of(
          entry(
              "Tradeline",
              "CreditorCode=\"EX####\" AccountSequence=\"000-######\" AccountKindCode=\"REV##\""
                  + " DateOpenedOn=\"20##-03-1#\" DateReportedOn=\"2025-0#-11\" HighCreditSum=\"#####\""
                  + " UnpaidBalance=\"####.##\" MonthlyPayment=\"###.##\" PastDueAmount=\"\""
                  + " TermsInMonths=\"##\" Late30DayCount=\"#\" Late60DayCount=\"0\" Late90DayCount=\"0\""
                  + " PaymentPattern=\"C1C##11X1C1#\" OwnershipCode=\"IND\" SubscriberCode=\"S####A\""
                  + " DisputeFlagged=\"N\" SourceBureauNo=\"#\""),
          entry(
              "Tradeline",
              "CreditorCode=\"SA####\" AccountSequence=\"000-######\" AccountKindCode=\"INS##\""
                  + " DateOpenedOn=\"20##-07-2#\" DateClosedOn=\"2024-0#-28\" HighCreditSum=\"######\""
                  + " UnpaidBalance=\"#####.##\" MonthlyPayment=\"####.##\" PastDueAmount=\"#.##\""
                  + " TermsInMonths=\"###\" Late30DayCount=\"#\" Late60DayCount=\"#\" Late90DayCount=\"0\""
                  + " PaymentPattern=\"11#11C1#1111\" OwnershipCode=\"JNT\" CollateralKind=\"VEHICLE\""
                  + " RemarkCategory=\"R##\" SubscriberCode=\"S####B\" SourceBureauNo=\"#\""
                  + " ChargedOffSum=\"\""),
          entry(
              "Inquiry",
              "SubscriberCode=\"S####C\" InquiredOnDate=\"2025-0#-1#\" InquiryPurpose=\"P##\""
                  + " BureauReference=\"######\" PermissibleUse=\"#\" ResponseStatus=\"OK\""
                  + " ProductOrdered=\"SCORE#\" RequestChannel=\"BATCH\" OperatorNumber=\"####\""
                  + " TerminalNumber=\"##-##\" BillingAccount=\"####-##\" RetentionMonth=\"24\""
                  + " ConsumerNotice=\"Y\" ReissueRequest=\"N\" SourceBureauNo=\"#\""),
          entry(
              "PublicRecord",
              "RecordKindCode=\"K##\" CourtDocketCode=\"00-####-##\" FiledOnTheDate=\"20##-01-0#\""
                  + " ReleasedOnDate=\"\" LiabilityTotal=\"#####.##\" AssetsReported=\"####\""
                  + " CourthouseCode=\"EX-##\" PlaintiffCode=\"###\" DispositionNo=\"#\""
                  + " ReportedOnDate=\"2025-0#-02\" VerifiedOnDate=\"2025-0#-19\" AmountSatisfied=\"###\""
                  + " JurisdictionNo=\"##\" SubscriberCode=\"S####D\" SourceBureauNo=\"#\""
                  + " DocumentImages=\"##\""));

  private static final List<TextTemplate> PARAGRAPHS = paragraphs();

  private static final List<TextTemplate> REPORT_LINES =
      List.of(
          line(
              "TRADE ######## EXAMPLE BANK      OPEN 20##-04  BAL #####.##  HIGH ######  PMT ###  I1"),
          line(
              "TRADE ######## SAMPLE & CO       OPEN 20##-11  BAL ####.##   HIGH #####   PMT ##   R#"),
          line("  REMARK ##: balance < limit, reported by the creditor, item ####-##"),
          line("INQ   ####     SPECIMEN LENDING  DATE 2025-0#  KIND ##       STATION ###"),
          line(
              "----- page ## of ## ---------------------------------------------------------------"),
          line("SCORE ###  FACTORS ## ## ## ##   MODEL EX-#.#   POPULATION ######   RANK ##.# %"));

  private static final TextTemplate CDATA_START =
      new TextTemplate("    <ReportText no=\"####\"><![CDATA[\n");
  private static final TextTemplate CDATA_END = new TextTemplate("]]></ReportText>\n");

  private final XmlText xml;
  private final RandomChoices random;

  LoanBulk(XmlText xml, RandomChoices random) {
    this.xml = xml;
    this.random = random;
  }

  /** Fills the document up to so many characters, and at most a few hundred beyond. */
  void fillTo(int length) {
    while (length - xml.length() > 200) {
      int room = Math.min(length - xml.length(), random.between(LARGEST_BLOCK / 3, LARGEST_BLOCK));
      int end = xml.length() + room;
      entries(xml.length() + room / 2);
      if (random.chance(50)) {
        letter(end);
      } else {
        reportText(end);
      }
    }
  }

  private void entries(int end) {
    xml.element("BureauFile").with("no", random.digits(4)).open();
    while (xml.length() < end) {
      xml.piece(random.pick(ENTRIES), random);
    }
    xml.close();
  }

  private void letter(int end) {
    xml.element("Letter").with("template", "T" + random.digits(3)).open();
    while (xml.length() < end) {
      xml.piece(random.pick(PARAGRAPHS), random);
    }
    xml.close();
  }

  private void reportText(int end) {
    xml.piece(CDATA_START, random);
    while (xml.length() < end) {
      xml.piece(random.pick(REPORT_LINES), random);
    }
    xml.piece(CDATA_END, random);
  }

  private static TextTemplate entry(String name, String attributes) {
    return new TextTemplate("    <" + name + " " + attributes + "/>\n");
  }

  private static TextTemplate line(String text) {
    return new TextTemplate(text + "\n");
  }

  /** Sixty-four paragraphs of the words that there are, the same on every JVM. */
  private static List<TextTemplate> paragraphs() {
    List<TextTemplate> paragraphs = new ArrayList<>();
    for (int number = 1; number <= 64; number++) {
      RandomChoices words = new RandomChoices(0, number);
      String text = Vocabulary.sentence(words, words.between(20, 60));
      paragraphs.add(
          new TextTemplate(
              "    <Paragraph>" + XmlText.escaped(text) + " File ####-##, page ##.</Paragraph>\n"));
    }
    return List.copyOf(paragraphs);
  }
}
