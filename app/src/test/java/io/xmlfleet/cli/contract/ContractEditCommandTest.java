package io.xmlfleet.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.CommandLineCall;
import io.xmlfleet.cli.Main;
import io.xmlfleet.process.Shutdown;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractEditCommandTest {
  private static final Pattern ADDRESS = Pattern.compile("Workbench: (\\S+)#token=(\\S+)");

  @TempDir Path folder;

  @Test
  void beginsWithADraftAndWritesNothingUntilItIsSaved() throws Exception {
    Files.writeString(folder.resolve("1.xml"), "<Order no='1'><Item/><Item no='2'/></Order>");
    Files.writeString(folder.resolve("2.xml"), "<Order no='2'/>");
    Path contract = folder.resolve("mine.yaml");
    Shutdown stop = new Shutdown();
    StringWriter out = new StringWriter();
    String[] arguments = {
      "contract", "edit", contract.toString(), folder.toString(), "--limit", "1"
    };
    PrintWriter writer = new PrintWriter(out, true);
    Thread serving = new Thread(() -> Main.run(arguments, Map.of(), stop, writer, writer));
    serving.start();
    try {
      String state = state(out);

      assertThat(state)
          .contains("A first contract, drafted from 1 sample document.", "\"isThere\":false")
          .contains("1.xml")
          .doesNotContain("2.xml");
      assertThat(out.toString())
          .contains("mine.yaml (a draft, not written until you save it), 1 sample;")
          .contains("Only the first 1 documents are taken; see --limit");
      assertThat(contract).doesNotExist();
    } finally {
      stop.ask();
      serving.join(20_000);
    }
    assertThat(serving.isAlive()).isFalse();
  }

  private static String state(StringWriter out) throws Exception {
    for (int i = 0; i < 600; i++) {
      Matcher address = ADDRESS.matcher(out.toString());
      if (address.find()) {
        HttpRequest question =
            HttpRequest.newBuilder(URI.create(address.group(1)).resolve("api/state"))
                .header("Authorization", "Bearer " + address.group(2))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))
                .build();
        return HttpClient.newHttpClient().send(question, BodyHandlers.ofString()).body();
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new AssertionError("it is not served: " + out);
  }

  /** The copy's name is in this folder, and nothing is written. */
  @Test
  void beginsWithACopyOfAContractOfTheGallery() throws Exception {
    Shutdown stop = new Shutdown();
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out, true);
    String[] arguments = {"contract", "edit", "gallery:ubl-invoice"};
    Thread serving = new Thread(() -> Main.run(arguments, Map.of(), stop, writer, writer));
    serving.start();
    try {
      String state = state(out);

      assertThat(state).contains("\"isThere\":false", "\"samples\":[]", "xmlfleet: 1");
      assertThat(out.toString())
          .contains("ubl-invoice.yaml (a copy of gallery:ubl-invoice, not written until you save")
          .contains("0 samples;");
      assertThat(Path.of("ubl-invoice.yaml")).doesNotExist();
    } finally {
      stop.ask();
      serving.join(20_000);
    }
    assertThat(serving.isAlive()).isFalse();
    assertThat(CommandLineCall.of("contract", "edit", "gallery:ubl-invoic").err())
        .contains("the gallery has no contract \"ubl-invoic\"", "ubl-invoice");
  }

  @Test
  void saysWhatIsMissing() {
    CommandLineCall nothing =
        CommandLineCall.of("contract", "edit", folder.resolve("none.yaml").toString());

    assertThat(nothing.exitCode()).isEqualTo(2);
    assertThat(nothing.err())
        .contains("there is no contract, and none can be drafted: name sample documents");
    assertThat(CommandLineCall.of("contract", "edit", "a.yaml", "--limit", "0").err())
        .contains("--limit takes a positive number");
  }
}
