package io.xmlfleet.dashboard;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.javalin.http.UnauthorizedResponse;
import io.javalin.http.UnsupportedMediaTypeResponse;
import io.xmlfleet.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask, and what every answer tells the browser. There is no cookie: a page of somebody else
 * cannot act in the name of whoever has the dashboard open. Immutable.
 */
final class AuthenticationFilter {
  private static final String BEARER = "Bearer ";

  /** Scripts, styles and data from here only, nothing inline, nowhere in a frame. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
              + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cache-Control",
          "no-store");

  private final HostNames hosts;
  private final byte[] token;

  AuthenticationFilter(HostNames hosts, Secret token) {
    this.hosts = hosts;
    this.token = token.reveal().getBytes(StandardCharsets.UTF_8);
  }

  /** Before everything else. Health has no data, and probes ask for it by whatever address. */
  void enter(Context ctx) {
    HEADERS.forEach(ctx::header);
    String host = ctx.header(Header.HOST);
    if (!ctx.path().startsWith("/health/") && (host == null || !hosts.allow(host))) {
      HttpJson.error(
          ctx, HttpStatus.MISDIRECTED_REQUEST, "not served under this host name; see --http-host");
      ctx.skipRemainingHandlers();
    }
  }

  void requireToken(Context ctx) {
    if (!knowsToken(ctx.header(Header.AUTHORIZATION))) {
      ctx.header(Header.WWW_AUTHENTICATE, "Bearer");
      throw new UnauthorizedResponse("the dashboard's token is needed, as Authorization: Bearer");
    }
  }

  private boolean knowsToken(@Nullable String header) {
    return header != null
        && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && MessageDigest.isEqual(
            header.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8), token);
  }

  static void requireJson(Context ctx) {
    String type = ctx.contentType();
    if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
      throw new UnsupportedMediaTypeResponse("Content-Type: application/json is needed");
    }
  }
}
