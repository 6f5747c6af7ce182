package io.xmlfleet.cli;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.publish.PublishSettings;
import io.xmlfleet.replay.DeadLetterEntry;
import io.xmlfleet.replay.DeadLetterGroup;
import io.xmlfleet.replay.LetterField;
import io.xmlfleet.replay.ReplayPlan;
import io.xmlfleet.replay.ReplaySummary;
import io.xmlfleet.replay.Replayer;
import io.xmlfleet.wiring.ConsumerPlan;
import io.xmlfleet.wiring.ContractMemory;
import io.xmlfleet.wiring.Contracts;
import io.xmlfleet.wiring.DatabaseAccess;
import io.xmlfleet.wiring.KafkaAccess;
import io.xmlfleet.wiring.LocalFleet;
import io.xmlfleet.wiring.Origin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code xmlfleet replay}. */
@Command(
    name = "replay",
    header = "Send failed documents once more, after the cause is fixed.",
    description = {
      "Sends the documents of open dead letters to work again, as the same items with the next",
      "attempt. One that is loaded moves from failed to loaded in its run's progress; one that",
      "fails again stays a dead letter. Replaying twice loads nothing twice.",
      "With the data folder's own broker and nobody working on it, workers of this process load",
      "them; otherwise the fleet's consumers do."
    },
    footer = {
      "",
      "Examples:",
      "  xmlfleet replay --run 20261124-020812-x7k2 --stage MAPPING --dry-run",
      "  xmlfleet replay --run 20261124-020812-x7k2 --stage MAPPING"
    })
final class ReplayCommand extends FleetCommand implements LoadingCommand {
  private static final List<LetterField> GROUPED_BY =
      List.of(LetterField.RUN, LetterField.STAGE, LetterField.REASON);

  @Mixin private LetterFilterOptions which = new LetterFilterOptions();

  @Mixin private WorkOptions work = new WorkOptions();

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Option(names = "--dry-run", description = "Only say what would be sent.")
  private boolean dryRun;

  @Option(
      names = "--contract",
      paramLabel = "FILE|FOLDER",
      split = ",",
      description =
          "Contracts for the workers of this process; repeatable (default: those used before in the"
              + " data folder).")
  private List<Path> contracts = new ArrayList<>();

  @Override
  public Integer call() {
    try (KafkaAccess broker =
            KafkaAccess.toWork(kafka.request(name()), general().data(), surroundings().clock())
                .withTopics(kafka.topics());
        Replayer replayer =
            Replayer.connect(
                broker.settings(),
                kafka.topics(),
                PublishSettings.standard(),
                surroundings().clock())) {
      ReplayPlan plan = replayer.plan(which.filter());
      tell(plan);
      if (dryRun || plan.replayable().isEmpty()) {
        return ExitCodes.ALL_LOADED;
      }
      return broker.origin() == Origin.OWN
          ? loadHere(plan, replayer, broker)
          : send(plan, replayer);
    }
  }

  private void tell(ReplayPlan plan) {
    if (plan.replayable().isEmpty() && plan.withoutDocument().isEmpty()) {
      out().println("No open dead letter matches.");
      return;
    }
    TextTable table =
        TextTable.of(
            TextTable.Column.left("run"),
            TextTable.Column.left("stage"),
            TextTable.Column.right("documents"),
            TextTable.Column.left("reason"));
    DeadLetterGroup.of(plan.replayable(), GROUPED_BY)
        .forEach(
            group ->
                table.row(
                    group.values().get(0),
                    group.values().get(1),
                    group.count(),
                    group.values().get(2)));
    if (!table.isEmpty()) {
      table.print(out(), "");
    }
    if (!plan.withoutDocument().isEmpty()) {
      out()
          .printf(
              Locale.ROOT,
              "%,d dead letters carry no document, since the producer refused it: mend the file and"
                  + " produce it again.%n",
              plan.withoutDocument().size());
    }
    if (dryRun) {
      out().printf(Locale.ROOT, "%,d documents would be replayed.%n", plan.replayable().size());
    }
  }

  private int send(ReplayPlan plan, Replayer replayer) {
    sent(replayer.replay(plan, count -> {}));
    String[] servers = {"--data", "--kafka", "--topic-prefix"};
    out().println("The fleet's consumers load them; how they fare:");
    new TreeSet<>(plan.replayable().stream().map(entry -> entry.item().run()).toList())
        .forEach(run -> out().println("  " + advice("watch --once " + run, servers)));
    return ExitCodes.ALL_LOADED;
  }

  private int loadHere(ReplayPlan plan, Replayer replayer, KafkaAccess broker) {
    try (DatabaseAccess target =
            DatabaseAccess.toWork(
                database.request(name()), general().data(), surroundings().clock());
        LocalFleet fleet =
            LocalFleet.start(
                consuming(plan, target), target, broker, kafka.topics(), surroundings().clock())) {
      sent(replayer.replay(plan, count -> {}));
      try (ReplayOutcome outcome =
          ReplayOutcome.of(plan, broker.settings(), kafka.topics(), surroundings())) {
        return report(outcome, fleet);
      }
    }
  }

  private int report(ReplayOutcome outcome, LocalFleet fleet) {
    if (!outcome.await(fleet)) {
      out().println("Stopped; what was sent stays in the work topic and is loaded the next time.");
      return ExitCodes.INTERRUPTED;
    }
    out()
        .printf(
            Locale.ROOT,
            "%,d loaded, %,d failed again%n",
            outcome.loaded(),
            outcome.failed().size());
    outcome
        .failed()
        .forEach(
            letter ->
                out()
                    .println(
                        "  "
                            + letter.item().key()
                            + "  "
                            + letter.head().failure().stage()
                            + "  "
                            + LetterTables.sentence(letter.head().failure())));
    outcome
        .reports()
        .forEach(
            report -> out().println("Run " + report.run() + " now: " + EndSummary.counts(report)));
    return outcome.failed().isEmpty() ? ExitCodes.ALL_LOADED : ExitCodes.SOME_FAILED;
  }

  private ConsumerPlan consuming(ReplayPlan plan, DatabaseAccess target) {
    Contracts loaded = new ContractMemory(general().data()).with(ContractFiles.all(contracts));
    for (DeadLetterEntry entry : plan.replayable()) {
      String name = entry.head().contract();
      if (loaded.names().isEmpty() || (name != null && !loaded.knows(name))) {
        throw new UsageException(
            "the contract "
                + (name == null ? "" : name + " ")
                + "is not known in this data folder: name its file with --contract");
      }
    }
    return new ConsumerPlan(
        loaded, target.origin() != Origin.NAMED, work.writing(), work.workers(kafka.topics()));
  }

  private void sent(ReplaySummary summary) {
    out()
        .printf(
            Locale.ROOT,
            "%,d %s replayed%n",
            summary.replayed(),
            summary.replayed() == 1 ? "document" : "documents");
    if (summary.changed() > 0) {
      out().printf(Locale.ROOT, "%,d were resolved or replayed meanwhile%n", summary.changed());
    }
    summary
        .tooLarge()
        .forEach(
            item ->
                err().println(item.key() + " is larger than the work topic takes; it stays open"));
  }
}
