package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.CommandLineCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run over the documents of a table, in the database that also takes the rows. */
class TableRunIT {
  @TempDir Path folder;
  private CommandLineSession session;
  private Path contract;

  @BeforeEach
  void open() throws IOException {
    session = new CommandLineSession(folder.resolve("data"));
    contract =
        Files.writeString(
            folder.resolve("orders.yaml"),
            """
            xmlfleet: 1
            contract: orders
            root: order
            tables:
              - table: placed
                key: [id]
                columns:
                  - { column: id, type: bigint, from: "@id", required: true }
            """);
  }

  @Test
  void loadsEachOnceAndPassesOverWhatIsLoaded() {
    db("create table app_xml (app_id bigint primary key, xml nvarchar(max))");
    db(
        "insert into app_xml select x, '<?xml version=\"1.0\" encoding=\"utf-16\"?>"
            + "<order id=\"' || x || '\"/>' from system_range(1, 250)");
    db("update app_xml set xml = '<order' where app_id = 17");
    db("update app_xml set xml = null where app_id = 18");

    CommandLineCall first = session.run(run());
    assertThat(first.exitCode()).as(first.toString()).isEqualTo(1);
    assertThat(first.out()).contains("table public.app_xml, column xml by app_id", "248 loaded");
    assertThat(count("placed")).isEqualTo("248");
    assertThat(session.run("dead-letters", "list").out())
        .contains("the column xml is null", "public.app_xml/18", "public.app_xml/17");

    db("update app_xml set xml = '<order id=\"17\"/>' where app_id = 17");
    CommandLineCall second = session.run(run("--skip-loaded"));
    assertThat(second.exitCode()).as(second.toString()).isEqualTo(1);
    assertThat(second.out()).contains("1 loaded, 0 already loaded, 1 failed");
    assertThat(count("placed")).isEqualTo("249");

    CommandLineCall nothing = session.run(run("--skip-loaded", "--range", "100.."));
    assertThat(nothing.exitCode()).as(nothing.toString()).isZero();
    assertThat(nothing.out()).contains("0 loaded, 0 already loaded, 0 failed");
  }

  @Test
  void saysWhatIsWrongWithTheOptions() {
    assertUsage("name either inputs or --from-table", run(folder.toString()));
    assertUsage("--from-table needs --key", "run", "--from-table", "app_xml", "--contract", file());
    assertUsage("--split is for files, not for --from-table", run("--split", "/a/b"));
    assertUsage("--limit needs --from-table", "produce", folder.toString(), "--limit", "3");
    assertUsage("--db needs --from-table", "produce", folder.toString(), "--db", "jdbc:h2:mem:x");
    assertUsage("nothing to read: name a file", "produce");
    assertUsage("name either inputs or --from-topic", "produce", "in", "--from-topic", "t");
    assertUsage("--key needs --from-table", "produce", "--from-topic", "t", "--key", "id");
    assertUsage("--split is for files", "produce", "--from-topic", "t", "--split", "/a");
    assertUsage("leave out --resume", "produce", "--from-topic", "t", "--resume", "r");
    assertUsage(
        "--source-db shows a password to everyone",
        run("--source-db", "jdbc:sqlserver://s;user=a;password=b"));
    assertUsage("a range of keys is FROM..TO", run("--range", "7"));
    assertUsage(
        "no contract: name the one of the table",
        "run",
        "--from-table",
        "app_xml",
        "--key",
        "app_id",
        "--column",
        "xml");
  }

  private void assertUsage(String message, String... arguments) {
    CommandLineCall result = session.run(arguments);
    assertThat(result.exitCode()).as(result.toString()).isEqualTo(2);
    assertThat(result.err()).contains(message);
  }

  private String[] run(String... more) {
    String[] all = new String[9 + more.length];
    System.arraycopy(
        new String[] {
          "run",
          "--from-table",
          "app_xml",
          "--key",
          "app_id",
          "--column",
          "xml",
          "--contract",
          file()
        },
        0,
        all,
        0,
        9);
    System.arraycopy(more, 0, all, 9, more.length);
    return all;
  }

  private String file() {
    return contract.toString();
  }

  private String count(String table) {
    return db("select count(*) from " + table).lines().reduce((a, b) -> b).orElse("");
  }

  private String db(String sql) {
    CommandLineCall result = session.run("db", "--csv", sql);
    assertThat(result.exitCode()).as(result.toString()).isZero();
    return result.out();
  }
}
