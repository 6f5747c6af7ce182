package io.xmlfleet.http;

import io.javalin.http.Context;
import io.javalin.http.Header;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Files of a page, which came with the program. */
public final class StaticFiles {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "js", "text/javascript; charset=utf-8",
          "json", "application/json");

  private StaticFiles() {}

  /**
   * Serves files under their names, {@code index.html} at the root.
   *
   * @param folder of the class path, {@code /dashboard/}
   * @throws IllegalStateException if the program lacks one
   */
  public static List<Route> of(String folder, List<String> names) {
    return below("", folder, names);
  }

  /** The same below a path such as {@code /workbench}. */
  public static List<Route> below(String path, String folder, List<String> names) {
    return names.stream()
        .map(name -> file(path + '/' + (name.equals("index.html") ? "" : name), folder + name))
        .toList();
  }

  /** Serves one file at a path. */
  public static Route file(String path, String resource) {
    String type = TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
    if (type == null) {
      throw new IllegalStateException("no type is known of " + resource);
    }
    byte[] content = read(resource);
    return Route.open(path, ctx -> reply(ctx, type, content));
  }

  private static void reply(Context ctx, String type, byte[] content) {
    ctx.header(Header.CACHE_CONTROL, "no-cache").contentType(type).result(content);
  }

  private static byte[] read(String resource) {
    try (InputStream file = StaticFiles.class.getResourceAsStream(resource)) {
      if (file == null) {
        throw new IllegalStateException("the program lacks its file " + resource);
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
