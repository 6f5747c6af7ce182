package io.xmlfleet.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.WatchedRun;
import io.xmlfleet.message.ProgressReport.State;
import io.xmlfleet.message.ProgressReport.WorkerShare;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerTableTest {
  @ParameterizedTest
  @CsvSource({"9, 2", "8, 3", "4, 7"})
  void saysHowManyMoreThereAre(int room, int more) {
    assertThat(shown(8, room)).hasSize(room).last().isEqualTo("… and " + more + " more");
  }

  @Test
  void showsAllWhereTheyFit() {
    assertThat(shown(8, 10)).hasSize(10).last().asString().startsWith("host/worker-8 ");
    assertThat(shown(1, 3)).hasSize(3).last().asString().startsWith("host/worker-1 ");
  }

  @Test
  void countsThemWhereNotOneFits() {
    assertThat(shown(8, 3)).containsExactly("8 workers");
    assertThat(shown(1, 2)).containsExactly("1 worker");
    assertThat(shown(8, 0)).isEmpty();
    assertThat(shown(0, 9)).isEmpty();
  }

  @Test
  void cutsNamesRatherThanFigures() {
    WorkerShare share =
        new WorkerShare(
            "consumer-of-loans-7d9f.example/worker-12",
            1_234_567,
            1_234_560,
            7,
            1,
            WatchedRun.REPORTED);

    assertThat(new WorkerTable(List.of(share), WatchedRun.REPORTED).lines(50, 9))
        .extracting(ScreenLine::text)
        .last()
        .isEqualTo("…f.example/worker-12  1,234,567       7     0s ago");
  }

  private static List<String> shown(int workers, int room) {
    return new WorkerTable(
            WatchedRun.of(State.RUNNING).withWorkers(workers).report().workers(),
            WatchedRun.REPORTED)
        .lines(80, room).stream().map(ScreenLine::text).toList();
  }
}
