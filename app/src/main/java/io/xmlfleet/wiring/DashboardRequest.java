package io.xmlfleet.wiring;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a dashboard is to be served. Immutable.
 *
 * @param port 0: any free one
 * @param tokenFile its first line is the token; null: one of the data folder's own
 * @param operator in whose name things are done there, {@code user@host}
 * @param command a command line of this fleet, with {@code {command}} in the command's place
 */
public record DashboardRequest(
    String host, int port, @Nullable Path tokenFile, String operator, String command) {}
