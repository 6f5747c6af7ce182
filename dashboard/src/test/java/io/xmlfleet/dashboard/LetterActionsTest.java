package io.xmlfleet.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.message.LetterAction;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API does with dead letters. */
class LetterActionsTest extends ServedDashboard {
  @ParameterizedTest
  @ValueSource(strings = {"replay", "park", "unpark"})
  void actsForNobodyWithoutTheToken(String action) throws Exception {
    String body = "{\"filter\":{},\"dryRun\":false}";
    assertThat(send(post(action, body)).statusCode()).isEqualTo(401);
    assertThat(send(post(action, body).header("Authorization", "Bearer wrong")).statusCode())
        .isEqualTo(401);
    assertThat(send(post(action, body).header("Authorization", TOKEN)).statusCode()).isEqualTo(401);
    assertThat(send(post(action, body).header("Cookie", "token=" + TOKEN)).statusCode())
        .isEqualTo(401);
    HttpRequest.Builder form =
        withToken(request("api/" + action)).POST(BodyPublishers.ofString(body));
    assertThat(send(form.header("Content-Type", "text/plain")).statusCode()).isEqualTo(415);
    assertThat(send(withToken(request("api/" + action))).statusCode()).isEqualTo(405);
    assertThat(letterService.done()).isEmpty();
  }

  @Test
  void replaysOnlyWhenToldThatItIsNoDryRun() throws Exception {
    HttpResponse<String> dry = send(withToken(post("replay", "{\"filter\":{\"run\":\"a\"}}")));
    assertThat(dry.body()).contains("\"dryRun\":true,\"replayable\":2,\"items\":[\"a/1\",\"a/2\"]");
    assertThat(letterService.done()).isEmpty();

    HttpResponse<String> wet =
        send(withToken(post("replay", "{\"items\":[\"a/1\"],\"dryRun\":false}")));

    assertThat(wet.body()).contains("\"dryRun\":false", "\"sent\":1", "\"notSent\":0");
    LetterAction done = letterService.done().get(0);
    assertThat(done.by()).isEqualTo("ann@host", "xmlfleet {command} --kafka k:9092");
    assertThat(done.asked()).isEqualTo("--item a/1");
    assertThat(items(json("api/dead-letters"))).containsExactly("a/2", "b/1");
  }

  @Test
  void parksAndUnparks() throws Exception {
    String body = "{\"items\":[\"a/1\"],\"note\":\"tomorrow\"}";
    assertThat(send(withToken(post("park", body))).body()).contains("\"letters\":1");
    assertThat(items(json("api/dead-letters?parked=true"))).containsExactly("a/1");
    assertThat(get("api/dead-letters/a/1").body()).contains("\"note\":\"tomorrow\"");
    assertThat(send(withToken(post("unpark", body))).body()).contains("\"letters\":1");
    assertThat(items(json("api/dead-letters?parked=true"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"items\":[]}",
        "{\"items\":[\"a\"]}",
        "{\"itms\":[\"a/1\"],\"filter\":{}}",
        "{\"filter\":{\"stagee\":\"MAPPING\"}}",
        "{\"filter\":{},\"limit\":10001}",
        "{\"filter\":{}} {}"
      })
  void refusesACallThatMayMeanSomethingElse(String body) throws Exception {
    HttpResponse<String> reply = send(withToken(post("replay", body)));

    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
    assertThat(reply.body()).doesNotContain("io.xmlfleet");
  }

  @Test
  void refusesAWordThatStandsThereTwice() throws Exception {
    HttpResponse<String> refused =
        client.send(
            request("api/park")
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"items\":[\"a/1\"],\"items\":[\"b/1\"]}"))
                .build(),
            BodyHandlers.ofString());

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("line 1, column 25");
  }

  @Test
  void refusesALargeBody() throws Exception {
    String large = "{\"items\":[\"" + "x".repeat(300_000) + "\"]}";

    assertThat(send(withToken(post("replay", large))).statusCode()).isEqualTo(413);
  }
}
