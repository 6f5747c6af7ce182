package io.xmlfleet.dashboard;

import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.ProgressReport.State;
import io.xmlfleet.message.ProgressReport.WorkerShare;
import io.xmlfleet.message.WorkerStatus;
import io.xmlfleet.message.WorkerVitals;
import io.xmlfleet.topic.ClusterState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is wrong with a fleet, in sentences that say what to do. Confined to one thread. */
final class FleetProblems {
  private static final double FULL = 0.9;
  private static final Duration OLD_REPORT = Duration.ofSeconds(20);

  /** Of what nobody has heard for so long, nobody waits for a report. */
  private static final Duration QUIET = Duration.ofMinutes(10);

  /** How bad it is. */
  enum Severity {
    /** Work stands still, or may be lost. */
    BAD,
    WARNING
  }

  /** One thing. */
  record Problem(Severity severity, String text) {}

  private final List<Problem> problems = new ArrayList<>();
  private final FleetRoutes.Answer answer;
  private final List<ProgressReport> reports;
  private final List<WorkerShare> workers;
  private final Instant now;

  FleetProblems(
      FleetRoutes.Answer answer,
      List<ProgressReport> reports,
      List<WorkerShare> workers,
      Instant now) {
    this.answer = answer;
    this.reports = reports;
    this.workers = workers;
    this.now = now;
  }

  /**
   * All of them.
   *
   * @param unheard why progress cannot be followed; null: it can
   */
  List<Problem> worstFirst(@Nullable String unheard) {
    if (answer.problem() != null) {
      bad("The brokers cannot be asked: " + answer.problem() + ".");
    }
    if (unheard != null) {
      bad("The dashboard cannot follow progress: " + unheard + ". What it shows may be old.");
    }
    ClusterState cluster = answer.cluster();
    if (cluster != null) {
      topics(cluster);
      members(cluster);
      cluster.advice().forEach(this::warning);
    }
    runs();
    workers();
    problems.sort(Comparator.comparing(Problem::severity));
    return List.copyOf(problems);
  }

  private void topics(ClusterState cluster) {
    for (ClusterState.Topic topic : cluster.topics()) {
      if (topic.offline() > 0) {
        bad(
            "%s: %d of %d partitions have no leader. Start the brokers that hold them."
                .formatted(topic.name(), topic.offline(), topic.partitions()));
      } else if (topic.behind() > 0) {
        warning(
            "%s: %d of %d partitions have copies that are behind. Is a broker away?"
                .formatted(topic.name(), topic.behind(), topic.partitions()));
      }
    }
  }

  private void members(ClusterState cluster) {
    long waiting = answer.lag().stream().mapToLong(lag -> lag.end() - lag.position()).sum();
    if (cluster.members().isEmpty() && waiting > 0) {
      bad("%,d documents wait and no consumer is there. Start one: consume.".formatted(waiting));
    }
    long idle = cluster.members().stream().filter(each -> each.partitions().isEmpty()).count();
    if (idle > 0) {
      warning(
          "Workers without a partition: %d. There are more of them than partitions of work."
              .formatted(idle));
    }
  }

  private void runs() {
    List<ProgressReport> open = reports.stream().filter(report -> !report.finished()).toList();
    names(open, report -> report.state() == State.STALLED)
        .ifThere(
            names -> bad("Stalled, with work left and no outcome for a while: " + names + "."));
    names(
            open,
            report -> {
              Duration age = Duration.between(report.reportedAt(), now);
              return age.compareTo(OLD_REPORT) > 0 && age.compareTo(QUIET) < 0;
            })
        .ifThere(names -> bad("No aggregator reports on: " + names + ". Start one: aggregate."));
    names(
            open,
            report ->
                report.counts().completed() >= 10
                    && report.counts().failed() * 10 > report.counts().completed())
        .ifThere(names -> warning("More than 10 % fail: " + names + "."));
  }

  private void workers() {
    for (WorkerStatus.State state :
        List.of(
            WorkerStatus.State.WAITING_FOR_DATABASE,
            WorkerStatus.State.WAITING_FOR_BROKER,
            WorkerStatus.State.STUCK)) {
      List<WorkerShare> there = in(state);
      if (!there.isEmpty()) {
        String reason = reason(there.get(0));
        bad(
            "Workers that %s: %d of %d%s."
                .formatted(
                    words(state),
                    there.size(),
                    workers.size(),
                    reason == null ? "" : " (" + reason + ')'));
      }
    }
    different("program", vitals -> Stream.of(vitals.version()));
    different("contracts", vitals -> Stream.of(String.join(", ", vitals.contracts())));
    String full =
        workers.stream()
            .filter(
                share ->
                    vitals(share)
                        .anyMatch(each -> each.heapUsedBytes() > FULL * each.heapMaxBytes()))
            .map(WorkerShare::worker)
            .collect(Collectors.joining(", "));
    if (!full.isEmpty()) {
      warning("More than 90 % of the heap is in use: " + full + ". Give them more: -Xmx.");
    }
  }

  private void different(String what, Function<WorkerVitals, Stream<String>> part) {
    Set<String> all =
        workers.stream()
            .flatMap(FleetProblems::vitals)
            .flatMap(part)
            .collect(Collectors.toCollection(TreeSet::new));
    if (all.size() > 1) {
      warning(
          "Workers differ in their %s: %s. A document may go to any of them."
              .formatted(what, String.join(" and ", all)));
    }
  }

  private List<WorkerShare> in(WorkerStatus.State state) {
    return workers.stream()
        .filter(share -> share.told() != null && share.told().state() == state)
        .toList();
  }

  private static @Nullable String reason(WorkerShare share) {
    return share.told() == null ? null : share.told().reason();
  }

  private static Stream<WorkerVitals> vitals(WorkerShare share) {
    return share.told() == null ? Stream.empty() : Stream.ofNullable(share.told().vitals());
  }

  private static String words(WorkerStatus.State state) {
    return switch (state) {
      case WAITING_FOR_DATABASE -> "wait for the database";
      case WAITING_FOR_BROKER -> "wait for the brokers";
      case STUCK -> "are stuck";
      default -> throw new IllegalArgumentException("not a problem: " + state);
    };
  }

  /** How the database is, as the workers see it; null: nobody has told. */
  static @Nullable String database(List<WorkerShare> workers) {
    List<WorkerShare.Told> told =
        workers.stream().map(WorkerShare::told).filter(Objects::nonNull).toList();
    long waiting =
        told.stream()
            .filter(each -> each.state() == WorkerStatus.State.WAITING_FOR_DATABASE)
            .count();
    return told.isEmpty()
        ? null
        : waiting == 0
            ? "answers all workers (%d)".formatted(told.size())
            : "does not answer %d of %d workers".formatted(waiting, told.size());
  }

  /** Names of runs, if there are some. */
  private record Names(String text) {
    void ifThere(Consumer<String> tell) {
      if (!text.isEmpty()) {
        tell.accept(text);
      }
    }
  }

  private static Names names(List<ProgressReport> open, Predicate<ProgressReport> condition) {
    return new Names(
        open.stream()
            .filter(condition)
            .map(ProgressReport::run)
            .limit(5)
            .collect(Collectors.joining(", ")));
  }

  private void bad(String text) {
    problems.add(new Problem(Severity.BAD, text));
  }

  private void warning(String text) {
    problems.add(new Problem(Severity.WARNING, text));
  }
}
