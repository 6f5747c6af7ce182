package io.xmlfleet.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.ProgressReport.WorkerShare;
import io.xmlfleet.message.WorkerStatus.State;
import io.xmlfleet.topic.ClusterState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetProblemsTest {
  private static final Instant NOW = Reports.START.plusSeconds(100);
  private final List<ProgressReport> reports = new ArrayList<>();
  private FleetRoutes.Answer answer =
      new FleetRoutes.Answer(
          new ClusterState(List.of(), List.of(), List.of(), List.of()), List.of(), null);

  @Test
  void findsNothingWhereNothingIsWrong() {
    reports.add(Reports.at("over", 100));

    assertThat(problems(List.of(), null)).isEmpty();
  }

  @Test
  void tellsTheWorstFirst() {
    FakeFleetService brokers = new FakeFleetService();
    answer = new FleetRoutes.Answer(brokers.cluster(), brokers.lag(null), null);

    assertThat(problems(List.of(), "no answer"))
        .containsExactly(
            "BAD The dashboard cannot follow progress: no answer. What it shows may be old.",
            "BAD xmlfleet.results: 2 of 12 partitions have no leader. Start the brokers that hold"
                + " them.",
            "WARNING Workers without a partition: 1. There are more of them than partitions of work.",
            "WARNING Less safe than they could be: xmlfleet.results have fewer copies.");
  }

  @Test
  void missesConsumersWhereWorkWaits() {
    answer =
        new FleetRoutes.Answer(
            new ClusterState(
                List.of(),
                List.of(new ClusterState.Topic("t", 3, 3, 2, 1, 0)),
                List.of(),
                List.of()),
            List.of(new ClusterState.Lag("xmlfleet.work", 0, 5, 1_205)),
            null);

    assertThat(problems(List.of(), null))
        .containsExactly(
            "BAD 1,200 documents wait and no consumer is there. Start one: consume.",
            "WARNING t: 1 of 3 partitions have copies that are behind. Is a broker away?");
  }

  @Test
  void saysThatTheBrokersCannotBeAsked() {
    answer = new FleetRoutes.Answer(null, List.of(), "no answer within 10 s");

    assertThat(problems(List.of(), null))
        .containsExactly("BAD The brokers cannot be asked: no answer within 10 s.");
  }

  @Test
  void tellsOfRunsThatNobodyReportsOnAndOfThoseThatFail() {
    reports.add(Reports.at("a", 40));
    reports.add(Reports.failing("failing", 20, NOW.minusSeconds(1)));

    assertThat(problems(List.of(), null))
        .containsExactly(
            "BAD No aggregator reports on: a. Start one: aggregate.",
            "WARNING More than 10 % fail: failing.");
  }

  @Test
  void tellsHowWorkersAre() {
    List<WorkerShare> workers =
        List.of(share("w-1", State.WAITING_FOR_DATABASE), share("w-20", State.WORKING));

    assertThat(problems(workers, null))
        .containsExactly(
            "BAD Workers that wait for the database: 1 of 2 (no connection).",
            "WARNING Workers differ in their program: 1.3 and 1.4. A document may go to any of"
                + " them.",
            "WARNING More than 90 % of the heap is in use: w-1, w-20. Give them more: -Xmx.");
    assertThat(FleetProblems.database(workers)).isEqualTo("does not answer 1 of 2 workers");
    assertThat(FleetProblems.database(workers.subList(1, 2))).isEqualTo("answers all workers (1)");
    assertThat(FleetProblems.database(List.of())).isNull();
  }

  private static WorkerShare share(String worker, State state) {
    return new WorkerShare(worker, 1, 1, 0, 1, NOW)
        .telling(Reports.status(worker, state, NOW), NOW);
  }

  private List<String> problems(List<WorkerShare> workers, String unheard) {
    return new FleetProblems(answer, reports, workers, NOW)
        .worstFirst(unheard).stream().map(each -> each.severity() + " " + each.text()).toList();
  }
}
