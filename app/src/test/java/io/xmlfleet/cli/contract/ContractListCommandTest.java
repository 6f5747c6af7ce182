package io.xmlfleet.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.CommandLineCall;
import io.xmlfleet.contract.read.Gallery;
import io.xmlfleet.process.DataFolder;
import io.xmlfleet.wiring.ContractMemory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractListCommandTest {
  private static final String DOCUMENTS = Path.of("..", "samples", "gallery", "osm").toString();

  @Test
  void listsTheGalleryAndPrintsAContract() {
    assertThat(CommandLineCall.of("contract", "list").out())
        .contains("gallery:osm            OpenStreetMap nodes, ways and relations");
    assertThat(CommandLineCall.of("contract", "list", "osm").out())
        .isEqualTo(CommandLineCall.of("contract", "list", "gallery:osm").out())
        .isEqualTo(Gallery.text("osm"));
  }

  @Test
  void standsForAFile() {
    assertThat(CommandLineCall.of("contract", "check", "gallery:osm", "gallery:camt-053").out())
        .contains("gallery:osm: osm, version 1, is good", "gallery:camt-053: camt-053");
    assertThat(
            CommandLineCall.of("contract", "explain", "--contract", "gallery:osm", DOCUMENTS)
                .exitCode())
        .isZero();
    assertThat(CommandLineCall.of("contract", "coverage", "gallery:osm", DOCUMENTS).out())
        .contains("/osm/bounds/@minlat");
    assertThat(CommandLineCall.of("contract", "ddl", "gallery:osm").out())
        .contains("CREATE TABLE [osm_node]");
  }

  @Test
  void guessesAMisspeltName() {
    CommandLineCall call = CommandLineCall.of("contract", "check", "gallery:ubl-invoce");
    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.err()).contains("did you mean \"ubl-invoice\"?");
  }

  @Test
  void isRememberedByItsName(@TempDir Path folder) {
    ContractMemory memory = new ContractMemory(new DataFolder(folder));
    memory.remember(List.of(Path.of("gallery:osm")));

    assertThat(memory.with(List.of(), ContractMemory.Need.ALL).names()).containsExactly("osm");
  }
}
