package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.CommandLineCall;
import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.DeadLetterCodec;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.Processing;
import io.xmlfleet.message.ResultCodec;
import io.xmlfleet.message.WorkResult;
import io.xmlfleet.testing.KafkaUnderTest;
import io.xmlfleet.topic.TopicNames;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code reconcile} after a real run whose traces were tampered with. */
class ReconcileCommandIT {
  private static final Path SAMPLE =
      Path.of("..", "samples", "credit-applications").toAbsolutePath().normalize();

  @TempDir Path folder;
  private final KafkaSettings kafka = KafkaUnderTest.settings();
  private final TopicNames topics = KafkaUnderTest.newFleet(3);
  private CommandLineSession session;

  @BeforeEach
  void open() {
    // The broker is named, so that the test can write to it; the database is the data folder's.
    session = new CommandLineSession(folder.resolve("data"), topics);
  }

  private static void load(CommandLineSession session) {
    load(session, "mine", "insert");
  }

  private static void load(CommandLineSession session, String run, String mode) {
    CommandLineCall loaded =
        session.run(
            "run",
            SAMPLE.toString(),
            "--contract",
            SAMPLE.resolve("contract.yaml").toString(),
            "--run-id",
            run,
            "--mode",
            mode);
    assertThat(loaded.exitCode()).as(loaded.toString()).isEqualTo(1);
  }

  @Test
  void agreesAfterARunAndNamesWhatWasTamperedWith() throws Exception {
    load(session);
    CommandLineCall clean = session.run("reconcile", "--run", "mine");
    assertThat(clean.exitCode()).as(clean.toString()).isZero();
    assertThat(clean.out())
        .contains("Run mine: 200 items, 194 loaded, 0 already loaded, 6 rejected, 0 under way")
        .contains("200 on the work topic, 194 in the ledger, 6 open dead letters")
        .containsPattern("application +194 +194\n")
        .contains("Everything agrees.");

    Path reports = folder.resolve("reports");
    assertThat(session.run("report", "--run", "mine", "--to", reports.toString()).exitCode())
        .isZero();
    assertThat(reports.resolve("mine.json")).content().contains("\"success_rate\":0.97,");
    assertThat(reports.resolve("mine.html"))
        .content()
        .contains("200 documents", "no entry in enum decision", "<rect class=\"ok\"");

    execute("delete from \"note\" where 1 = 1");
    execute("delete from xmlfleet_ledger where sequence = 1");
    send(DeadLetterCodec.encodeResolved(topics.deadLetters(), new ItemId("mine", 84)));
    send(ResultCodec.encode(topics.results(), fake(201)));

    CommandLineCall tampered = session.run("reconcile", "--repair", "--wait", "1");
    assertThat(tampered.exitCode()).as(tampered.toString()).isEqualTo(1);
    assertThat(tampered.out())
        .containsPattern("ROW_COUNT +1 ")
        .contains("the table note has 0 rows, and the ledger says ")
        .containsPattern("mine/1 +RESULT_WITHOUT_LEDGER +\\S*application-000001.xml")
        .containsPattern("mine/84 +REJECTED_WITHOUT_LETTER +\\S*application-000084.xml")
        .containsPattern("mine/201 +REJECTED_WITHOUT_LETTER +invented.xml")
        .containsPattern("mine/201 +BEYOND_TOTAL +invented.xml")
        .contains("Repaired: 0 outcomes LOADED and 0 outcomes REJECTED published, 0 dead letters")
        .contains("2 written (1 without their documents)");
    assertThat(session.run("dead-letters", "show", "mine/84").out())
        .contains("application-000084.xml", "no entry in enum decision");

    CommandLineCall after =
        session.run("reconcile", "--run", "mine", "--json", "--limit", "1", "--wait", "1");
    assertThat(after.exitCode()).isEqualTo(1);
    assertThat(after.out().lines())
        .singleElement()
        .asString()
        .contains("\"verdict\":\"DIFFERS\"", "\"RESULT_WITHOUT_LEDGER\":1", "\"BEYOND_TOTAL\":1")
        .doesNotContain("REJECTED_WITHOUT_LETTER");
    refusesWhatItCannotCompare();
  }

  private void refusesWhatItCannotCompare() {
    CommandLineCall unknown = session.run("reconcile", "--run", "yours");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("there is no run yours");

    assertThat(session.run("reconcile", "--limit", "-1").exitCode()).isEqualTo(2);
    assertThat(session.run("reconcile", "--wait", "-1").exitCode()).isEqualTo(2);

    CommandLineCall elsewhere =
        session.run("reconcile", "--db", "jdbc:h2:mem:nothing-here", "--run", "mine");
    assertThat(elsewhere.exitCode()).isEqualTo(3);
    assertThat(elsewhere.err())
        .contains("the ledger, which the first load into a database makes, cannot be read");
  }

  @Test
  void knowsWhatWasReplacedAndAgrees() {
    load(session);
    execute("update application set amount = amount + 1 where application_id % 100 = 1");

    load(session, "check", "verify");
    assertThat(session.run("dead-letters", "list", "--run", "check").out())
        .contains("the database has other rows: application: 1 row with other values in amount")
        .contains("8 open dead letters");

    load(session, "again", "replace");
    assertThat(session.run("runs").out())
        .containsPattern("check .* 200 +0 +192 +8 ")
        .containsPattern("again .* 200 +194 +0 +6 ");
    CommandLineCall mine = session.run("reconcile", "--run", "mine");
    assertThat(mine.out())
        .contains("newer versions of 194 documents of this run were loaded since")
        .contains("Everything agrees.");
    assertThat(session.run("reconcile", "--run", "check").out()).contains("Everything agrees.");
    assertThat(session.run("lag", "--over", "1", "--json").out())
        .contains("\"waiting\":0,\"urgent\":0", "\"secondsLeft\":0.0");
    assertThat(session.run("lag", "--over", "1", "--group", "nobody").out())
        .contains("nobody: 600 documents wait, 0 of them urgent; 0.0 a minute; nothing moves");
  }

  @Test
  void bringsProgressUpToDateWhereNobodyElseDoes() {
    CommandLineSession alone = new CommandLineSession(folder.resolve("alone"));
    load(alone);
    // The ledger knows 84 now, which was rejected, and 1 no more.
    assertThat(
            alone
                .run(
                    "db",
                    "update xmlfleet_ledger set sequence = 84, record_key = x'01' where sequence = 1")
                .exitCode())
        .isZero();

    CommandLineCall repaired = alone.run("reconcile", "--repair");

    assertThat(repaired.exitCode()).as(repaired.toString()).isEqualTo(1);
    assertThat(repaired.out())
        .containsPattern("mine/84 +LEDGER_WITHOUT_RESULT")
        .containsPattern("mine/84 +LETTER_OF_LOADED")
        .contains("Repaired: 1 outcomes LOADED and 0 outcomes REJECTED published, 1 dead letters")
        .endsWith("1 difference.\n");
    assertThat(alone.run("runs").out()).containsPattern("mine .* 200 +195 +0 +5 ");
  }

  private static WorkResult fake(long sequence) {
    return new WorkResult(
        new ItemId("mine", sequence),
        "invented.xml",
        null,
        1,
        new Outcome.Rejected(Failure.of(Stage.PARSING, "invented")),
        new Processing("none", "1", "nobody", null, Instant.now(), 0));
  }

  private void execute(String sql) {
    CommandLineCall done = session.run("db", sql);
    assertThat(done.exitCode()).as(done.toString()).isZero();
  }

  private void send(ProducerRecord<byte[], byte[]> produced) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            kafka.clientProperties(Map.of(), Map.of()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(produced).get(30, TimeUnit.SECONDS);
    }
  }
}
