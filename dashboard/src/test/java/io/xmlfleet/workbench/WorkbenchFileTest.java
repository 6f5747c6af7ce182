package io.xmlfleet.workbench;

import static io.xmlfleet.workbench.ServedWorkbench.document;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the workbench writes, and what it does not write over. */
class WorkbenchFileTest {
  private static final String CONTRACT =
      """
      # Orders.
      xmlfleet: 1
      """;

  @TempDir Path folder;
  private Path file;
  private ServedWorkbench workbench;

  @BeforeEach
  void start() throws Exception {
    file = folder.resolve("contract.yaml");
    workbench = new ServedWorkbench(file, CONTRACT, null, document("1.xml", "<Order/>"));
  }

  @AfterEach
  void stop() {
    workbench.close();
  }

  @Test
  void savesTheFileAndKeepsWhatWasThere() throws Exception {
    Files.writeString(file, CONTRACT.replace("\n", "\r\n"));
    String digest = String.valueOf(workbench.ask("disk", Map.of()).get("digest"));
    assertThat(workbench.ask("state", Map.of()).get("text")).isEqualTo(CONTRACT);

    String saved =
        String.valueOf(
            workbench
                .ask("save", Map.of("text", CONTRACT + "# mine\n", "digest", digest))
                .get("digest"));
    assertThat(file).hasContent(CONTRACT + "# mine\n");
    assertThat(Files.readString(file)).contains("# Orders.\r\nxmlfleet");
    assertThat(Files.readString(folder.resolve("contract.yaml.bak")))
        .isEqualTo(CONTRACT.replace("\n", "\r\n"));

    Files.writeString(file, "# somebody else's");
    assertThat(workbench.refused(409, "save", Map.of("text", CONTRACT, "digest", saved)))
        .contains("contract.yaml was changed by somebody else");
    assertThat(file).hasContent("# somebody else's");

    String theirs = String.valueOf(workbench.ask("disk", Map.of()).get("digest"));
    workbench.ask("save", Map.of("text", CONTRACT, "digest", theirs, "overwrite", true));
    assertThat(file).hasContent(CONTRACT);
    assertThat(Files.readString(folder.resolve("contract.yaml.bak")))
        .isEqualTo(CONTRACT.replace("\n", "\r\n"));
    assertThat(folder.resolve("contract.yaml.bak2")).hasContent("# somebody else's");
  }

  @Test
  void keepsWhatAnotherTabOfItsOwnHasSaved() throws Exception {
    String first = String.valueOf(workbench.ask("disk", Map.of()).get("digest"));
    workbench.ask("save", Map.of("text", "# of one tab\n", "digest", first));
    assertThat(workbench.refused(409, "save", Map.of("text", "# mine\n", "digest", first)))
        .contains("changed by somebody else");

    String seen = String.valueOf(workbench.ask("disk", Map.of()).get("digest"));
    workbench.ask("save", Map.of("text", "# mine\n", "digest", seen, "overwrite", true));
    assertThat(file).hasContent("# mine\n");
    assertThat(folder.resolve("contract.yaml.bak")).hasContent(CONTRACT);
    assertThat(folder.resolve("contract.yaml.bak2")).hasContent("# of one tab\n");
  }

  @Test
  void writesOverNothingThatTheWriterDoesNotKnow() throws Exception {
    String first = String.valueOf(workbench.ask("disk", Map.of()).get("digest"));
    Files.writeString(file, "# somebody else's");

    assertThat(
            workbench.refused(
                409, "save", Map.of("text", CONTRACT, "digest", first, "overwrite", true)))
        .contains("changed by somebody else");
    assertThat(file).hasContent("# somebody else's");
  }

  @Test
  void savingOnceMoreWhatIsThereIsNoConflict() throws Exception {
    String first = String.valueOf(workbench.ask("disk", Map.of()).get("digest"));
    Object saved = workbench.ask("save", Map.of("text", "# mine\n", "digest", first)).get("digest");

    assertThat(workbench.ask("save", Map.of("text", "# mine\n", "digest", first)).get("digest"))
        .isEqualTo(saved);
  }

  @Test
  void beginsWithADraftWhereThereIsNoFile() throws Exception {
    Files.delete(file);

    assertThat(workbench.ask("state", Map.of()))
        .containsEntry("text", "a draft")
        .containsEntry("isThere", false);
    workbench.ask("save", Map.of("text", "mine", "digest", ""));
    assertThat(file).hasContent("mine");
    assertThat(folder.resolve("contract.yaml.bak")).doesNotExist();
  }
}
