package io.xmlfleet.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.CommandLineCall;
import io.xmlfleet.failure.Deadline;
import io.xmlfleet.process.Shutdown;
import io.xmlfleet.testing.DeploymentFiles;
import io.xmlfleet.testing.KafkaUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/recipes.md, in their order, as they stand there. */
class RecipesIT {
  private static final Path SAMPLE = DeploymentFiles.ROOT.resolve("samples/existing-tables");
  private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|'[^']*'|\\S+");
  private static final String DATABASE =
      "jdbc:h2:mem:recipes;MODE=MSSQLServer;DATABASE_TO_UPPER=FALSE;"
          + "CASE_INSENSITIVE_IDENTIFIERS=TRUE;DB_CLOSE_DELAY=-1";
  private static final String ORDERS =
      """
      xmlfleet: 1
      contract: orders
      root: Sale
      tables:
        - table: item
          key: [order_no, position]
          rows: { each: /Sale/Item }
          columns:
            - { column: order_no, type: int, from: /Sale/@no }
            - { column: position, type: smallint, ordinal: . }
            - { column: price, type: "decimal(10,2)", from: "@price" }
      """;
  private static final String INVOICES =
      """
      xmlfleet: 1
      contract: invoices
      root: Invoice
      tables:
        - table: invoice
          key: [invoice_no]
          columns:
            - { column: invoice_no, type: int, from: "@no" }
      """;

  private final Map<String, CommandLineCall> said = new LinkedHashMap<>();
  private final List<CompletableFuture<CommandLineCall>> servers = new ArrayList<>();
  private final Shutdown stop = new Shutdown();
  @TempDir Path folder;
  private CommandLineSession session;

  @BeforeEach
  void prepare() throws Exception {
    session =
        new CommandLineSession(
            Map.of(
                "XMLFLEET_DATA",
                folder.resolve("data").toString(),
                "XMLFLEET_KAFKA",
                KafkaUnderTest.settings().bootstrapServers(),
                "XMLFLEET_TOPIC_PREFIX",
                "recipes-" + ProcessHandle.current().pid(),
                "XMLFLEET_DB",
                DATABASE,
                "XMLFLEET_DB_USER",
                "sa"));
    write("contracts/orders.yaml", ORDERS);
    write("contracts/invoices.yaml", INVOICES);
    write("contracts/workshop.yaml", Files.readString(SAMPLE.resolve("contract.yaml")));
    write("inbox/7.xml", sale("7"));
    write("inbox/8.xml", sale("8"));
    write("inbox/broken.xml", sale("none"));
    write("mixed/order.xml", sale("21"));
    write("mixed/invoice.xml", "<Invoice no=\"1\"/>");
    execute(Files.readString(SAMPLE.resolve("tables-h2.sql")));
    execute("create table incoming (id int primary key, document varchar(500))");
    execute("insert into incoming values (1, '" + sale("31") + "')");
    sendAsPartner(sale("41"));
  }

  @AfterEach
  void stop() throws Exception {
    stop.ask();
    for (CompletableFuture<CommandLineCall> server : servers) {
      CommandLineCall result = server.get(60, TimeUnit.SECONDS);
      assertThat(result.exitCode()).as(result.toString()).isZero();
    }
  }

  @Test
  void doWhatTheySay() throws Exception {
    List<String> lines =
        Files.readAllLines(DeploymentFiles.ROOT.resolve("docs/recipes.md")).stream()
            .filter(line -> line.matches(" {4}(xmlfleet|delete) .*"))
            .map(line -> line.strip().replaceAll(" {2,}#.*", ""))
            .toList();
    for (String line : lines) {
      run(line);
    }

    assertThat(outcome("first")).contains("2 loaded, 0 already loaded, 1 failed");
    await(() -> outcome("again").contains("1 loaded, 2 already loaded, 0 failed")); // corrected
    assertThat(outcome("followed")).contains("1 loaded, 2 already loaded, 1 failed");
    assertThat(outcome("partner")).contains("1 loaded, 0 already loaded, 0 failed");
    assertThat(outcome("both")).contains("2 loaded, 0 already loaded, 0 failed");
    assertThat(outcome("workshop")).contains("9 loaded, 0 already loaded, 1 failed");
    assertThat(output("dead-letters list")).contains("MAPPING", "INSERTION");
    assertThat(output("replay --stage MAPPING")).contains("3 documents would be replayed");
    assertThat(output("replay --with")).contains("1 document replayed");
    assertThat(output("dead-letters park --run")).contains("1 ");
    assertThat(output("db \"select contract")).contains("orders", "/7.xml", "first");
    assertThat(folder.resolve("reports")).isNotEmptyDirectory();
    assertThat(rows("order_no = 31")).as("of a table").isOne();
    assertThat(rows("order_no = 7")).as("removed").isZero();

    CommandLineCall restored = produce("restored");
    assertThat(restored.exitCode()).as(restored.toString()).isZero();
    assertThat(outcome("restored")).contains("1 loaded, 3 already loaded, 0 failed");
  }

  private void run(String line) throws Exception {
    if (line.startsWith("delete")) {
      execute(line);
    } else if (line.matches("xmlfleet (aggregate|consume) .*")) {
      servers.add(CompletableFuture.supplyAsync(() -> session.run(stop, words(line))));
    } else if (line.contains("--follow")) {
      follow(line);
    } else {
      CommandLineCall result = session.run(words(line));
      said.put(line, result);
      assertThat(result.exitCode()).as(line + "\n" + result).isIn(0, 1);
      if (line.contains("produce")) {
        awaitAll(line);
      }
      if (line.contains("export")) {
        correctOne();
      }
    }
  }

  /** What is sent is loaded before the next recipe looks. */
  private void awaitAll(String line) {
    String run = line.replaceAll(".*--run-id (\\S+).*|.*", "$1");
    CommandLineCall watched = run.isEmpty() ? session.run("watch") : session.run("watch", run);
    assertThat(watched.exitCode()).as(watched.toString()).isIn(0, 1);
  }

  private void follow(String line) throws Exception {
    Shutdown end = new Shutdown();
    CompletableFuture<CommandLineCall> following =
        CompletableFuture.supplyAsync(() -> session.run(end, words(line)));
    write("inbox/9.xml", sale("9"));
    await(() -> rows("order_no = 9") == 1);
    end.ask();
    CommandLineCall result = following.get(60, TimeUnit.SECONDS);
    assertThat(result.exitCode()).as(line + "\n" + result).isZero();
    assertThat(session.run("watch", "followed").exitCode()).isOne();
  }

  private void await(BooleanSupplier claim) {
    Deadline soon = Deadline.after(Duration.ofSeconds(60), Clock.systemUTC());
    while (!claim.getAsBoolean()) {
      assertThat(soon.remaining()).isPositive();
      stop.await(Duration.ofMillis(100));
    }
  }

  /** The failed document of one run; the others stay as they are. */
  private void correctOne() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("to-correct"))) {
      Path file =
          files
              .filter(f -> f.getFileName().toString().startsWith("again+"))
              .findFirst()
              .orElseThrow();
      Files.writeString(file, sale("10"));
    }
  }

  private CommandLineCall produce(String run) {
    return session.run(
        "produce", folder.resolve("inbox").toString(), "--contract=orders", "--run-id=" + run);
  }

  private String outcome(String run) {
    return session.run("watch", run).out();
  }

  private String output(String beginning) {
    return said.entrySet().stream()
        .filter(each -> each.getKey().startsWith("xmlfleet " + beginning))
        .findFirst()
        .orElseThrow()
        .getValue()
        .toString();
  }

  /** A command line of the page, as this machine has it, without the program's name. */
  private String[] words(String line) {
    String here = line.replace("--replication 3", "--replication 1").replace("8080", "0");
    return WORD.matcher(here).results().skip(1).map(this::word).toArray(String[]::new);
  }

  private String word(MatchResult match) {
    String text = match.group().replaceAll("^[\"']|[\"']$", "");
    if (text.startsWith("samples/")) {
      return DeploymentFiles.ROOT.resolve(text).toString();
    }
    boolean path = text.matches("(inbox|contracts|mixed|to-correct|reports)(/.*)?");
    return path ? folder.resolve(text).toString() : text;
  }

  private static String sale(String number) {
    return "<Sale no=\"" + number + "\"><Item price=\"240.5\"/></Sale>";
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void execute(String script) throws Exception {
    try (Connection connection = DriverManager.getConnection(DATABASE, "sa", "");
        Statement statement = connection.createStatement()) {
      for (String sql : script.split(";", -1)) {
        if (!sql.isBlank()) {
          statement.execute(sql);
        }
      }
    }
  }

  private long rows(String where) {
    CommandLineCall count =
        session.run("db", "--csv", "select count(*) as n from item where " + where);
    return Long.parseLong(count.out().lines().skip(1).findFirst().orElseThrow());
  }

  private static void sendAsPartner(String document) throws Exception {
    Map<String, Object> properties = KafkaUnderTest.settings().clientProperties(Map.of(), Map.of());
    try (Admin admin = Admin.create(properties);
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      admin.createTopics(List.of(new NewTopic("partner.orders", 1, (short) 1))).all().get();
      producer.send(new ProducerRecord<>("partner.orders", document.getBytes(UTF_8))).get();
    }
  }
}
