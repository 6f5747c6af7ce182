package io.xmlfleet.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one JSON dialect of the topics and the command line: ISO-8601 instants, numbers without
 * exponent, absent fields instead of null (but a map's nulls are kept), unknown fields ignored so
 * that a newer process may talk to an older one. Thread-safe.
 */
public final class FleetJson {
  private static final JsonSetter.Value NO_NULLS_INSIDE =
      JsonSetter.Value.forContentNulls(Nulls.FAIL);
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule().addDeserializer(Instant.class, new InstantInYears()))
          .annotationIntrospector(new Required())
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .withConfigOverride(Map.class, map -> map.setSetterInfo(NO_NULLS_INSIDE))
          .withConfigOverride(List.class, list -> list.setSetterInfo(NO_NULLS_INSIDE))
          .build();

  /** Else a type's deserializer is searched for with every message. */
  private static final ClassValue<ObjectReader> READERS =
      new ClassValue<>() {
        @Override
        protected ObjectReader computeValue(Class<?> type) {
          return MAPPER.readerFor(type);
        }
      };

  private FleetJson() {}

  public static byte[] write(Object message) {
    try {
      return MAPPER.writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + message.getClass().getSimpleName(), e);
    }
  }

  /**
   * Reads one message.
   *
   * @throws MalformedMessageException if the bytes are not JSON of that type
   */
  public static <T> T read(byte[] json, Class<T> type) {
    try {
      T read = READERS.get(type).readValue(json);
      if (read == null) {
        throw new IOException("it is null");
      }
      return read;
    } catch (IOException | IllegalArgumentException e) {
      throw new MalformedMessageException(
          "not a " + type.getSimpleName() + " of " + json.length + " bytes", e);
    }
  }

  /** What our types do not call nullable has to be there: anybody may write to a topic. */
  private static final class Required extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
      return isRequired(member) ? Boolean.TRUE : super.hasRequiredMarker(member);
    }

    @Override
    public JsonSetter.Value findSetterInfo(Annotated member) {
      return isRequired(member)
          ? JsonSetter.Value.forValueNulls(Nulls.FAIL)
          : super.findSetterInfo(member);
    }

    private static boolean isRequired(Annotated member) {
      return member instanceof AnnotatedParameter parameter
          && !parameter.getRawType().isPrimitive()
          && parameter.getOwner().getAnnotated() instanceof Constructor<?> constructor
          && !constructor.getAnnotatedParameterTypes()[parameter.getIndex()].isAnnotationPresent(
              Nullable.class);
    }
  }

  /** Times that can be calculated with: those of a calendar's years 0 to 9999. */
  private static final class InstantInYears extends StdDeserializer<Instant> {
    private static final long serialVersionUID = 1;
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    InstantInYears() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      Instant read = InstantDeserializer.INSTANT.deserialize(parser, context);
      if (read == null || read.isBefore(FIRST) || read.isAfter(LAST)) {
        return context.reportInputMismatch(this, "a time out of all calendars");
      }
      return read;
    }
  }
}
