package io.xmlfleet.generate.text;

import java.util.List;
import java.util.Locale;

/** Invented names and plain words: nothing here belongs to a person. */
public final class Vocabulary {
  public static final List<String> PRODUCTS = List.of("AUTO", "CARD", "HOME", "PERSONAL");
  public static final List<String> CHANNELS = List.of("BRANCH", "WEB", "PARTNER", "PHONE");
  public static final List<String> DECISIONS = List.of("APPROVED", "DECLINED", "PENDING");
  public static final List<String> PURPOSES =
      List.of("vehicle purchase", "home improvement", "debt consolidation", "travel", "education");
  public static final List<String> STREETS =
      List.of("Example Street", "Sample Avenue", "Test Lane", "Specimen Road", "Placeholder Way");
  public static final List<String> CITIES =
      List.of("Exampleville", "Sampleton", "Testford", "Specimen Springs", "Musterstädt");
  public static final List<String> REGIONS = List.of("AA", "EX", "ZZ");
  public static final List<String> EMPLOYERS =
      List.of("Example & Sons", "Sample Works Ltd", "Placeholder Café", "Specimen \"Fine\" Foods");
  public static final List<String> EMPLOYMENT_STATES =
      List.of("FULL_TIME", "PART_TIME", "SELF_EMPLOYED", "RETIRED", "SEASONAL");
  public static final List<String> BUREAUS = List.of("ALPHA", "BETA", "GAMMA");
  public static final List<String> DISCLOSURES =
      List.of("PRIVACY", "CREDIT_PULL", "E_SIGN", "JOINT_INTENT");
  public static final List<String> EVENTS =
      List.of("CREATED", "OPENED", "SAVED", "SCORED", "ROUTED", "PRINTED", "MAILED", "CLOSED");

  /** Names of attributes that no contract asks for. */
  static final List<String> UNMAPPED =
      List.of(
          ("SourceSystemCode LastChangeBatch ReviewSequence IndexedVersion "
                  + "ExternalRefCode DisplayOrderNo ImportedRecord OriginalFormNo "
                  + "WorkQueueNumber ArchiveLocation ReportCategory PriorValueCode "
                  + "OverrideReason ChecksumOfEntry")
              .split(" "));

  private static final List<String> WORDS =
      List.of(
          ("account|after|agreed|amount|applicant|balance|before|called|clear|confirmed|"
                  + "copy|desk|document|during|file|income|letter|monthly|naïve|office|original|"
                  + "over|payment|pending|policy|rate < 9 %|received|review|sample|sent|"
                  + "statement|term|the|to|under|verified|waiting|was|with|R&D")
              .split("\\|"));

  private Vocabulary() {}

  public static String sentence(RandomChoices random, int words) {
    StringBuilder sentence = new StringBuilder(words * 8);
    for (int i = 0; i < words; i++) {
      String word = random.pick(WORDS);
      sentence.append(i == 0 ? word.substring(0, 1).toUpperCase(Locale.ROOT) : " ");
      sentence.append(i == 0 ? word.substring(1) : word);
    }
    return sentence.append('.').toString();
  }
}
