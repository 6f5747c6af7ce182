package io.xmlfleet.dashboard;

import io.xmlfleet.http.AccessRules;
import io.xmlfleet.http.TlsSettings;
import org.jspecify.annotations.Nullable;

/**
 * How the dashboard is served. Immutable.
 *
 * @param host name or address to listen on
 * @param port 0: any free one
 * @param tls null: what is sent is not encrypted
 * @param command a command line for people who copy it, with {@code {command}} where the command
 *     stands, and with the options that find this fleet
 */
public record DashboardSettings(
    String host, int port, AccessRules access, @Nullable TlsSettings tls, String command) {}
