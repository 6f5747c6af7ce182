package io.xmlfleet.cli.letter;

import io.xmlfleet.cli.base.CommandGroup;
import io.xmlfleet.cli.base.CurrentUser;
import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.base.FleetCommand;
import io.xmlfleet.cli.base.LoadingCommand;
import io.xmlfleet.cli.contract.ContractFiles;
import io.xmlfleet.cli.option.DatabaseOptions;
import io.xmlfleet.cli.option.KafkaOptions;
import io.xmlfleet.cli.option.LetterFilterOptions;
import io.xmlfleet.cli.option.ReplayOptions;
import io.xmlfleet.cli.option.WorkOptions;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.letter.DeadLetterEntry;
import io.xmlfleet.letter.DeadLetterFilter;
import io.xmlfleet.letter.DeadLetterReader;
import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.LetterAction;
import io.xmlfleet.replay.Pacer;
import io.xmlfleet.replay.ReplayPlan;
import io.xmlfleet.replay.ReplayRate;
import io.xmlfleet.replay.ReplayRequest;
import io.xmlfleet.replay.ReplaySummary;
import io.xmlfleet.replay.Replayer;
import io.xmlfleet.wiring.ConsumerPlan;
import io.xmlfleet.wiring.ContractMemory;
import io.xmlfleet.wiring.Contracts;
import io.xmlfleet.wiring.DatabaseAccess;
import io.xmlfleet.wiring.KafkaAccess;
import io.xmlfleet.wiring.LocalFleet;
import io.xmlfleet.wiring.MetricsAccess;
import io.xmlfleet.wiring.ServerLocation;
import io.xmlfleet.worker.WorkerSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code xmlfleet replay}. */
@Command(
    name = "replay",
    header = "Send failed documents again, after the cause is corrected.",
    description = {
      "Sends the documents of open dead letters to work again, as the same items with the next",
      "attempt. A document that is loaded now counts as loaded and no longer as failed in the",
      "progress of its run; a document that fails again stays a dead letter. If a replay was",
      "stopped or killed, run it again: it continues with the rest. When a replay starts, other",
      "replays end. If no consumers work on the broker of the data folder, workers of this",
      "process load the documents; otherwise the consumers of the fleet do."
    },
    footer = {
      "",
      "Examples:",
      "  xmlfleet replay --run 20261124-020812-x7k2 --stage MAPPING --dry-run",
      "  xmlfleet replay --table contact --since 2h --rate 50/s --max-attempts 5",
      "  xmlfleet replay --item 20261124-020812-x7k2/84 --with corrected.xml"
    })
@CommandGroup.Member(CommandGroup.LETTER)
public final class ReplayCommand extends FleetCommand implements LoadingCommand {
  @Mixin private LetterFilterOptions which = new LetterFilterOptions();

  @Mixin private ReplayOptions how = new ReplayOptions();

  @Mixin private WorkOptions work = new WorkOptions();

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Option(names = "--dry-run", description = "Only say what would be sent, and send nothing.")
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
    DeadLetterFilter filter = which.filter();
    ReplayRequest request = how.request(filter, which.item());
    ReplayRate rate = how.rate();
    try (KafkaAccess broker = kafka.toWork()) {
      if (dryRun) {
        return tellOnly(request, broker);
      }
      try (Replayer replayer = Replayer.connect(broker.settings(), kafka.topics(), clock())) {
        ReplayPlan plan = replayer.plan(request);
        text().plan(plan);
        Run run = new Run(plan, replayer, pacer(rate), action(filter, plan));
        // Nobody else works on a broker of our own, also not on what was sent before.
        return broker.location() == ServerLocation.OWN ? loadHere(run, broker) : send(run);
      }
    }
  }

  /** What one call of this command does. */
  private record Run(ReplayPlan plan, Replayer replayer, Pacer pacer, LetterAction action) {}

  private int tellOnly(ReplayRequest request, KafkaAccess broker) {
    try (DeadLetterReader reader = DeadLetterReader.connect(broker.settings(), kafka.topics())) {
      ReplayPlan plan = ReplayPlan.of(request, reader);
      text().plan(plan);
      if (!plan.isEmpty()) {
        text().wouldBe(plan);
      }
      return ExitCodes.ALL_LOADED;
    }
  }

  private int send(Run run) {
    if (run.plan.replayable().isEmpty()) {
      return ExitCodes.ALL_LOADED;
    }
    ReplaySummary summary = sent(run);
    String[] servers = {"--data", "--kafka", "--topic-prefix"};
    out().println("The fleet's consumers load them; how they fare:");
    new TreeSet<>(summary.sent().keySet().stream().map(ItemId::run).toList())
        .forEach(id -> out().println("  " + advice("watch --once " + id, servers)));
    return summary.stopped() ? ExitCodes.INTERRUPTED : ExitCodes.ALL_LOADED;
  }

  private ReplaySummary sent(Run run) {
    ReplaySummary summary =
        run.replayer.replay(run.plan, run.action, run.pacer, text().progress(run.plan, clock()));
    text().sent(summary, err());
    if (summary.stopped()) {
      text().stopped();
    }
    return summary;
  }

  private int loadHere(Run run, KafkaAccess broker) {
    if (run.plan.replayable().isEmpty() && run.plan.underWay().isEmpty()) {
      return ExitCodes.ALL_LOADED;
    }
    try (DatabaseAccess target = database.toWork();
        LocalFleet fleet =
            LocalFleet.start(
                consuming(run.plan, broker, target), target, broker, kafka.topics(), clock())) {
      new ContractMemory(data()).remember(ContractFiles.all(contracts));
      ReplaySummary summary = sent(run);
      try (ReplayOutcome outcome =
          ReplayOutcome.of(
              awaited(run.plan, summary), broker.settings(), kafka.topics(), environment())) {
        return report(outcome, summary, fleet);
      }
    }
  }

  /** The attempts whose outcomes are to come: those that were sent now and those sent before. */
  private static Map<ItemId, Integer> awaited(ReplayPlan plan, ReplaySummary summary) {
    Map<ItemId, Integer> attempts = new HashMap<>(summary.sent());
    plan.underWay().forEach(letter -> attempts.put(letter.item(), letter.state().sentAttempt()));
    return attempts;
  }

  private int report(ReplayOutcome outcome, ReplaySummary summary, LocalFleet fleet) {
    if (!outcome.await(fleet)) {
      out().println("Stopped; what was sent stays in the work topic and is loaded the next time.");
      return ExitCodes.INTERRUPTED;
    }
    text().outcome(outcome);
    boolean all =
        outcome.failed().isEmpty() && summary.tooLarge().isEmpty() && summary.gone().isEmpty();
    return all ? ExitCodes.ALL_LOADED : ExitCodes.SOME_FAILED;
  }

  private ConsumerPlan consuming(ReplayPlan plan, KafkaAccess broker, DatabaseAccess target) {
    WorkerSettings workers = work.workers(kafka.topics());
    List<DeadLetter> letters =
        Stream.concat(plan.replayable().stream(), plan.underWay().stream())
            .map(DeadLetterEntry::head)
            .toList();
    Contracts loaded =
        new ContractMemory(data())
            .with(
                ContractFiles.all(contracts),
                need(letters, broker.waitingFor(workers, kafka.topics())));
    letters.forEach(
        letter -> {
          String name = letter.contract();
          if (loaded.names().isEmpty() || (name != null && !loaded.knows(name))) {
            throw new UsageException(
                "the contract "
                    + (name == null ? "" : name + " ")
                    + "is not known in this data folder: name its file with --contract");
          }
        });
    return work.plan(loaded, target.care(false), workers, broker, MetricsAccess.NONE);
  }

  /** What the letters ask for, and what waits; a letter may ask for none by name. */
  private static ContractMemory.Need need(List<DeadLetter> letters, ContractMemory.Need waiting) {
    return names -> {
      Set<String> needed = new HashSet<>(waiting.among(names));
      for (DeadLetter letter : letters) {
        String asked = letter.contract();
        names.stream()
            .filter(name -> asked == null || asked.equals(name) || asked.startsWith(name + '@'))
            .forEach(needed::add);
      }
      return needed;
    };
  }

  private Pacer pacer(@Nullable ReplayRate rate) {
    return new Pacer(rate, shutdown()::await, clock());
  }

  private LetterAction action(DeadLetterFilter filter, ReplayPlan plan) {
    LetterAction action =
        CurrentUser.action(LetterAction.Kind.REPLAYED, how.asked(filter), clock());
    return plan.corrections() == null ? action : action.withCorrections();
  }

  private ReplayText text() {
    return new ReplayText(out());
  }
}
