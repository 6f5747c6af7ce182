package io.xmlfleet.http;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.javalin.http.UnauthorizedResponse;
import io.javalin.http.UnsupportedMediaTypeResponse;
import io.xmlfleet.text.PlainText;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask, and what every answer tells the browser. There is no cookie: a page of somebody else
 * cannot act in the name of whoever has the dashboard open. Immutable.
 */
public final class AuthenticationFilter {
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

  /**
   * The names under which the dashboard may be asked for. A page of somebody else whose name was
   * made to point here (DNS rebinding) asks under that name, and gets nothing. Immutable.
   */
  public static final class HostNames {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "[::]");
    private static final Pattern ADDRESS =
        Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9a-f:.]+]");
    private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}$");

    private final String configured;

    public HostNames(String configured) {
      String lower = configured.toLowerCase(Locale.ROOT);
      this.configured = lower.contains(":") && !lower.startsWith("[") ? '[' + lower + ']' : lower;
    }

    /** As it stands in a URL. */
    public String inUrl() {
      return configured;
    }

    public boolean isLoopback() {
      return LOOPBACK.contains(configured);
    }

    /**
     * Whether this is one of them. Of a server that listens everywhere any address is: an address
     * cannot be made to point elsewhere.
     *
     * @param header with or without a port
     */
    boolean allow(String header) {
      String host = PORT.matcher(header.toLowerCase(Locale.ROOT)).replaceFirst("");
      return LOOPBACK.contains(host)
          || configured.equals(host)
          || (EVERYWHERE.contains(configured) && ADDRESS.matcher(host).matches());
    }
  }

  private final HostNames hosts;
  private final AccessRules rules;

  public AuthenticationFilter(HostNames hosts, AccessRules rules) {
    this.hosts = hosts;
    this.rules = rules;
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

  /**
   * Who asks.
   *
   * @throws ForbiddenResponse if somebody who is no trusted proxy says who the user is
   * @throws BadRequestResponse if a proxy says it twice: one of them may be the client's
   */
  public Caller caller(Context ctx) {
    String header = ctx.header(Header.AUTHORIZATION);
    boolean bears = header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length());
    return rules.caller(bears ? header.substring(BEARER.length()).strip() : null, proxied(ctx));
  }

  private @Nullable String proxied(Context ctx) {
    ProxyUsers proxy = rules.proxy();
    List<String> users =
        proxy == null ? List.of() : Collections.list(ctx.req().getHeaders(proxy.header()));
    if (proxy == null || users.stream().allMatch(String::isBlank)) {
      return null;
    }
    if (!proxy.trust(ctx.ip())) {
      throw new ForbiddenResponse(
          "the header " + proxy.header() + " is taken from --http-trusted-proxy only");
    }
    if (users.size() > 1) {
      throw new BadRequestResponse(
          "the header "
              + proxy.header()
              + " is there twice: let the proxy replace what clients send, not add to it");
    }
    return PlainText.oneLine(users.get(0)).strip();
  }

  /**
   * Who asks, if he may.
   *
   * @throws UnauthorizedResponse if he may not
   */
  public Caller require(Context ctx, Role needed) {
    Caller caller = caller(ctx);
    if (!caller.role().includes(needed)) {
      ctx.header(Header.WWW_AUTHENTICATE, "Bearer");
      throw new UnauthorizedResponse(
          needed == Role.OPERATOR
              ? "an operator's token is needed, as Authorization: Bearer"
              : "a token is needed, as Authorization: Bearer");
    }
    return caller;
  }

  /** Throws where a browser says that a page of somebody else asks; other programs say nothing. */
  static void requireOwnPage(Context ctx) {
    String site = ctx.header("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      throw new ForbiddenResponse("a page of somebody else may not do that");
    }
  }

  static void requireJson(Context ctx) {
    String type = ctx.contentType();
    if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
      throw new UnsupportedMediaTypeResponse("Content-Type: application/json is needed");
    }
  }
}
