package io.xmlfleet.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API tells of runs. */
class RunsApiTest extends ServedDashboard {
  @Test
  void listsTheRunsNewestFirst() throws Exception {
    progress.publish(Reports.at("old", 50));
    progress.publish(Reports.at("new", 10, Reports.START.plusSeconds(3600)));
    awaitRun("new");

    assertThat(runs("api/runs")).containsExactly("new", "old");
    assertThat(runs("api/runs?limit=1")).containsExactly("new");
    assertThat(json("api/runs/old").get("counts"))
        .isEqualTo(Map.of("total", 100, "loaded", 50, "alreadyLoaded", 0, "failed", 0));
    assertThat(get("api/runs/old/workers").body()).contains("\"worker\":\"w-1\"");
    assertThat(get("api/runs/old/rate").body()).contains("\"completed\":50");
    assertThat(get("api/runs/none").statusCode()).isEqualTo(404);
    assertThat(get("api/runs?limit=501").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "run, a",
    "-run, c",
    "state, c",
    "-state, b",
    "done, a",
    "-done, b",
    "loaded, a",
    "-loaded, b",
    "startedAt, b",
    "-startedAt, c",
    "failed, c",
    "alreadyLoaded, c",
    "recordsPerMinute, c",
    "contract, c"
  })
  void sortsRunsByEveryColumn(String sort, String first) throws Exception {
    progress.publish(Reports.at("a", 10, Reports.START.plusSeconds(2)));
    progress.publish(Reports.at("b", 100));
    progress.publish(Reports.at("c", 50, Reports.START.plusSeconds(3)));
    awaitRun("c");

    HttpResponse<String> part = get("api/runs?limit=1&sort=" + sort);
    assertThat(part.body()).startsWith("[{\"run\":\"" + first + '"');
    assertThat(part.headers().firstValue("Xmlfleet-Total")).contains("3");
    assertThat(runs("api/runs?offset=1&sort=" + sort)).hasSize(2).doesNotContain(first);
  }

  @ParameterizedTest
  @CsvSource({
    "text=B, b",
    "text=UNICODE, ''",
    "text=LOANS, b a",
    "state=COMPLETE, a",
    "since=2026-11-27T18:00:02Z, b",
    "until=2026-11-27T18:00:02Z, a",
    "text=&state=, b a"
  })
  void findsRuns(String query, String found) throws Exception {
    progress.publish(Reports.at("a", 100));
    progress.publish(Reports.at("b", 50, Reports.START.plusSeconds(2)));
    awaitRun("b");

    assertThat(String.join(" ", runs("api/runs?" + query).stream().map(String::valueOf).toList()))
        .isEqualTo(found);
  }

  @Test
  void countsEachWorkersDocumentsOverTime() throws Exception {
    progress.publish(Reports.at("run", 1));
    progress.publish(Reports.at("run", 7));
    progress.publish(Reports.at("other", 1));
    awaitRun("other");

    Map<?, ?> rate = json("api/runs/run/rate");
    assertThat(rate.get("workers")).isEqualTo(List.of("w-1"));
    assertThat(rate.get("points").toString()).contains("processed=[1]", "processed=[7]");
    assertThat(get("api/dead-letters/over-time?run=a").body())
        .isEqualTo(
            "{\"reasons\":[\"amount is not a number\",\"not well-formed\"],"
                + "\"slices\":[{\"from\":\"2026-11-27T18:00:00Z\",\"counts\":[1,1]}]}");
  }
}
