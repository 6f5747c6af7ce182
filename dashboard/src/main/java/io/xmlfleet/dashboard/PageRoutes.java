package io.xmlfleet.dashboard;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.xmlfleet.dashboard.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The page, its parts, and the API's description: files that came with the program. */
final class PageRoutes {
  private static final String FOLDER = "/dashboard/";
  private static final String SCRIPT = "text/javascript; charset=utf-8";

  /** Path to file name, each with its type. */
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("index.html", "text/html; charset=utf-8"),
          Map.entry("app.css", "text/css; charset=utf-8"),
          Map.entry("favicon.svg", "image/svg+xml"),
          Map.entry("app.js", SCRIPT),
          Map.entry("api.js", SCRIPT),
          Map.entry("chart.js", SCRIPT),
          Map.entry("dom.js", SCRIPT),
          Map.entry("fleet.js", SCRIPT),
          Map.entry("letters.js", SCRIPT),
          Map.entry("list.js", SCRIPT),
          Map.entry("run.js", SCRIPT),
          Map.entry("runs.js", SCRIPT),
          Map.entry("theme.js", SCRIPT),
          Map.entry("token.js", SCRIPT));

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    TYPES.forEach(
        (name, type) -> {
          byte[] content = read(name);
          String path = name.equals("index.html") ? "/" : '/' + name;
          routes.add(Route.open(path, ctx -> reply(ctx, type, content)));
        });
    byte[] description = read("openapi.json");
    routes.add(Route.open("/api/openapi.json", ctx -> reply(ctx, "application/json", description)));
    return routes;
  }

  private static void reply(Context ctx, String type, byte[] content) {
    ctx.header(Header.CACHE_CONTROL, "no-cache").contentType(type).result(content);
  }

  private static byte[] read(String name) {
    try (InputStream file = PageRoutes.class.getResourceAsStream(FOLDER + name)) {
      if (file == null) {
        throw new IllegalStateException("the program lacks its file " + name);
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
