package io.xmlfleet.dashboard;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.NotAcceptableResponse;
import io.javalin.http.ServiceUnavailableResponse;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import io.xmlfleet.http.HttpJson;
import io.xmlfleet.http.Route;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run's reports as they come, as server-sent events. Each open page has a thread that waits for
 * the latest report; one that does not take what is sent is cut off by the server's idle limit.
 * Thread-safe.
 */
final class EventRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(EventRoutes.class);
  static final int MOST_STREAMS = 200;
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final String STREAM = "text/event-stream";

  private final ProgressHub hub;
  private final Semaphore free = new Semaphore(MOST_STREAMS);

  EventRoutes(ProgressHub hub) {
    this.hub = hub;
  }

  List<Route> routes() {
    return List.of(Route.get("/api/runs/{run}/events", this::open));
  }

  private void open(Context ctx) throws Exception {
    String run = HttpJson.runId(ctx.pathParam("run"));
    String accept = ctx.header(Header.ACCEPT);
    if (accept == null || !accept.contains(STREAM)) {
      throw new NotAcceptableResponse("Accept: " + STREAM + " is needed");
    }
    if (!free.tryAcquire()) {
      throw new ServiceUnavailableResponse(MOST_STREAMS + " pages watch already");
    }
    try {
      new SseHandler(client -> stream(client, run)).handle(ctx);
    } catch (Exception e) {
      free.release();
      throw e;
    }
  }

  private void stream(SseClient client, String run) {
    try (Subscription reports = hub.subscribe(run)) {
      client.sendComment("reports of a run");
      boolean old = false;
      while (!client.terminated() && !reports.closed()) {
        String report = reports.await(HEARTBEAT);
        boolean before = old;
        old = hub.problem() != null;
        if (old != before) {
          client.sendEvent("old", Boolean.toString(old));
        }
        if (report != null) {
          client.sendEvent("report", report);
        } else if (!reports.closed()) {
          client.sendComment("still here");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.debug("a stream ended", e); // Jetty has many ways to say that whoever listened is gone
    } finally {
      free.release();
      client.close();
    }
  }
}
