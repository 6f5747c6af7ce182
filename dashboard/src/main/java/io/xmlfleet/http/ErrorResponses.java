package io.xmlfleet.http;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is answered when something went wrong. */
final class ErrorResponses {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorResponses.class);

  private ErrorResponses() {}

  /**
   * Says what went wrong, if there is still somebody to be told. Throws nothing: the web framework
   * would come here again with that, without end.
   */
  static void answer(Exception fault, Context ctx) {
    try {
      int unused = ctx.statusCode(); // throws when Jetty has taken the response back
    } catch (IllegalStateException e) {
      LOG.debug("whoever asked is gone", fault);
      return;
    }
    try {
      reply(fault, ctx);
    } catch (RuntimeException e) {
      LOG.debug("an answer could not be given", e);
    }
  }

  private static void reply(Exception fault, Context ctx) {
    if (fault instanceof HttpResponseException refused) {
      HttpJson.error(ctx, HttpStatus.forStatus(refused.getStatus()), text(refused));
    } else if (fault instanceof UsageException) {
      HttpJson.error(ctx, HttpStatus.BAD_REQUEST, text(fault));
    } else if (fault instanceof InfrastructureException) {
      HttpJson.error(ctx, HttpStatus.SERVICE_UNAVAILABLE, text(fault));
    } else if (fault instanceof IOException) {
      LOG.debug("whoever asked is gone", fault);
    } else {
      LOG.error("a fault at {}", ctx.endpoint().path, fault);
      HttpJson.error(ctx, HttpStatus.INTERNAL_SERVER_ERROR, "a fault of ours; the log says more");
    }
  }

  private static String text(Exception fault) {
    return String.valueOf(fault.getMessage());
  }
}
