package io.xmlfleet.cli.contract;

import io.xmlfleet.cli.base.Environment;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.mapping.ContractPlan;
import io.xmlfleet.mapping.DocumentContext;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.mapping.SampleSurvey;
import io.xmlfleet.source.Sources;
import io.xmlfleet.source.document.SourceDocument;
import io.xmlfleet.source.document.SourceOptions;
import io.xmlfleet.text.Counted;
import io.xmlfleet.text.PlainText;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tries a contract on sample documents and prints what they say. Confined to one thread. */
final class SampleCheck {
  private static final int MOST_VALUES = 20;

  private final SampleSurvey survey;
  private final boolean showValues;
  private final PrintWriter out;
  private final Map<Failure, Integer> rejections = new LinkedHashMap<>();
  private int documents;

  SampleCheck(ContractPlan plan, boolean showValues, PrintWriter out) {
    this.survey = new SampleSurvey(plan);
    this.showValues = showValues;
    this.out = out;
  }

  /** Whether all of them can be loaded. */
  boolean run(List<String> inputs, Environment environment) {
    SampleDocuments.forEach(
        Sources.of(inputs, SourceOptions.standard(), environment.standardInput()),
        environment.clock(),
        this::add);
    out.println();
    out.println(
        "  samples: "
            + Counted.of(documents, "document")
            + ", "
            + rejections.values().stream().mapToInt(Integer::intValue).sum()
            + " rejected");
    rejections.forEach(this::print);
    survey.findings().forEach(this::print);
    return rejections.isEmpty();
  }

  private void add(SourceDocument document, DocumentContext context) {
    documents++;
    Failure failure =
        document instanceof SourceDocument.Read read
            ? failure(survey.add(read.bytes(), context))
            : ((SourceDocument.Rejected) document).failure();
    if (failure != null) {
      rejections.merge(failure, 1, Integer::sum);
    }
  }

  private static @Nullable Failure failure(Mapped mapped) {
    return mapped instanceof Mapped.Rows rows
        ? rows.rejection()
        : ((Mapped.Rejected) mapped).failure();
  }

  private void print(Failure failure, int count) {
    out.println(
        "    "
            + Counted.of(count, "document")
            + " rejected at "
            + failure.stage()
            + ": "
            + PlainText.oneLine(
                failure.reason()
                    + (failure.location() == null ? "" : " (" + failure.location() + ")")));
  }

  private void print(SampleSurvey.Finding finding) {
    out.println("    " + finding.at() + ": " + finding.what() + count(finding));
    if (showValues) {
      finding.values().stream()
          .limit(MOST_VALUES)
          .forEach(value -> out.println("      \"" + PlainText.oneLine(value) + '"'));
      if (finding.values().size() > MOST_VALUES) {
        out.println("      and more");
      }
    }
  }

  private static String count(SampleSurvey.Finding finding) {
    if (finding.kind() == SampleSurvey.Finding.Kind.UNREACHED) {
      return "";
    }
    String values = ": " + Counted.of(finding.count(), "value");
    return finding.kind() == SampleSurvey.Finding.Kind.NO_ENTRY
        ? values + " of " + Counted.of(finding.values().size(), "word")
        : values;
  }
}
