package io.xmlfleet.cli;

import io.xmlfleet.failure.Deadline;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.process.Shutdown;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the launcher has Java keep for later starts: a run of the sample, and a page that is asked
 * for, which loads other classes. Nobody asked for it, so it knows nothing of the user's settings:
 * they may name a Kafka and a database that people work with.
 */
final class Rehearsal {
  private static final Pattern ADDRESS = Pattern.compile("Workbench: (\\S+/)#token=(\\S+)");

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final String sample;
  private final Path data;
  private final Map<String, String> environment;

  private Rehearsal(String sample, Path data) throws IOException {
    this.sample = sample;
    this.data = data;
    Path nothing = Files.createDirectories(data).resolve("rehearsal.properties");
    // In the place of the file that may be in the working folder.
    this.environment = Map.of("XMLFLEET_CONFIG", Files.writeString(nothing, "").toString());
  }

  /**
   * Takes the sample's folder and a data folder that goes afterwards; ends with code 1 if there was
   * no page, which an installation may be without.
   */
  public static void main(String[] arguments) throws Exception {
    Rehearsal rehearsal = new Rehearsal(arguments[0], Path.of(arguments[1]));
    rehearsal.call(new Shutdown(), Writer.nullWriter(), "run");
    System.exit(rehearsal.asksPage() ? 0 : 1);
  }

  private boolean asksPage() throws Exception {
    StringWriter said = new StringWriter();
    Shutdown stop = new Shutdown();
    Thread page = new Thread(() -> call(stop, said, "contract", "edit"), "page");
    page.start();
    Deadline deadline = Deadline.after(PATIENCE, Clock.systemUTC());
    try {
      while (page.isAlive() && !deadline.expired()) {
        Matcher address = ADDRESS.matcher(said.toString());
        if (address.find()) {
          look(URI.create(address.group(1)), address.group(2));
          return true;
        }
        TimeUnit.MILLISECONDS.sleep(20);
      }
      return false;
    } finally {
      stop.ask();
      page.join(PATIENCE.toMillis());
    }
  }

  private void call(Shutdown stop, Writer out, String... command) {
    String[] arguments =
        Stream.concat(Stream.of(command), Stream.of(sample, "--data", data.toString()))
            .toArray(String[]::new);
    PrintWriter writer = new PrintWriter(out, true);
    int unused = Main.run(arguments, environment, stop, writer, writer); // some documents fail
  }

  /** As the page does when it is opened. */
  private static void look(URI page, String token) throws IOException {
    Object text = ask(page, token, "state", Map.of()).get("text");
    ask(page, token, "look", Map.of("text", text, "sample", 0, "from", 1));
    ask(page, token, "samples", Map.of("text", text));
  }

  private static Map<?, ?> ask(URI page, String token, String question, Map<String, ?> body)
      throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) page.resolve("api/" + question).toURL().openConnection();
    connection.setRequestProperty("Authorization", "Bearer " + token);
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setConnectTimeout((int) PATIENCE.toMillis());
    connection.setReadTimeout((int) PATIENCE.toMillis());
    connection.setDoOutput(true);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(FleetJson.write(body));
    }
    try (InputStream in = connection.getInputStream()) {
      return FleetJson.read(in.readAllBytes(), Map.class);
    }
  }
}
