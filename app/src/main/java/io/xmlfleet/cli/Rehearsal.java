package io.xmlfleet.cli;

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
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the launcher has Java keep for later starts: a run of the sample, and a page that is asked
 * for, which loads other classes.
 */
final class Rehearsal {
  private static final Pattern ADDRESS = Pattern.compile("Workbench: (\\S+/)#token=(\\S+)");

  private Rehearsal() {}

  /** Takes the sample's folder and a data folder that goes afterwards. */
  public static void main(String[] arguments) throws Exception {
    boolean unused = of(arguments[0], arguments[1]);
    System.exit(0);
  }

  /** Whether there was a page; an installation may be without. */
  static boolean of(String sample, String data) throws Exception {
    StringWriter said = new StringWriter();
    call(new Shutdown(), Writer.nullWriter(), "run", sample, "--data", data);
    Shutdown stop = new Shutdown();
    Thread page =
        new Thread(() -> call(stop, said, "contract", "edit", sample, "--data", data), "page");
    page.start();
    try {
      while (page.isAlive()) {
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
      page.join();
    }
  }

  private static void call(Shutdown stop, Writer out, String... arguments) {
    PrintWriter writer = new PrintWriter(out, true);
    int unused = Main.run(arguments, System.getenv(), stop, writer, writer); // some documents fail
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
    connection.setDoOutput(true);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(FleetJson.write(body));
    }
    try (InputStream in = connection.getInputStream()) {
      return FleetJson.read(in.readAllBytes(), Map.class);
    }
  }
}
