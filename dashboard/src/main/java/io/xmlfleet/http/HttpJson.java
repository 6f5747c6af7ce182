package io.xmlfleet.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.settings.Secret;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** How questions are read and answers written. */
public final class HttpJson {
  private static final String JSON = "application/json";

  /**
   * A word that nobody knows may have been a condition, and of a word that stands there twice only
   * the last would count: then more would match than was meant.
   */
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private HttpJson() {}

  public static void json(Context ctx, Object reply) {
    ctx.contentType(JSON).result(FleetJson.write(reply));
  }

  /**
   * An answer that says why not.
   *
   * @param reason for a person; without values of documents
   */
  public static void error(Context ctx, HttpStatus status, String reason) {
    ctx.status(status);
    json(ctx, Map.of("error", Secret.masked(reason)));
  }

  /**
   * The body of a request.
   *
   * @throws BadRequestResponse if it is not JSON of that type
   */
  public static <T> T body(Context ctx, Class<T> type) {
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
   * @throws BadRequestResponse if it is none, or not within the range
   */
  public static int number(Context ctx, String name, int otherwise, int least, int most) {
    String text = ctx.queryParam(name);
    String range = name + " is " + least + " to " + most;
    int number =
        text == null || text.isEmpty() ? otherwise : parsed(text, Integer::parseInt, range);
    if (number < least || number > most) {
      throw new BadRequestResponse(range);
    }
    return number;
  }

  /**
   * A time, such as 2026-11-24T02:08:12Z.
   *
   * @throws BadRequestResponse if it is none
   */
  public static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new BadRequestResponse("a time is written as 2026-11-24T02:08:12Z");
    }
  }

  public static String runId(String text) {
    return parsed(
        text,
        run -> {
          ItemId.requireRunId(run);
          return run;
        },
        "that is no run id");
  }

  /** Reads names with commas between them; throws as {@link #parsed}. */
  public static <T> List<T> list(String text, Function<String, T> parser, String otherwise) {
    return Stream.of(text.split(",", -1))
        .map(name -> parsed(name.strip(), parser, otherwise))
        .toList();
  }

  /**
   * Reads what a query or a path says.
   *
   * @param parser throws IllegalArgumentException for what cannot be read
   * @throws BadRequestResponse then, with this text
   */
  public static <T> T parsed(String text, Function<String, T> parser, String otherwise) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new BadRequestResponse(otherwise);
    }
  }

  /** Throws unless the query has these parameters only. */
  public static void knownParameters(Context ctx, Set<String> known) {
    for (String name : ctx.queryParamMap().keySet()) {
      if (!known.contains(name)) {
        throw new BadRequestResponse("there is no parameter of that name; there are " + known);
      }
    }
  }
}
