package io.xmlfleet.dashboard;

import io.xmlfleet.http.Route;
import io.xmlfleet.http.StaticFiles;
import java.util.ArrayList;
import java.util.List;

/** The page, its parts, and the API's description: files that came with the program. */
final class PageRoutes {
  private static final String FOLDER = "/dashboard/";
  private static final List<String> FILES =
      List.of(
          "index.html",
          "app.css",
          "favicon.svg",
          "app.js",
          "api.js",
          "chart.js",
          "dom.js",
          "fleet.js",
          "letters.js",
          "list.js",
          "run.js",
          "runs.js",
          "theme.js",
          "token.js");

  List<Route> routes() {
    List<Route> routes = new ArrayList<>(StaticFiles.of(FOLDER, FILES));
    routes.add(StaticFiles.file("/api/openapi.json", FOLDER + "openapi.json"));
    return routes;
  }
}
