package io.xmlfleet.cli.contract;

import io.xmlfleet.failure.FileProblem;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.settings.OwnerOnly;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Writes a JSON file a document into a folder. Confined to one thread. */
final class ExplainedFiles {
  private final Path folder;
  private final Map<String, String> written = new HashMap<>();

  /**
   * Makes the folder if it is missing.
   *
   * @throws InfrastructureException if it cannot be made
   */
  ExplainedFiles(Path folder) {
    this.folder = folder;
    try {
      OwnerOnly.folder(folder);
    } catch (IOException e) {
      throw new InfrastructureException(FileProblem.writing("the folder " + folder, e), e);
    }
  }

  /**
   * Writes one document's file.
   *
   * @throws UsageException if another document of this call has the same name
   */
  void write(ExplainedDocument document) {
    String name = name(document.recordId());
    String other = written.put(name, document.recordId());
    if (other != null) {
      throw new UsageException(
          other + " and " + document.recordId() + " would both become " + folder.resolve(name));
    }
    try {
      OwnerOnly.write(folder.resolve(name), FleetJson.write(document.json()));
    } catch (IOException e) {
      throw new InfrastructureException(FileProblem.writing(folder.resolve(name).toString(), e), e);
    }
  }

  private static String name(String recordId) {
    String file = recordId.substring(recordId.lastIndexOf('/') + 1);
    boolean xml = file.regionMatches(true, file.length() - 4, ".xml", 0, 4);
    return (xml ? file.substring(0, file.length() - 4) : file) + ".json";
  }
}
