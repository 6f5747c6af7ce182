package io.xmlfleet.testing;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import io.kubernetes.client.custom.QuantityFormatException;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscalerBehavior;
import java.io.IOException;
import java.util.Map;

/**
 * The schemas of Kubernetes' API, as its Java client has them. A server passes over a field that it
 * does not know unless it is asked to be strict, and so over each misspelt one.
 */
public final class KubernetesApi {
  /** Who says what is wrong with an object. */
  @FunctionalInterface
  private interface Schema {
    void check(JsonElement json) throws IOException;
  }

  private record Kind(Class<?> type, Schema schema) {}

  private static final Map<String, Kind> KINDS =
      Map.of(
          "v1 Namespace", new Kind(V1Namespace.class, V1Namespace::validateJsonElement),
          "v1 ConfigMap", new Kind(V1ConfigMap.class, V1ConfigMap::validateJsonElement),
          "v1 Secret", new Kind(V1Secret.class, V1Secret::validateJsonElement),
          "batch/v1 Job", new Kind(V1Job.class, V1Job::validateJsonElement),
          "apps/v1 Deployment", new Kind(V1Deployment.class, V1Deployment::validateJsonElement),
          "policy/v1 PodDisruptionBudget",
              new Kind(V1PodDisruptionBudget.class, V1PodDisruptionBudget::validateJsonElement),
          "autoscaling/v2 behavior",
              new Kind(
                  V2HorizontalPodAutoscalerBehavior.class,
                  V2HorizontalPodAutoscalerBehavior::validateJsonElement));

  private KubernetesApi() {}

  /**
   * What is wrong with an object: an unknown field, a missing one, a wrong type; empty: nothing.
   */
  public static String problem(String kind, Map<String, Object> content) throws IOException {
    Kind known = KINDS.get(kind);
    if (known == null) {
      return "no such kind: " + kind;
    }
    JsonElement json = new Gson().toJsonTree(content);
    try {
      known.schema().check(json);
      // The schema's own check does not look at numbers, flags and quantities.
      var unused = JSON.getGson().fromJson(json, known.type());
      return "";
    } catch (IllegalArgumentException | JsonParseException | QuantityFormatException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
