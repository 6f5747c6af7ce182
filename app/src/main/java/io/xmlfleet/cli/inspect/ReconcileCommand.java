package io.xmlfleet.cli.inspect;

import io.xmlfleet.cli.base.CommandGroup;
import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.base.FleetCommand;
import io.xmlfleet.cli.base.VerdictCommand;
import io.xmlfleet.cli.option.DatabaseOptions;
import io.xmlfleet.cli.option.KafkaOptions;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.RunEvent;
import io.xmlfleet.progress.Aggregator;
import io.xmlfleet.progress.ProgressReader;
import io.xmlfleet.reconcile.DifferenceKind;
import io.xmlfleet.reconcile.Reconciler;
import io.xmlfleet.reconcile.Reconciliation;
import io.xmlfleet.reconcile.ReconciliationReport;
import io.xmlfleet.reconcile.Repair;
import io.xmlfleet.wiring.DatabaseAccess;
import io.xmlfleet.wiring.KafkaAccess;
import io.xmlfleet.wiring.ReconcilerAccess;
import io.xmlfleet.wiring.ServerLocation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code xmlfleet reconcile}. */
@Command(
    name = "reconcile",
    header = "Check that topics, ledger, tables and progress agree about a run.",
    description = {
      "Checks a run: compares for each item what the work topic, the outcomes, the dead letters",
      "and the ledger say, compares the number of rows in the tables with the ledger, and the",
      "progress report with all of these. Lists every difference. It may run while the fleet",
      "works: items that are not done yet are counted separately. Without --repair it only reads.",
      "--repair publishes what is missing on the topics and known elsewhere: outcomes, missing",
      "dead letters, and that dead letters of loaded documents are resolved. It loads nothing and",
      "sends nothing to work again."
    },
    footer = {
      "",
      "Examples:",
      "  xmlfleet reconcile --run 20261124-020812-x7k2",
      "  xmlfleet reconcile --run 20261124-020812-x7k2 --repair",
      "  xmlfleet reconcile --run adhoc --json --limit 1000000"
    })
@CommandGroup.Member(CommandGroup.INSPECT)
public final class ReconcileCommand extends FleetCommand implements VerdictCommand {
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description =
          "Run id; adhoc: documents that other programs wrote to the work topic (default:"
              + " the newest run).")
  private @Nullable String run;

  @Option(names = "--repair", description = "Publish what is missing, then compare again.")
  private boolean repair;

  @Option(names = "--json", description = "Print the report as a line of JSON.")
  private boolean json;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description =
          "Largest number of differences to list; all are counted (default:"
              + " ${DEFAULT-VALUE}).")
  private int limit = 100;

  @Option(
      names = "--group",
      paramLabel = "GROUP",
      description =
          "Group that shares the work (default: PREFIX.consumers; of --delivery share it is"
              + " PREFIX.sharers).")
  private @Nullable String group;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description =
          "How long to wait for the progress report before it counts as wrong (default:"
              + " ${DEFAULT-VALUE}).")
  private int wait = 10;

  /** What is printed as JSON when something was repaired. */
  private record Repaired(ReconciliationReport before, Repair repair, ReconciliationReport after) {}

  @Override
  public String good() {
    return "everything agrees";
  }

  @Override
  public String bad() {
    return "something differs, or is still under way";
  }

  @Override
  public Integer call() {
    if (limit < 0) {
      throw new UsageException("--limit is 0 or more, not " + limit);
    }
    if (wait < 0) {
      throw new UsageException("--wait is 0 seconds or more, not " + wait);
    }
    String consumers = group == null ? kafka.topics().consumerGroup() : group;
    try (KafkaAccess broker = repair ? kafka.toWork() : kafka.toRead(consumers);
        DatabaseAccess target = database.toLook();
        ReconcilerAccess access =
            ReconcilerAccess.open(
                broker.settings(), kafka.topics(), consumers, target.login(), clock())) {
      String chosen = run == null ? newest(broker) : run;
      Reconciler patient = access.reconciler().withPatience(Duration.ofSeconds(wait));
      if (!repair) {
        Reconciliation found = patient.compare(chosen, limit);
        show(found);
        return code(found);
      }
      // An aggregator that lags is given its time afterwards.
      Reconciliation found = patient.withPatience(Duration.ZERO).compare(chosen, limit);
      return code(repair(found, patient, broker));
    }
  }

  private String newest(KafkaAccess broker) {
    try (ProgressReader reader = ProgressReader.connect(broker.settings(), kafka.topics())) {
      return reader.events().stream()
          .max(Comparator.comparing(RunEvent::startedAt))
          .map(RunEvent::run)
          .orElseThrow(() -> new UsageException("there is no run yet"));
    }
  }

  private Reconciliation repair(Reconciliation found, Reconciler reconciler, KafkaAccess broker) {
    if (!json) {
      show(found);
    }
    Repair done = reconciler.repair(found);
    if (!json) {
      tell(done);
    }
    boolean lags = found.report().differences().containsKey(DifferenceKind.PROGRESS_MISMATCH);
    Reconciliation after = done.all() > 0 || lags ? again(found, reconciler, broker) : found;
    if (json) {
      print(new Repaired(found.report(), done, after.report()));
    } else if (after != found) {
      show(after);
    }
    return after;
  }

  private Reconciliation again(Reconciliation found, Reconciler reconciler, KafkaAccess broker) {
    String compared = found.report().run();
    if (broker.location() != ServerLocation.OWN) {
      return reconciler.compare(compared, limit);
    }
    // On a broker of our own nobody else turns outcomes into progress.
    try (Aggregator aggregator =
        Aggregator.start(broker.settings(), kafka.topics(), broker.aggregating(), clock())) {
      Reconciliation after = reconciler.compare(compared, limit);
      aggregator.requireRunning();
      return after;
    }
  }

  private void show(Reconciliation found) {
    if (json) {
      print(found.report());
    } else {
      new ReconciliationText(out(), found.report()).print(repair);
    }
  }

  private void tell(Repair done) {
    out()
        .printf(
            Locale.ROOT,
            "%nRepaired: %,d outcomes LOADED and %,d outcomes REJECTED published, %,d dead letters"
                + " resolved, %,d written%s%n%n",
            done.loaded(),
            done.rejected(),
            done.lettersResolved(),
            done.lettersWritten(),
            done.withoutDocument() == 0
                ? ""
                : String.format(
                    Locale.ROOT, " (%,d without their documents)", done.withoutDocument()));
  }

  private void print(Object report) {
    out().println(new String(FleetJson.write(report), StandardCharsets.UTF_8));
  }

  private static int code(Reconciliation last) {
    return last.agrees() ? ExitCodes.ALL_LOADED : ExitCodes.SOME_FAILED;
  }
}
