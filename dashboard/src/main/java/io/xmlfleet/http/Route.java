package io.xmlfleet.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/**
 * One thing that can be asked for. Immutable.
 *
 * @param path as the web framework writes it, with {@code {names}}
 * @param needsToken whether only those who know the token may
 */
public record Route(HandlerType method, String path, boolean needsToken, Handler handler) {
  /** For everybody who reaches the port. */
  public static Route get(String path, Handler handler) {
    return new Route(HandlerType.GET, path, false, handler);
  }

  /** For those who know the token; its body is JSON. */
  public static Route post(String path, Handler handler) {
    return new Route(HandlerType.POST, path, true, handler);
  }

  /** The same; the listener hears of each request before it is answered. */
  public Route heardBy(Runnable listener) {
    return new Route(
        method,
        path,
        needsToken,
        ctx -> {
          listener.run();
          handler.handle(ctx);
        });
  }

  /** What is served, with the filter before it. */
  Handler guardedBy(AuthenticationFilter authentication) {
    return (Context ctx) -> {
      if (needsToken) {
        authentication.requireToken(ctx);
        AuthenticationFilter.requireJson(ctx);
      }
      handler.handle(ctx);
    };
  }
}
