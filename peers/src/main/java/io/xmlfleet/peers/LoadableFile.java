package io.xmlfleet.peers;

import io.xmlfleet.mapping.Mapped;
import java.nio.file.Path;

/** A file and its rows. Immutable. */
record LoadableFile(Path file, Mapped.Rows rows) {}
