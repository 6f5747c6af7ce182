package io.xmlfleet.workbench;

import io.xmlfleet.settings.Secret;
import java.nio.file.Path;

/**
 * How the workbench is served. Immutable.
 *
 * @param port on 127.0.0.1; 0: any free one
 * @param token whoever knows it sees documents and may write the contract
 * @param contract the only file that is written; it need not be there yet
 * @param draft what the text is at first if the file is not there
 */
public record WorkbenchSettings(int port, Secret token, Path contract, String draft) {}
