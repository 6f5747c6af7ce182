package io.xmlfleet.dashboard;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.settings.Secret;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** How questions are read and answers written. */
final class HttpJson {
  private static final String JSON = "application/json";

  /** A word that nobody knows may have been a condition: then more would match than was meant. */
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private HttpJson() {}

  static void json(Context ctx, Object reply) {
    ctx.contentType(JSON).result(FleetJson.write(reply));
  }

  /**
   * An answer that says why not.
   *
   * @param reason for a person; without values of documents
   */
  static void error(Context ctx, HttpStatus status, String reason) {
    ctx.status(status);
    json(ctx, Map.of("error", Secret.masked(reason)));
  }

  /**
   * The body of a request.
   *
   * @throws BadRequestResponse if it is not JSON of that type
   */
  static <T> T body(Context ctx, Class<T> type) {
    try {
      T body = STRICT.readValue(ctx.bodyAsBytes(), type);
      if (body == null) {
        throw new BadRequestResponse("the body is null");
      }
      return body;
    } catch (UnrecognizedPropertyException e) {
      throw new BadRequestResponse("nothing is called " + e.getPropertyName() + " here");
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String place =
          at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
      throw new BadRequestResponse("the body is not the JSON that is asked for" + place);
    } catch (IOException e) {
      throw new BadRequestResponse("the body cannot be read");
    }
  }

  /**
   * A number in the query.
   *
   * @throws BadRequestResponse if it is none, or not within 1 and the most
   */
  static int limit(Context ctx, int otherwise, int most) {
    String text = ctx.queryParam("limit");
    if (text == null) {
      return otherwise;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= most) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new BadRequestResponse("limit is 1 to " + most);
  }

  /** Throws unless the query has these parameters only. */
  static void knownParameters(Context ctx, Set<String> known) {
    for (String name : ctx.queryParamMap().keySet()) {
      if (!known.contains(name)) {
        throw new BadRequestResponse("there is no parameter of that name; there are " + known);
      }
    }
  }
}
