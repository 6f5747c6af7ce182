package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.embedded.FreePort;
import io.xmlfleet.failure.Deadline;
import io.xmlfleet.testing.DeploymentFiles;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * README and tutorial, typed into a shell in an empty folder, over an installation as the
 * distribution has it: what is to be saved is saved, each indented line is run, and each line of a
 * block {@code text} is seen in what the commands before it said ({@code …} is anything).
 */
class TypedPagesIT {
  private static final String NAME = "xmlfleet-0.1.0-SNAPSHOT";
  private static final Pattern SAVE = Pattern.compile("Save this as `([^`]+)`");
  private static final Pattern ANYTHING = Pattern.compile("\\s*…\\s*");
  private static final Pattern BLANKS = Pattern.compile(" +");
  private static final Pattern SERVED = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/");

  @TempDir Path folder;
  private Path home;

  /** The folder in which the next line is typed. */
  private Path here;

  private final StringBuilder said = new StringBuilder();

  @BeforeEach
  void install() throws Exception {
    Path built = DeploymentFiles.ROOT.resolve("app").resolve("target");
    home = Files.createDirectory(folder.resolve(NAME));
    here = Files.createDirectory(folder.resolve("empty"));
    Files.copy(DeploymentFiles.ROOT.resolve("xmlfleet"), home.resolve("xmlfleet"));
    Files.createSymbolicLink(home.resolve("xmlfleet.jar"), built.resolve("xmlfleet.jar"));
    Files.createSymbolicLink(home.resolve("lib"), built.resolve("lib"));
    Files.createSymbolicLink(
        home.resolve("samples"), DeploymentFiles.ROOT.resolve("samples").toAbsolutePath());
    Files.createFile(home.resolve("start")); // no folder: Java keeps nothing of its first start
  }

  @Test
  void theTutorialShowsWhatIsSeen() throws Exception {
    type("docs/tutorial.md");

    assertThat(here.resolve("claims.yaml")).exists();
    assertThat(here.resolve("xmlfleet-data")).isDirectory();
  }

  @Test
  void theReadmeDoesWhatItSays() throws Exception {
    String archive = here.resolve(NAME + ".tar.gz").toString();
    shell(folder, "tar --dereference -cf - " + NAME + " | gzip -1 >'" + archive + "'");
    PostgresServer server =
        PostgresServer.create(Files.createDirectory(folder.resolve("server")), FreePort.find());
    try (FleetProcess database = server.start(folder, "server")) {
      database.await("(" + PostgresServer.READY + ")");
      execute(server, "create role loader login");
      execute(server, "create database loans owner loader");
      List<String> said =
          type("README.md", "localhost/loans", "127.0.0.1:" + server.port() + "/loans");

      assertThat(said).hasSize(6);
      assertThat(said.get(1)).contains("194 loaded, 0 already loaded, 6 failed");
      assertThat(said.get(2)).contains("(10 rows)");
      assertThat(said.get(3)).contains("6 open dead letters");
      assertThat(said.get(4))
          .contains("0 loaded, 194 already loaded, 6 failed", "http://127.0.0.1:");
      assertThat(said.get(5)).contains("194 loaded, 0 already loaded, 6 failed");
    }
  }

  /** What each line said. */
  private List<String> type(String page, String... replaced) throws Exception {
    List<String> outputs = new ArrayList<>();
    String file = "";
    int seen = 0;
    List<String> lines = Files.readAllLines(DeploymentFiles.ROOT.resolve(page));
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher save = SAVE.matcher(line);
      file = save.find() ? save.group(1) : file;
      if (line.startsWith("```")) {
        int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf("```");
        List<String> block = lines.subList(i + 1, end);
        if (line.equals("```text")) {
          seen = requireSeen(block, seen);
        } else if (!file.isEmpty()) {
          Path target = here.resolve(file);
          Files.createDirectories(target.getParent());
          Files.write(target, block);
          file = "";
        }
        i = end;
      } else if (line.startsWith("    ") && !line.startsWith("    mvn ")) {
        seen = said.length();
        String typed = line.strip().replace("--http 8080", "--http 0");
        for (int each = 0; each < replaced.length; each += 2) {
          typed = typed.replace(replaced[each], replaced[each + 1]);
        }
        outputs.add(typed.startsWith("xmlfleet dashboard") ? serve(typed) : shell(here, typed));
        said.append(outputs.get(outputs.size() - 1));
        // Of lines that stand together, what is seen comes after the last one.
        seen = i > 0 && lines.get(i - 1).startsWith("    ") ? 0 : seen;
      }
    }
    assertThat(file).as("to be saved, but without a block").isEmpty();
    assertThat(outputs).isNotEmpty();
    return outputs;
  }

  private int requireSeen(List<String> block, int from) {
    int place = from;
    for (String line : block) {
      if (!line.isBlank()) {
        Matcher found = pattern(line).matcher(said);
        assertThat(found.find(place)).as("%s%nin%n%s", line, said.substring(place)).isTrue();
        place = found.end();
      }
    }
    return place;
  }

  private static Pattern pattern(String line) {
    String shown = line.replace("127.0.0.1:8080", "127.0.0.1:…").strip();
    return Pattern.compile(
        ANYTHING
            .splitAsStream(shown)
            .map(part -> BLANKS.splitAsStream(part).map(Pattern::quote))
            .map(words -> words.collect(Collectors.joining(" +")))
            .collect(Collectors.joining(".*")));
  }

  /** Runs a line to its end; the next one begins in the folder in which it ended. */
  private String shell(Path where, String line) throws Exception {
    Path output = Files.createTempFile(folder, "said", "");
    Path end = folder.resolve("pwd");
    Process process =
        start(where, line + "; code=$?; pwd >'" + end + "'; exit $code", output.toFile());
    assertThat(process.waitFor(300, TimeUnit.SECONDS)).as(line).isTrue();
    String text = Files.readString(output);
    assertThat(process.exitValue()).as("%s%n%s", line, text).isIn(0, 1);
    if (where.equals(here)) {
      here = Path.of(Files.readString(end).strip());
    }
    return text;
  }

  /** Runs a line until its page has been seen. */
  private String serve(String line) throws Exception {
    Path output = Files.createTempFile(folder, "said", "");
    Process process = start(here, "exec " + line, output.toFile());
    try {
      Deadline late = Deadline.after(Duration.ofMinutes(2), Clock.systemUTC());
      Matcher url = SERVED.matcher(Files.readString(output));
      while (!url.find()) {
        assertThat(late.expired()).as(Files.readString(output)).isFalse();
        assertThat(process.waitFor(100, TimeUnit.MILLISECONDS)).isFalse();
        url = SERVED.matcher(Files.readString(output));
      }
      HttpRequest runs = HttpRequest.newBuilder(URI.create(url.group() + "api/runs")).build();
      assertThat(HttpClient.newHttpClient().send(runs, BodyHandlers.ofString()).body())
          .contains("\"contract\":\"claims\"");
    } finally {
      process.destroy();
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readString(output);
  }

  private Process start(Path where, String script, File output) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", script).directory(where.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("XMLFLEET_"));
    environment.put("PATH", home + File.pathSeparator + environment.get("PATH"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    return builder.redirectErrorStream(true).redirectOutput(output).start();
  }

  private static void execute(PostgresServer server, String sql) throws Exception {
    String url = PostgresServer.url(server.port(), "postgres");
    try (Connection connection = DriverManager.getConnection(url, PostgresServer.USER, "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
