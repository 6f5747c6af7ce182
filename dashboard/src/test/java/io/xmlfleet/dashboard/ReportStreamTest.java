package io.xmlfleet.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reports as they come. */
class ReportStreamTest extends ServedDashboard {
  @Test
  void streamsReportsToManyFromOneFollower() throws Exception {
    progress.publish(Reports.at("run", 1));
    awaitRun("run");
    List<HttpResponse<InputStream>> streams = new ArrayList<>();
    List<BufferedReader> readers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      HttpResponse<InputStream> stream =
          client.send(
              request("api/runs/run/events").header("Accept", "text/event-stream").build(),
              BodyHandlers.ofInputStream());
      assertThat(stream.statusCode()).isEqualTo(200);
      streams.add(stream);
      readers.add(new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8)));
    }
    for (BufferedReader reader : readers) {
      assertThat(nextReport(reader)).contains("\"loaded\":1,", "folder → ünïcode");
    }

    progress.publish(Reports.at("other", 7));
    progress.publish(Reports.at("run", 2));

    for (BufferedReader reader : readers) {
      assertThat(nextReport(reader)).contains("\"loaded\":2,");
    }
    assertThat(progress.followers()).isOne();
    for (HttpResponse<InputStream> stream : streams) {
      stream.body().close();
    }
  }

  @Test
  void survivesThoseWhoLeaveAtOnce() throws Exception {
    progress.publish(Reports.at("run", 1));
    awaitRun("run");
    for (int i = 0; i < EventRoutes.MOST_STREAMS; i++) {
      try (Socket socket = socket()) {
        socket.setSoLinger(true, 0); // a reset instead of an end
        String head = "GET /api/runs/run/events HTTP/1.1\r\nHost: localhost\r\n";
        socket
            .getOutputStream()
            .write(
                (head + "Accept: text/event-stream\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      }
    }
    int status = 0;
    for (int done = 2; status != 200 && done < 100; done++) {
      progress.publish(Reports.at("run", done)); // whoever is gone is noticed when told something
      HttpResponse<InputStream> stream =
          client.send(
              request("api/runs/run/events").header("Accept", "text/event-stream").build(),
              BodyHandlers.ofInputStream());
      status = stream.statusCode();
      stream.body().close();
    }
    assertThat(status).isEqualTo(200);
  }

  @Test
  void waitsForARunThatNobodyKnowsYet() throws Exception {
    HttpResponse<InputStream> stream =
        client.send(
            request("api/runs/later/events").header("Accept", "text/event-stream").build(),
            BodyHandlers.ofInputStream());
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
      assertThat(reader.readLine()).startsWith(":");
      progress.publish(Reports.at("later", 3));
      assertThat(nextReport(reader)).contains("\"run\":\"later\"");
    }
    assertThat(get("api/runs/later/events").statusCode()).isEqualTo(406);
    assertThat(get("api/runs/not%20one/events").statusCode()).isIn(400, 406);
  }
}
