package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.CommandLineCall;
import io.xmlfleet.embedded.GuardedDatabase;
import io.xmlfleet.embedded.SecuredBroker;
import io.xmlfleet.publish.TopicDump;
import io.xmlfleet.topic.TopicNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A fleet under TLS, SCRAM, an authorizer with the grants of our own script, and a database in
 * which the loader may only read and insert. Each role gets its password in another of the ways
 * that there are.
 */
class SecuredFleetIT {
  private static final Path SAMPLE =
      Path.of("..", "samples", "credit-applications").toAbsolutePath().normalize();
  private static final String CONTRACT = SAMPLE.resolve("contract.yaml").toString();
  private static final List<String> ROLES =
      List.of("setup", "producer", "consumer", "aggregator", "operator", "viewer");

  @TempDir Path folder;
  private final Map<String, String> secrets = new TreeMap<>();
  private final List<String> seen = new ArrayList<>();
  private SecuredBroker broker;
  private GuardedDatabase database;

  @BeforeEach
  void start() throws Exception {
    for (String name : Stream.concat(ROLES.stream(), Stream.of("loader", "auditor")).toList()) {
      byte[] random = new byte[8];
      new SecureRandom().nextBytes(random);
      secrets.put(name, "pw-" + HexFormat.of().formatHex(random));
    }
    broker = SecuredBroker.start(folder);
    List<String> grants = new ArrayList<>();
    for (String role : ROLES) {
      broker.addUser(role, secrets.get(role));
      grants.addAll(List.of("--" + role, "User:" + role));
    }
    broker.grant(GrantsScript.run(folder, grants.toArray(String[]::new)));
    database = GuardedDatabase.start(folder.resolve("rows"));
    CommandLineCall tables =
        new CommandLineSession(folder.resolve("data"))
            .run("contract", "ddl", CONTRACT, "--dialect", "h2", "--with-ledger");
    database.asOwner(tables.out());
    // H2's own, for whose transactions it is; other databases do not have it.
    database.asOwner("CREATE TABLE \"xmlfleet_turn\" (one INT PRIMARY KEY)");
    database.addUser("loader", secrets.get("loader"), "SELECT, INSERT");
    database.addUser("auditor", secrets.get("auditor"), "SELECT");
    database.asOwner("GRANT INSERT, UPDATE ON \"xmlfleet_turn\" TO PUBLIC");
  }

  @AfterEach
  void stop() throws Exception {
    if (database != null) {
      database.close();
    }
    if (broker != null) {
      broker.close();
    }
  }

  @Test
  void worksWithTheLeastGrantsAndShowsNoSecret() throws Exception {
    CommandLineCall created =
        run(
            session("setup", jaas("setup", secrets.get("setup"))),
            "topics",
            "create",
            "--partitions",
            "4");
    assertThat(created.exitCode()).as(created.toString()).isZero();

    Path secretFile = write("consumer.secret", "password=" + secrets.get("consumer") + "\n");
    Path secretFolder = Files.createDirectories(folder.resolve("secrets"));
    write("secrets/producer", secrets.get("producer"));
    Path databaseSecret = write("loader.secret", secrets.get("loader") + "\n");
    try (FleetProcess aggregator =
            process(
                "aggregator",
                jaas("aggregator", "${env:THE_PASSWORD}"),
                Map.of("THE_PASSWORD", secrets.get("aggregator")),
                "aggregate");
        FleetProcess consumer =
            process(
                "consumer",
                null,
                Map.of(),
                "consume",
                "-K",
                "sasl.jaas.config=" + jaas("consumer", "${file:" + secretFile + ":password}"),
                "--contract",
                CONTRACT,
                "--threads",
                "1",
                "--db",
                database.url(),
                "--db-user",
                "loader",
                "--db-password-file",
                databaseSecret.toString())) {
      for (FleetProcess each : List.of(aggregator, consumer)) {
        seen.add(each.commandLine());
      }
      CommandLineCall produced =
          run(
              session("producer", jaas("producer", "${dir:" + secretFolder + ":producer}")),
              "produce",
              SAMPLE.toString(),
              "--contract",
              "credit-applications",
              "--run-id",
              "mine");
      assertThat(produced.exitCode()).as(produced.toString()).isZero();
      consumer.await("(Consuming as)");

      CommandLineCall watched =
          run(session("viewer", jaas("viewer", secrets.get("viewer"))), "watch", "mine");
      assertThat(watched.exitCode()).as(watched.toString()).isEqualTo(1);
      assertThat(watched.out()).contains("194 loaded, 0 already loaded, 6 failed");
      operate();
      refuse();
      for (FleetProcess each : List.of(aggregator, consumer)) {
        assertThat(each.terminate()).isZero();
      }
      for (FleetProcess each : List.of(aggregator, consumer)) {
        seen.add(each.output());
      }
    }
    assertThatNobodySeesASecret();
  }

  private void operate() throws IOException {
    Map<String, String> login =
        Map.of(
            "XMLFLEET_DB", database.url(),
            "XMLFLEET_DB_USER", "auditor",
            "XMLFLEET_DB_PASSWORD", secrets.get("auditor"));
    CommandLineSession operator =
        session("operator", jaas("operator", secrets.get("operator")), login);
    CommandLineCall reconciled = run(operator, "reconcile", "--run", "mine", "--repair");
    assertThat(reconciled.exitCode()).as(reconciled.toString()).isZero();
    assertThat(run(operator, "runs").out()).contains("mine");
    assertThat(run(operator, "dead-letters", "list").out()).contains("6 open dead letters");
    assertThat(run(operator, "replay", "--run", "mine").out()).contains("6 documents replayed");
    assertThat(run(operator, "db", "select count(*) from application").out()).contains("194");
  }

  /** Other roles, other passwords and secrets in flags. */
  private void refuse() throws IOException {
    CommandLineSession viewer = session("viewer", jaas("viewer", secrets.get("viewer")));
    String[] produce = {
      "produce", SAMPLE.resolve("documents").toString(), "--contract", "credit-applications"
    };
    CommandLineCall notGranted = run(viewer, produce);
    assertThat(notGranted.exitCode()).as(notGranted.toString()).isEqualTo(3);
    assertThat(notGranted.err()).contains("Authorization");
    CommandLineCall wrong = run(session("viewer", jaas("viewer", secrets.get("producer"))), "runs");
    assertThat(wrong.exitCode()).as(wrong.toString()).isEqualTo(3);
    assertThat(wrong.err()).containsIgnoringCase("authentication");

    CommandLineCall shown =
        run(viewer, "runs", "-K", "sasl.jaas.config=" + jaas("viewer", secrets.get("viewer")));
    assertThat(shown.exitCode()).isEqualTo(2);
    assertThat(shown.err()).contains("-K sasl.jaas.config shows a secret");
    CommandLineCall url =
        run(viewer, "db", "--db", database.url() + ";PASSWORD=" + secrets.get("auditor"), "x");
    assertThat(url.exitCode()).isEqualTo(2);
    assertThat(url.err()).contains("--db shows a password");
  }

  private void assertThatNobodySeesASecret() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        seen.add(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    TopicNames topics = TopicNames.standard();
    for (String topic :
        List.of(
            topics.work(),
            topics.results(),
            topics.deadLetters(),
            topics.deadLetterActions(),
            topics.runs(),
            topics.progress(),
            topics.aggregatorState())) {
      List<ConsumerRecord<byte[], byte[]>> records = TopicDump.read(broker.administrator(), topic);
      assertThat(records).as(topic).isNotEmpty();
      records.forEach(this::see);
    }
    secrets.forEach(
        (owner, secret) ->
            assertThat(seen).as("%s's password", owner).noneMatch(text -> text.contains(secret)));
    assertThat(seen)
        .as("what was looked at")
        .hasSizeGreaterThan(400)
        .anyMatch(text -> text.contains("consumer.secret:password"))
        .anyMatch(text -> text.contains("failed authentication"));
  }

  private void see(ConsumerRecord<byte[], byte[]> consumed) {
    StringBuilder text = new StringBuilder(latin(consumed.key())).append(latin(consumed.value()));
    consumed.headers().forEach(header -> text.append(header.key()).append(latin(header.value())));
    seen.add(text.toString());
  }

  private static String latin(byte[] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private CommandLineCall run(CommandLineSession session, String... arguments) {
    CommandLineCall result = session.run(arguments);
    seen.add(result.toString());
    return result;
  }

  private CommandLineSession session(String role, String jaas) throws IOException {
    return session(role, jaas, Map.of());
  }

  private CommandLineSession session(String role, String jaas, Map<String, String> more)
      throws IOException {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("XMLFLEET_DATA", folder.resolve("data").toString());
    environment.put("XMLFLEET_KAFKA", broker.address());
    environment.put("XMLFLEET_CONFIG", config(role, jaas).toString());
    return new CommandLineSession(environment);
  }

  private FleetProcess process(
      String role, String jaas, Map<String, String> more, String... arguments) throws IOException {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("XMLFLEET_KAFKA", broker.address());
    environment.put("XMLFLEET_CONFIG", config(role, jaas).toString());
    return FleetProcess.start(folder, environment, role, arguments);
  }

  private Path config(String role, String jaas) throws IOException {
    StringBuilder lines = new StringBuilder();
    broker.trust().forEach((key, value) -> lines.append("kafka." + key + '=' + value + '\n'));
    if (jaas != null) {
      lines.append("kafka.sasl.jaas.config=" + jaas + '\n');
    }
    return write(role + ".properties", lines.toString());
  }

  private static String jaas(String user, String password) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\""
            .formatted(user)
        + " password=\"%s\";".formatted(password);
  }

  private Path write(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }
}
