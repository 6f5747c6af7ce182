package io.xmlfleet.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/**
 * One thing that can be asked for. Immutable.
 *
 * @param path as the web framework writes it, with {@code {names}}
 * @param needs what whoever asks must be
 */
public record Route(HandlerType method, String path, Role needs, Handler handler) {
  /** For everybody who reaches the port: it tells nothing. */
  public static Route open(String path, Handler handler) {
    return new Route(HandlerType.GET, path, Role.NOBODY, handler);
  }

  /** For those who may read. */
  public static Route get(String path, Handler handler) {
    return new Route(HandlerType.GET, path, Role.READER, handler);
  }

  /** For operators; its body is JSON. */
  public static Route post(String path, Handler handler) {
    return new Route(HandlerType.POST, path, Role.OPERATOR, handler);
  }

  /** The same; the listener hears of each request before it is answered. */
  public Route heardBy(Runnable listener) {
    return new Route(
        method,
        path,
        needs,
        ctx -> {
          listener.run();
          handler.handle(ctx);
        });
  }

  /** What is served, with the filter before it. */
  Handler guardedBy(AuthenticationFilter authentication) {
    return (Context ctx) -> {
      if (needs != Role.NOBODY) {
        authentication.require(ctx, needs);
      }
      if (needs == Role.OPERATOR) {
        AuthenticationFilter.requireOwnPage(ctx);
        AuthenticationFilter.requireJson(ctx);
      }
      handler.handle(ctx);
    };
  }
}
