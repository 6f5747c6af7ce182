package io.xmlfleet.cli.contract;

import io.xmlfleet.cli.base.Environment;
import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.base.VerdictCommand;
import io.xmlfleet.cli.option.DatabaseOptions;
import io.xmlfleet.cli.terminal.TextTable;
import io.xmlfleet.contract.ContractException;
import io.xmlfleet.contract.TableMerge;
import io.xmlfleet.contract.plan.ElementNode;
import io.xmlfleet.draft.schema.Interest;
import io.xmlfleet.draft.schema.XmlSchema;
import io.xmlfleet.failure.Deadline;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.mapping.ContractPlan;
import io.xmlfleet.mapping.DocumentContext;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.mapping.SampleSurvey;
import io.xmlfleet.table.OnDuplicate;
import io.xmlfleet.table.Table;
import io.xmlfleet.text.PlainText;
import io.xmlfleet.wiring.Contracts;
import io.xmlfleet.wiring.DatabaseRequest;
import io.xmlfleet.wiring.SchemaReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code xmlfleet contract check}. */
@Command(
    name = "check",
    description = {
      "Lists all errors of a contract or, if there are none, the tables that it fills; for",
      "several contracts also contradictions about a table that they share. --sample also tries",
      "it on documents, --xsd lists its paths that a schema does not allow, and --db compares it",
      "with the tables of a database."
    },
    footer = {
      "",
      "Examples:",
      "  xmlfleet contract check samples/credit-applications/contract.yaml",
      "  xmlfleet contract check contract.yaml --sample inbox",
      "  xmlfleet contract check contract.yaml --db 'jdbc:sqlserver://s;databaseName=d' \\",
      "    --db-user loader --db-password-file secret"
    })
final class ContractCheckCommand implements Callable<Integer>, VerdictCommand {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE|FOLDER",
      description = "Contracts in YAML or JSON, or a folder with contracts.")
  private List<Path> named = new ArrayList<>();

  @Option(
      names = "--sample",
      paramLabel = "INPUT",
      description =
          "Documents to try the contract on: a file, a folder or a quoted glob; repeatable.")
  private List<String> samples = new ArrayList<>();

  @Option(
      names = "--xsd",
      paramLabel = "FILE",
      description = "An XML Schema: list the paths of the contract that it does not allow.")
  private @Nullable Path schema;

  @Option(
      names = "--schema-folder",
      paramLabel = "FOLDER",
      description =
          "With --xsd: folder in which include and import may read files (default: the"
              + " schema's folder).")
  private @Nullable Path schemaFolder;

  @Option(
      names = "--root",
      paramLabel = "ELEMENT",
      description = "With --xsd: the root element, if the schema has several.")
  private @Nullable String root;

  @Option(
      names = "--show-values",
      description = "With --sample: also show the values that columns cannot take.")
  private boolean showValues;

  @Override
  public String good() {
    return "done; no error found";
  }

  @Override
  public String bad() {
    return "done; samples are rejected, or schema, database or contracts do not fit";
  }

  @Override
  public Integer call() {
    if (schemaFolder != null && schema == null) {
      throw new UsageException("--schema-folder goes with --xsd");
    }
    List<Path> files = ContractFiles.all(named);
    List<ContractPlan> plans = plans(files);
    boolean good = true;
    for (int i = 0; i < plans.size(); i++) {
      ContractPlan plan = plans.get(i);
      describe(files.get(i), plan);
      if (!samples.isEmpty()) {
        good &= new SampleCheck(plan, showValues, out()).run(samples, Environment.of(spec));
      }
      if (schema != null) {
        good &= isAllowed(plan, read(schema));
      }
      good &= fits(plan);
    }
    good &= goTogether(plans);
    return good ? ExitCodes.ALL_LOADED : ExitCodes.SOME_FAILED;
  }

  /** All of them, or what is wrong in all of them. */
  private static List<ContractPlan> plans(List<Path> files) {
    List<ContractPlan> plans = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    for (Path file : files) {
      try {
        plans.add(Contracts.read(file));
      } catch (ContractException e) {
        wrong.add(String.valueOf(e.getMessage()));
      }
    }
    if (!wrong.isEmpty()) {
      throw new UsageException(String.join("\n", wrong));
    }
    return plans;
  }

  /** Whether the tables that several fill can take the rows of all. */
  private boolean goTogether(List<ContractPlan> plans) {
    TableMerge merge = Contracts.merge(plans);
    if (!merge.contradictions().isEmpty() || !merge.notes().isEmpty()) {
      out().println();
      out().println("tables that several contracts fill:");
      merge
          .contradictions()
          .forEach(text -> out().println("  error    " + PlainText.oneLine(text)));
      merge.notes().forEach(text -> out().println("  note     " + PlainText.oneLine(text)));
    }
    return merge.contradictions().isEmpty();
  }

  private void describe(Path file, ContractPlan plan) {
    out()
        .println(
            PlainText.oneLine(
                file + ": " + plan.name() + ", version " + plan.version() + ", is good"));
    boolean meets =
        plan.tables().stream()
            .anyMatch(each -> each.existing().onDuplicate() != OnDuplicate.REJECT);
    TextTable table =
        meets
            ? TextTable.of("table", "#columns", "key", "rows that are there")
            : TextTable.of("table", "#columns", "key");
    for (Table each : plan.tables()) {
      String key =
          String.join(", ", each.primaryKey())
              + (each.existing().generation() == null ? "" : " (made by the database)");
      if (meets) {
        table.row(each.id(), each.columns().size(), key, onDuplicate(each.existing()));
      } else {
        table.row(each.id(), each.columns().size(), key);
      }
    }
    table.print(out(), "  ");
  }

  private static String onDuplicate(Table.Existing existing) {
    String word = existing.onDuplicate().name().toLowerCase(Locale.ROOT);
    return existing.onDuplicate() == OnDuplicate.REJECT
        ? word
        : word + " by " + String.join(", ", existing.naturalKey());
  }

  private XmlSchema read(Path file) {
    XmlSchema read = XmlSchema.read(file, schemaFolder, Environment.of(spec).clock());
    read.remarks().forEach(spec.commandLine().getErr()::println);
    return read;
  }

  private boolean isAllowed(ContractPlan plan, XmlSchema xmlSchema) {
    SampleSurvey survey = SampleSurvey.ofPaths(plan);
    Interest interest = name -> interest(plan.capture().start(), name);
    DocumentContext context =
        new DocumentContext(
            "check",
            1,
            String.valueOf(schema),
            Deadline.after(Duration.ofMinutes(5), Environment.of(spec).clock()));
    Mapped mapped = survey.add(xmlSchema.specimen(root, interest), context);
    // What columns say of its values means nothing.
    if (mapped instanceof Mapped.Rejected rejected
        && (rejected.failure().stage() == Stage.PARSING
            || rejected.failure().stage() == Stage.TIMEOUT)) {
      throw new UsageException(
          "the schema cannot be looked at for this contract: " + rejected.failure().reason());
    }
    List<SampleSurvey.Finding> found = survey.unreached("the schema has no");
    out().println();
    out().println("  schema: " + (found.isEmpty() ? "has every path" : "lacks paths"));
    found.forEach(finding -> out().println("    " + finding.at() + ": " + finding.what()));
    return found.isEmpty();
  }

  /** A large schema has more paths than can be looked at, and a contract uses few of them. */
  private static @Nullable Interest interest(ElementNode used, String child) {
    ElementNode.Ways ways = used.children(child);
    ElementNode next =
        ways.plain() == null
            ? ways.byNamespace().values().stream().findFirst().orElse(null)
            : ways.plain();
    return next == null ? null : name -> interest(next, name);
  }

  private boolean fits(ContractPlan plan) {
    DatabaseRequest request = database.request();
    String url = request.url();
    if (url == null) {
      return true;
    }
    SchemaReport report = SchemaReport.of(request, url, plan.tables());
    out().println();
    boolean good = report.findings().stream().noneMatch(finding -> finding.isError());
    out().println("  database: " + (good ? "no error" : "does not fit"));
    report
        .findings()
        .forEach(
            finding ->
                out()
                    .println(
                        (finding.isError() ? "    error    " : "    warning  ") + finding.text()));
    if (!report.hasLedger()) {
      out()
          .println(
              "    warning  no ledger yet: consume --create-tables or contract ddl --with-ledger");
    }
    return good;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
