package io.xmlfleet.cli.contract;

import io.xmlfleet.mapping.ContractMapper;
import io.xmlfleet.mapping.ContractPlan;
import io.xmlfleet.mapping.ContractTracer;
import io.xmlfleet.mapping.DocumentContext;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.mapping.TableTrace;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.source.document.SourceDocument;
import io.xmlfleet.table.TableId;
import io.xmlfleet.text.Counted;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Explains one document after the other, in one of several forms. Confined to one thread. */
final class Explanation {
  private final Explainer explainer;
  private int documents;
  private int rejected;

  /** Maps a document, then prints what came of it. */
  private interface Explainer {
    Mapped explain(SourceDocument.Read document, DocumentContext context);

    void print(ExplainedDocument document);
  }

  private Explanation(Explainer explainer) {
    this.explainer = explainer;
  }

  /** Tables to read. */
  static Explanation toText(ContractPlan plan, PrintWriter out) {
    return new Explanation(new Rows(plan, new ExplainedText(out)::print));
  }

  /** A line a document. */
  static Explanation toJson(ContractPlan plan, PrintWriter out) {
    return new Explanation(
        new Rows(
            plan,
            document ->
                out.println(new String(FleetJson.write(document.json()), StandardCharsets.UTF_8))));
  }

  /** A file a document. */
  static Explanation toFiles(ContractPlan plan, Path folder) {
    return new Explanation(new Rows(plan, new ExplainedFiles(folder)::write));
  }

  /** Where columns have their values from. */
  static Explanation why(
      ContractPlan plan, List<WhyColumn> columns, MaskedValues values, PrintWriter out) {
    return new Explanation(new Why(plan, columns, values, out));
  }

  void add(SourceDocument document, DocumentContext context) {
    ExplainedDocument explained =
        ExplainedDocument.of(document, read -> explainer.explain(read, context));
    documents++;
    rejected += explained.isLoadable() ? 0 : 1;
    explainer.print(explained);
  }

  boolean isGood() {
    return rejected == 0;
  }

  String summary() {
    return Counted.of(documents, "document") + ", " + rejected + " rejected";
  }

  private record Rows(ContractMapper mapper, Consumer<ExplainedDocument> sink)
      implements Explainer {
    Rows(ContractPlan plan, Consumer<ExplainedDocument> sink) {
      this(new ContractMapper(plan), sink);
    }

    @Override
    public Mapped explain(SourceDocument.Read document, DocumentContext context) {
      return mapper.map(document.bytes(), context);
    }

    @Override
    public void print(ExplainedDocument document) {
      sink.accept(document);
    }
  }

  private static final class Why implements Explainer {
    private final ContractTracer tracer;
    private final List<WhyColumn> columns;
    private final ExplainedText verdict;
    private final WhyText text;
    private List<TableTrace> traced = List.of();

    Why(ContractPlan plan, List<WhyColumn> columns, MaskedValues values, PrintWriter out) {
      Map<TableId, Set<String>> byTable = new HashMap<>();
      columns.forEach(
          each -> byTable.computeIfAbsent(each.table(), any -> new HashSet<>()).add(each.column()));
      this.tracer = new ContractTracer(plan, byTable);
      this.columns = columns;
      this.verdict = new ExplainedText(out);
      this.text = new WhyText(out, values);
    }

    @Override
    public Mapped explain(SourceDocument.Read document, DocumentContext context) {
      ContractTracer.Trace trace = tracer.trace(document.bytes(), context);
      traced = trace.tables();
      return trace.mapped();
    }

    @Override
    public void print(ExplainedDocument document) {
      verdict.printVerdict(document);
      for (WhyColumn asked : columns) {
        traced.stream()
            .filter(table -> table.table().table().id().equals(asked.table()))
            .forEach(table -> text.print(asked, table));
      }
      traced = List.of();
    }
  }
}
