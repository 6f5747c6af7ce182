package io.xmlfleet.chaos;

import io.xmlfleet.client.ClientFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;

/**
 * Watches what a fleet needs while it works for long: live heap, threads and open files of each
 * process, bytes of each topic; and looks at its dashboards all the time, as people would.
 */
final class Soak implements AutoCloseable {
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");
  private static final Pattern THREADS = Pattern.compile("(?m)^Threads:\\s+(\\d+)");
  private static final Pattern RUN = Pattern.compile("\"run\"\\s*:\\s*\"([^\"]+)\"");
  private static final String JCMD =
      Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
  private static final Duration A_LOOK = Duration.ofSeconds(20);

  private final ChaosFleet fleet;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, List<Double>> series = new TreeMap<>();
  private volatile boolean over;

  /**
   * Begins.
   *
   * @param between two samples
   * @param watchers how many look at each dashboard
   */
  Soak(ChaosFleet fleet, Duration between, int watchers) {
    this.fleet = fleet;
    threads.execute(() -> sampleEvery(between));
    for (int port : fleet.dashboards()) {
      for (int i = 0; i < watchers; i++) {
        threads.execute(() -> watch("http://127.0.0.1:" + port));
      }
    }
  }

  private void sampleEvery(Duration between) {
    while (!over) {
      try {
        TimeUnit.MILLISECONDS.sleep(between.toMillis());
        sample();
      } catch (InterruptedException e) {
        return;
      } catch (Exception e) {
        System.out.println("A sample was not taken: " + e); // whoever is sampled may be killed now
      }
    }
  }

  private void sample() throws Exception {
    for (Node node : fleet.nodes()) {
      if (node.process().alive()) {
        processOf(node);
      }
    }
    try (Admin admin = ClientFactory.admin(fleet.kafkaSettings())) {
      Map<String, Long> bytes = new TreeMap<>();
      for (Map<String, LogDirDescription> folders :
          admin.describeLogDirs(fleet.brokerIds()).allDescriptions().get().values()) {
        for (LogDirDescription folder : folders.values()) {
          folder
              .replicaInfos()
              .forEach((partition, info) -> bytes.merge(partition.topic(), info.size(), Long::sum));
        }
      }
      bytes.forEach((topic, size) -> add("topic " + topic + ", KiB of all copies", size / 1024.0));
    } catch (ExecutionException e) {
      System.out.println("Topics were not measured: " + e.getMessage());
    }
  }

  private void processOf(Node node) throws Exception {
    long pid = node.process().pid();
    Path proc = Path.of("/proc", Long.toString(pid));
    if (!Files.readSymbolicLink(proc.resolve("exe")).endsWith("java")) {
      return; // jcmd sends SIGQUIT to whoever does not listen to it, which shuts PostgreSQL down
    }
    Process jcmd =
        new ProcessBuilder(JCMD, Long.toString(pid), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher total = TOTAL.matcher(histogram);
    if (!total.find()) {
      return; // it was killed meanwhile
    }
    try (Stream<Path> open = Files.list(proc.resolve("fd"))) {
      add(node + ", open files", (double) open.count());
    }
    Matcher running = THREADS.matcher(Files.readString(proc.resolve("status")));
    if (running.find()) {
      add(node + ", threads", Double.parseDouble(running.group(1)));
    }
    add(node + ", live heap KiB", Double.parseDouble(total.group(1)) / 1024);
  }

  private synchronized void add(String what, double value) {
    series.computeIfAbsent(what, any -> new ArrayList<>()).add(value);
  }

  private void watch(String url) {
    HttpClient client = HttpClient.newHttpClient();
    while (!over) {
      try {
        Matcher latest = RUN.matcher(get(client, url + "/api/runs"));
        String run = latest.find() ? latest.group(1) : "adhoc";
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(url + "/api/runs/" + run + "/events"))
                .header("Accept", "text/event-stream")
                .timeout(A_LOOK)
                .build();
        try (InputStream events =
            client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body()) {
          long end = System.nanoTime() + A_LOOK.toNanos();
          while (!over && System.nanoTime() < end && events.read() >= 0) {
            events.skipNBytes(Math.max(0, events.available()));
          }
        }
      } catch (IOException | UncheckedIOException e) {
        pause(); // the dashboard is down, or not up yet
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static String get(HttpClient client, String url)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(A_LOOK).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A line for each thing that was measured: the mean of the second tenth and of the last. */
  synchronized List<String> summary() {
    List<String> lines = new ArrayList<>();
    series.forEach(
        (what, values) -> {
          int tenth = Math.max(1, values.size() / 10);
          double before = mean(values.subList(tenth, Math.min(values.size(), 2 * tenth)));
          double after = mean(values.subList(values.size() - tenth, values.size()));
          lines.add(
              String.format(
                  Locale.ROOT,
                  "| %s | %,.0f | %,.0f | %.2f |",
                  what,
                  before,
                  after,
                  after / before));
        });
    return lines;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  @Override
  public void close() {
    over = true;
    threads.shutdownNow();
  }
}
