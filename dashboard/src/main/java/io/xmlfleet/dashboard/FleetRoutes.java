package io.xmlfleet.dashboard;

import io.javalin.http.Context;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.http.HttpJson;
import io.xmlfleet.http.Route;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.ProgressReport.WorkerShare;
import io.xmlfleet.topic.ClusterState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fleet itself: brokers, topics, consumers, and what is wrong with them. Thread-safe. */
final class FleetRoutes {
  /** Who was not heard of for so long has left; the aggregator counts in the same way. */
  private static final Duration GONE_AFTER = Duration.ofMinutes(5);

  /**
   * What the brokers said.
   *
   * @param cluster null: they did not answer
   * @param problem what they did not tell, and why; null: they told everything
   */
  record Answer(
      @Nullable ClusterState cluster, List<ClusterState.Lag> lag, @Nullable String problem) {}

  /**
   * The fleet.
   *
   * @param problems the worst first
   * @param workers by name, as the reports tell of them
   * @param database null: no worker has said anything of it
   */
  record Fleet(
      List<FleetProblems.Problem> problems,
      @Nullable ClusterState cluster,
      List<ClusterState.Lag> lag,
      List<WorkerShare> workers,
      @Nullable String database) {}

  private final ProgressHub hub;
  private final SharedReading<Answer> brokers;
  private final Clock clock;

  FleetRoutes(ProgressHub hub, FleetService service, Clock clock) {
    this.hub = hub;
    this.brokers = new SharedReading<>("the brokers", () -> ask(service), SharedReading.PATIENCE);
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(Route.get("/api/fleet", this::fleet));
  }

  private void fleet(Context ctx) {
    Answer answer = brokers.get();
    List<ProgressReport> reports = hub.reports();
    List<WorkerShare> workers = workers(reports, clock.instant().minus(GONE_AFTER));
    FleetProblems problems = new FleetProblems(answer, reports, workers, clock.instant());
    HttpJson.json(
        ctx,
        new Fleet(
            problems.worstFirst(hub.problem()),
            answer.cluster(),
            answer.lag(),
            workers,
            FleetProblems.database(workers)));
  }

  /** Who may not ask how far a group is still sees the rest. */
  private static Answer ask(FleetService service) {
    ClusterState cluster = null;
    try {
      cluster = service.cluster();
      String group = cluster.members().isEmpty() ? null : cluster.members().get(0).group();
      return new Answer(cluster, service.lag(group), null);
    } catch (InfrastructureException e) {
      return new Answer(cluster, List.of(), String.valueOf(e.getMessage()));
    }
  }

  /** What each worker said last, in whichever run's report. */
  private static List<WorkerShare> workers(List<ProgressReport> reports, Instant oldest) {
    Map<String, WorkerShare> latest = new TreeMap<>();
    for (ProgressReport report : reports) {
      for (WorkerShare share : report.workers()) {
        if (WorkerShare.isWorker(share.worker()) && heardAt(share).isAfter(oldest)) {
          latest.merge(share.worker(), share, FleetRoutes::later);
        }
      }
    }
    return List.copyOf(latest.values());
  }

  private static WorkerShare later(WorkerShare one, WorkerShare other) {
    return heardAt(other).isAfter(heardAt(one)) ? other : one;
  }

  private static Instant heardAt(WorkerShare share) {
    WorkerShare.Told told = share.told();
    return told == null ? share.lastSeen() : told.at();
  }
}
