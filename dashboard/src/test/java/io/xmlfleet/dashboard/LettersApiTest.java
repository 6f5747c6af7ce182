package io.xmlfleet.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Stage;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API tells of dead letters. */
class LettersApiTest extends ServedDashboard {
  @Test
  void pagesAndFiltersLetters() throws Exception {
    Map<?, ?> first = json("api/dead-letters?limit=2");
    assertThat(first.get("total")).isEqualTo(3);
    assertThat(first.get("next")).isEqualTo("a/2");
    assertThat(items(first)).containsExactly("a/1", "a/2");
    assertThat(items(json("api/dead-letters?limit=2&after=a/2"))).containsExactly("b/1");
    assertThat(items(json("api/dead-letters?run=a&stage=PARSING"))).containsExactly("a/2");
    assertThat(items(json("api/dead-letters?reason=NUMBER&table=loan"))).containsExactly("a/1");
    assertThat(items(json("api/dead-letters?stage="))).hasSize(3);
    assertThat(get("api/dead-letters/groups").body())
        .contains("\"reason\":\"not well-formed\",\"count\":2", "\"total\":2");
    assertThat(get("api/dead-letters").body()).doesNotContain("a lot");
  }

  @ParameterizedTest
  @CsvSource({
    "item, a/1",
    "-item, b/1",
    "stage, a/2",
    "-stage, a/1",
    "reason, a/1",
    "-reason, a/2",
    "location, a/1",
    "-location, a/2",
    "record, a/1",
    "-record, a/2",
    "attempt, a/1",
    "failedAt, a/1"
  })
  void sortsLettersByEveryColumn(String sort, String first) throws Exception {
    assertThat(items(json("api/dead-letters?limit=1&sort=" + sort))).containsExactly(first);
    assertThat(items(json("api/dead-letters?offset=1&sort=" + sort)))
        .hasSize(2)
        .doesNotContain(first);
  }

  @Test
  void findsLettersByTimeAttemptAndContractAndSaysHowTheCommandsDo() throws Exception {
    String all = "contract=loans&attempt=1&since=2026-11-27T18:00:00Z&until=2026-11-27T19:00:00Z";
    Map<?, ?> page = json("api/dead-letters?record=1.xml&parked=false&" + all);

    assertThat(items(page)).containsExactly("a/1", "b/1");
    assertThat(page.get("options"))
        .isEqualTo(
            "--record 1.xml --contract-name loans --attempt 1 --since 2026-11-27T18:00:00Z"
                + " --until 2026-11-27T19:00:00Z --open");
    assertThat(items(json("api/dead-letters?attempt=2"))).isEmpty();
    assertThat(items(json("api/dead-letters?until=2026-11-27T18:00:00Z"))).isEmpty();
    assertThat(json("api/session").get("command")).isEqualTo("xmlfleet {command} --kafka k:9092");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stagee=PARSING",
        "stage=NONE",
        "limit=0",
        "limit=501",
        "limit=x",
        "after=a",
        "parked=1",
        "run=no%20run",
        "sort=size",
        "offset=-1",
        "attempt=x",
        "since=yesterday"
      })
  void refusesWhatItDoesNotUnderstand(String query) throws Exception {
    HttpResponse<String> reply = get("api/dead-letters?" + query);

    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).startsWith("{\"error\":\"");
  }

  @Test
  void readsLettersOnceForMany() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThat(get("api/dead-letters").statusCode()).isEqualTo(200);
    }
    assertThat(letterService.reads()).isLessThanOrEqualTo(2);
  }

  @Test
  void saysThatTheBrokersDoNotAnswer() throws Exception {
    letterService.failWith("no answer, password=hunter2");

    HttpResponse<String> reply = get("api/dead-letters");

    assertThat(reply.statusCode()).isEqualTo(503);
    assertThat(reply.body()).contains("no answer").doesNotContain("hunter2");
  }

  @Test
  void showsADocumentOnlyToThoseWhoKnowTheToken() throws Exception {
    assertThat(get("api/dead-letters/a/1").body()).contains("not a number").doesNotContain("a lot");
    assertThat(json("api/dead-letters/a/1").get("toDo").toString())
        .contains("section=type", "Name its form in the contract");
    assertThat(get("api/dead-letters/a/1?document=true").statusCode()).isEqualTo(401);
    assertThat(get("api/dead-letters/a/9").statusCode()).isEqualTo(404);

    HttpResponse<String> shown = send(withToken(request("api/dead-letters/a/1?document=true")));

    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.body()).contains("<Amount value='a lot'/>", "\"line\":2,\"column\":11");
  }

  @Test
  void givesTheListForASpreadsheet() throws Exception {
    letterService.add("b", 2, "=2+3", Stage.PARSING, "not well-formed, really", "line 1, column 1");

    HttpResponse<String> list = get("api/dead-letters/export?stage=PARSING&sort=-item");

    assertThat(list.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
    assertThat(list.body().lines().map(line -> line.replaceAll("^((?:[^,]*,){2}).*", "$1")))
        .containsExactly("item,record,", "b/2,'=2+3,", "b/1,inbox/1.xml,", "a/2,inbox/2.xml,");
    assertThat(list.body()).contains("\"not well-formed, really\"").doesNotContain("a lot");
  }
}
